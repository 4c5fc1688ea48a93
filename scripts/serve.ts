/** `npm start`: builds the site and serves it, at http://localhost:4321/ unless PORT says otherwise. */
import { spawnSync } from 'node:child_process';
import { serveFolder } from './static-server.ts';

const built = spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
const base = `/${(process.env['BASE_PATH'] ?? '').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
const server = await serveFolder('dist', { port: Number(process.env['PORT'] ?? 4321), base, compressed: true });
console.log(`\n110 Abroad is at ${server.url}  (Ctrl+C to stop)`);
