import { rmSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { TerugblikError } from '../core/errors.js';

/** The exit code of a command that was interrupted (128 + SIGINT). */
const interrupted = 130;

/**
 * Writes a file beside its place, does what must be done before it counts, and puts it there. Whatever goes wrong,
 * Ctrl-C included, there is the whole file or none. From `before` on it is too late for Ctrl-C. `mode` is who may read
 * it, less what the machine takes from everybody.
 * @throws TerugblikError `file_not_written` when the folder does not take it.
 */
export async function writeWhole(
  path: string,
  bytes: Uint8Array,
  before: () => Promise<void> = async () => undefined,
  mode = 0o666,
): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  let tooLate = false;
  const stop = (): void => {
    if (tooLate) return;
    rmSync(draft, { force: true });
    process.exit(interrupted);
  };
  const refused = (cause: unknown): never => {
    throw new TerugblikError('file_not_written', `${path} cannot be written`, { cause });
  };
  process.on('SIGINT', stop);
  try {
    await writeFile(draft, bytes, { flag: 'wx', mode }).catch(refused);
    tooLate = true;
    await before();
    await rename(draft, path).catch(refused);
  } finally {
    rmSync(draft, { force: true });
    process.off('SIGINT', stop);
  }
}
