/**
 * A folder that is made anew beside the old one and swapped in when it is whole, so that a failed or killed run leaves the old one as it was.
 * Where that cannot work is said before any work is done.
 */
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { manifestPath } from '../src/publish/host/manifest.ts';

/** Why a folder cannot be built, in one sentence. */
export class TargetError extends Error {}

export interface SwappedFolder {
  /** The folder that readers see: where a link was named, the one it leads to. */
  readonly target: string;
  /** The folder to write into. */
  readonly fresh: string;
  /** Puts the fresh folder in place of the old one. */
  swap(): void;
  /** Takes the fresh folder away. */
  drop(): void;
}

const remove = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

/** Whether another process with this number is running. */
const isRunning = (id: number): boolean => {
  try {
    return id !== process.pid && process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** A link is followed: whoever made `dist` one wants the files where it leads. */
function resolved(named: string): string {
  const target = resolve(named);
  if (!lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) return target;
  if (!existsSync(target))
    throw new TargetError(`${named} is a link that leads nowhere: make the folder it leads to, or remove the link.`);
  return realpathSync(target);
}

/** @throws TargetError when what is there is no earlier build, which a swap would destroy, or cannot be swapped */
function refuseOthers(named: string, target: string): void {
  const found = statSync(target, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory()) throw new TargetError(`${named} is a file: move it away, or name another folder.`);
  if (found.dev !== statSync(dirname(target)).dev)
    throw new TargetError(
      `${named} is a mount, and a mount cannot be swapped: mount the folder above it, or build into another folder ("npm run build -- <folder>") and copy.`,
    );
  const inside = readdirSync(target);
  const isProject = !relative(target, process.cwd()).startsWith('..');
  if (isProject || (inside.length > 0 && ![manifestPath, 'index.html'].some((file) => inside.includes(file))))
    throw new TargetError(
      `${named} holds something else than an earlier build, which would be lost: name another folder.`,
    );
}

/**
 * Prepares the swap of a folder, and tidies up after builds that were killed: what they left goes, and where one was killed in the middle of the
 * swap, the last good site is put back.
 * @param named path as it was given
 * @throws TargetError in one sentence when the folder cannot be swapped
 */
export function swappedFolder(named: string): SwappedFolder {
  const target = resolved(named);
  const beside = dirname(target);
  // Beside the target, so that the swap is a rename on one file system; the process id keeps two builds apart.
  const prefix = { fresh: `.${basename(target)}-next-`, old: `.${basename(target)}-old-` };
  const [fresh, old] = [join(beside, `${prefix.fresh}${process.pid}`), join(beside, `${prefix.old}${process.pid}`)];
  try {
    mkdirSync(beside, { recursive: true });
    accessSync(beside, constants.W_OK);
  } catch {
    throw new TargetError(`${named} lies in ${beside}, where nothing can be written: name another folder.`);
  }
  for (const name of readdirSync(beside)) {
    const kind = Object.values(prefix).find((candidate) => name.startsWith(candidate));
    if (kind === undefined || isRunning(Number(name.slice(kind.length)))) continue;
    if (kind === prefix.old && !existsSync(target)) renameSync(join(beside, name), target);
    else remove(join(beside, name));
  }
  refuseOthers(named, target);
  return {
    target,
    fresh,
    swap: () => {
      if (existsSync(target)) renameSync(target, old);
      renameSync(fresh, target);
      remove(old);
    },
    drop: () => remove(fresh),
  };
}
