import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../src/wire.js';

type Rounds = { seed: number }[];

const file = join(projectRoot, 'data', 'prove.json');

/** What is proved: words in docs or in other tests change nothing of it. */
const proven = ['src', 'dialogs', 'locales', 'package-lock.json', 'test/faults', 'test/fuzz', 'test/prove'];

/** The commit that is proved: the last one that touched any of it. */
export const commit = execFileSync('git', ['log', '-1', '--format=%h', '--', ...proven], {
  cwd: projectRoot,
  encoding: 'utf8',
}).trim();

/** On what, for the report. */
export function machine(): string {
  const [processor] = cpus();
  return `${cpus().length} × ${processor?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
}

/** The rounds that were played on this commit, by the name of their proof. Rounds of another commit prove nothing. */
export function readProgress(): Record<string, Rounds> {
  if (!existsSync(file)) return {};
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { commit: string; done?: Record<string, Rounds> };
  return kept.commit === commit ? (kept.done ?? {}) : {};
}

/** Keeps what is done, so that an interrupted proof goes on where it stopped. */
export function keepProgress(done: Readonly<Record<string, Rounds>>): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ commit, done }));
}
