import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/wire.js';

/** Where stores are made; git does not see it. */
export const dataFolder = join(projectRoot, 'data', 'bench');

/**
 * A file that takes long to make: made once and kept between runs, under a name that changes with what it is made of.
 * An older one of the same name goes.
 */
export async function keptFile(
  name: string,
  madeOf: unknown,
  make: (path: string) => Promise<void>,
): Promise<string> {
  mkdirSync(dataFolder, { recursive: true });
  const hash = createHash('sha256').update(JSON.stringify(madeOf)).digest('hex').slice(0, 12);
  const path = join(dataFolder, `${name}-${hash}.sqlite`);
  if (existsSync(path)) return path;
  for (const old of readdirSync(dataFolder)) if (old.startsWith(`${name}-`)) rmSync(join(dataFolder, old));
  // Under another name until it is whole: whoever interrupts leaves nothing that looks finished.
  const unfinished = join(dataFolder, `unfinished-${process.pid}.sqlite`);
  removeStore(unfinished);
  await make(unfinished);
  renameSync(unfinished, path);
  return path;
}

/** A copy of a kept file for one run. */
export function copyOf(path: string): string {
  const copy = freshFile();
  copyFileSync(path, copy);
  return copy;
}

/** A path for the store of one run. */
export function freshFile(): string {
  mkdirSync(dataFolder, { recursive: true });
  const path = join(dataFolder, `run-${process.pid}.sqlite`);
  removeStore(path);
  return path;
}

/** Takes a store away, with its log. */
export function removeStore(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}
