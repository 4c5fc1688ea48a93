/** `npm run hosting`: writes docs/hosting/nginx.conf and Caddyfile from the tables in src/publish. `-- /prefix/` prints both for a path prefix instead. */
import { writeFileSync } from 'node:fs';
import { caddyfile, nginxConfig } from '../src/publish/host/hosting.ts';

const base = process.argv[2];
if (base !== undefined) {
  if (!/^\/(?:[A-Za-z0-9._~-]+\/)*$/.test(base)) throw new Error(`${base} is no path prefix with a slash at both ends`);
  console.log(`${nginxConfig(base)}\n${caddyfile(base)}`);
} else {
  writeFileSync('docs/hosting/nginx.conf', nginxConfig('/'));
  writeFileSync('docs/hosting/Caddyfile', caddyfile('/'));
  console.log('Wrote docs/hosting/nginx.conf and docs/hosting/Caddyfile');
}
