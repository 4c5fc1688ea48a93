/** `npm run sbom`: the packages of the lock file as CycloneDX, in .cache/sbom.cdx.json, without the number and the time that npm gives to each. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

interface Sbom {
  serialNumber?: string;
  metadata?: { timestamp?: string };
  components: unknown[];
}

const result = spawnSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--loglevel=error'], {
  encoding: 'utf8',
  maxBuffer: 100_000_000,
});
if (result.status !== 0) throw new Error(`npm sbom failed (npm 10 or newer is needed): ${result.stderr}`);
const sbom = JSON.parse(result.stdout) as Sbom;
delete sbom.serialNumber;
delete sbom.metadata?.timestamp;
mkdirSync('.cache', { recursive: true });
writeFileSync('.cache/sbom.cdx.json', `${JSON.stringify(sbom, null, 1)}\n`);
console.log(`${sbom.components.length} packages in .cache/sbom.cdx.json`);
