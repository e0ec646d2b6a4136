import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { projectRoot } from '../../src/wire.js';

export type Ran = { code: number | null; output: string; errors: string };

/**
 * What node is given to run a file of src: through tsx as `npm start` and `npm run terugblik` do, or with BUILT=1 what
 * `npm run build` made of it, as a school runs it.
 */
const toRun = (file: string): string[] =>
  process.env['BUILT'] === '1'
    ? [join(projectRoot, 'dist', file.replace(/\.ts$/, '.js'))]
    : ['--import', 'tsx', join(projectRoot, 'src', file)];

/** Runs a file of src with an environment of its own. */
export function run(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
  input = '',
): Promise<Ran> {
  const own = { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...env };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...toRun(file), ...args],
      { cwd: projectRoot, env: own, timeout: 60_000 },
      (error, output, errors) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        resolve({ code, output, errors });
      },
    );
    child.stdin?.end(input);
  });
}

/** A stream that keeps what is written to it. */
export function sink(): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'terugblik-'));

/** A copy of the content of the repository that a test may spoil. */
export async function copiedContent(): Promise<string> {
  const root = await temporaryFolder();
  for (const folder of ['dialogs', 'locales', 'manifest'])
    await cp(join(projectRoot, folder), join(root, folder), { recursive: true });
  return root;
}

export const removed = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
