import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TerugblikError } from '../../core/errors.js';

/**
 * Writes files so that each is there whole or as it was, whatever dies in between; none is replaced before all
 * are on the disk.
 * @throws TerugblikError `file_unwritable` with the disk full or without the right to write.
 */
export async function writeTogether(files: readonly { path: string; text: string }[]): Promise<void> {
  const beside = (path: string): string => `${path}.new`;
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(beside(path), text, { flush: true });
    }
    for (const { path } of files) await rename(beside(path), path);
  } catch (cause) {
    // What could not be written may not let itself be taken away either: the first failure is the one to tell.
    await Promise.allSettled(files.map(({ path }) => rm(beside(path), { force: true })));
    const names = files.map(({ path }) => path).join(', ');
    throw new TerugblikError('file_unwritable', `${names} cannot be written`, { cause });
  }
}
