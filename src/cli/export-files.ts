import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFile } from '../app/media/files.js';
import { TerugblikError } from '../core/errors.js';
import type { PersonExport } from '../core/rights/person-export.js';
import type { Store } from '../ports/store.js';

/** `1.jpeg`, `2.ogg`: in the order in which they were sent. */
export const fileName = (index: number, type: string): string =>
  `${index + 1}.${type.split('/')[1] ?? 'bin'}`;

/**
 * Writes the files of a student into a new folder that only its maker can read.
 * @throws TerugblikError `file_not_written` when the folder is there already or cannot be made.
 */
export async function writeFiles(
  store: Store,
  thread: string,
  files: PersonExport['files'],
  folder: string,
): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((cause: unknown) => {
    throw new TerugblikError('file_not_written', `${folder} must be a new folder`, { cause });
  });
  for (const [index, { id, type }] of files.entries()) {
    const kept = await readFile(store, thread, id);
    if (kept !== null) await writeFile(join(folder, fileName(index, type)), kept.bytes, { mode: 0o600 });
  }
}
