/** `npm start`: builds the site and serves it, at http://localhost:4321/ unless PORT says otherwise. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { settingsOrExit } from './settings.ts';
import { serveFolder } from './static-server.ts';

const { port, base } = settingsOrExit();

/** Ends the process with a sentence when the port cannot be had: better before a whole build than after it. */
async function refuseTakenPort(): Promise<void> {
  const trial = createServer().listen(port, 'localhost');
  try {
    await once(trial, 'listening');
    trial.close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'another program uses' : `cannot be used (${code})`;
    console.error(
      `PORT is ${port}, which ${reason}: stop that program, or choose another port: PORT=${port + 1} npm start`,
    );
    process.exit(2);
  }
}

await refuseTakenPort();
const built = spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
const server = await serveFolder('dist', { port, base, compressed: true });
console.log(`\n110 Abroad is at ${server.url}  (Ctrl+C to stop)`);
