import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { play } from '../../src/simulation/play.js';
import { projectRoot } from '../../src/wire.js';
import { seeded } from '../support/random.js';
import { fuzz, type FuzzResult } from '../fuzz/fuzz.js';
import type { KillResult } from './count.js';
import { killLoop } from './kill.js';

/**
 * The long proofs in full (`npm run prove`): slow, and safe to interrupt. What is done is kept in data/prove.json and
 * not done again on the same commit; the result is written to docs/proofs.md.
 */
const rounds = 10;
const killsPerRound = 10;
const fuzzRounds = 20;
const requestsPerRound = 5000;

type Round = KillResult & { seed: number };
type FuzzRound = FuzzResult & { seed: number };
/** Seeds of the simulated school: 30 students, 8 weeks. */
const simulatedSeeds = 1000;
const shortYear = { students: 30, weeks: 8 };

type Simulated = { seed: number; steps: number; messages: number; faults: number; violation: string | null };
type Progress = { commit: string; rounds: Round[]; fuzzed: FuzzRound[]; simulated: Simulated[] };

const folder = join(projectRoot, 'data');
const progressFile = join(folder, 'prove.json');
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
  cwd: projectRoot,
  encoding: 'utf8',
}).trim();

function readProgress(): Progress {
  const nothing = { commit, rounds: [], fuzzed: [], simulated: [] };
  if (!existsSync(progressFile)) return nothing;
  const kept = JSON.parse(readFileSync(progressFile, 'utf8')) as Progress;
  return kept.commit === commit ? { ...nothing, ...kept } : nothing;
}

const progress = readProgress();
mkdirSync(folder, { recursive: true });
for (let seed = progress.rounds.length + 1; seed <= rounds; seed += 1) {
  process.stdout.write(`round ${seed} of ${rounds}: `);
  const result = await killLoop(killsPerRound, seeded(seed));
  progress.rounds.push({ seed, ...result });
  writeFileSync(progressFile, JSON.stringify(progress, null, 2));
  process.stdout.write(
    `${result.kills} kills, ${result.inbound} messages, ${result.violations.length} violations\n`,
  );
}
for (let seed = progress.fuzzed.length + 1; seed <= fuzzRounds; seed += 1) {
  process.stdout.write(`fuzzing, round ${seed} of ${fuzzRounds}: `);
  const result = await fuzz(requestsPerRound, seed);
  progress.fuzzed.push({ seed, ...result });
  writeFileSync(progressFile, JSON.stringify(progress, null, 2));
  process.stdout.write(`${result.requests} requests, ${result.violations.length} violations\n`);
}
const { simulated } = progress;
for (let seed = simulated.length + 1; seed <= simulatedSeeds; seed += 1) {
  const { steps, messages, faults, violation } = await play({ seed, ...shortYear });
  const injected = [...faults.values()].reduce((total, times) => total + times, 0);
  const found = violation === null ? null : `${violation.invariant}: ${violation.what}`;
  simulated.push({ seed, steps, messages, faults: injected, violation: found });
  writeFileSync(progressFile, JSON.stringify(progress, null, 2));
  process.stdout.write(`seed ${seed} of ${simulatedSeeds}: ${steps} steps, ${found ?? 'nothing wrong'}\n`);
}
writeFileSync(
  join(projectRoot, 'docs', 'proofs.md'),
  [report(progress), ...fuzzReport(progress.fuzzed), ...simulatedReport(simulated)].join('\n'),
);
const proved =
  [...progress.rounds, ...progress.fuzzed].every((round) => round.violations.length === 0) &&
  simulated.every((one) => one.violation === null);
process.exit(proved ? 0 : 1);

function fuzzReport(done: readonly FuzzRound[]): string[] {
  const sum = (of: (round: FuzzRound) => number): number =>
    done.reduce((total, round) => total + of(round), 0);
  const answered = ['2', '3', '4', '5'].map(
    (hundred) => `| answered ${hundred}xx | ${sum(({ answers }) => answers[hundred] ?? 0)} |`,
  );
  const grown = Math.max(...done.map((round) => round.grown));
  return [
    '## Fuzzing of every route',
    '',
    'Activities of every type, WhatsApp messages and reports, card buttons, pages, forms and files, half of them damaged,',
    'some without proof of who sent them, against the whole server. No answer may be a 5xx (501 is the answer to an',
    'invoke that is not ours), each must come, what is refused may change nothing in the store, and the heap stays flat.',
    '',
    '| what | all |',
    '|---|---|',
    `| requests | ${sum((round) => round.requests)} in ${done.length} rounds |`,
    ...answered,
    `| largest growth of the heap in a round after its first fifth | ${(grown / 2 ** 20).toFixed(1)} MiB |`,
    `| violations | ${sum((round) => round.violations.length)} |`,
    '',
    ...done.flatMap((round) => round.violations.map((violation) => `- ${violation}`)),
    '',
  ];
}

function report({ rounds: done }: Progress): string {
  const sum = (of: (round: Round) => number): number => done.reduce((total, round) => total + of(round), 0);
  const row = (name: string, of: (round: Round) => number): string =>
    `| ${name} | ${done.map((round) => String(of(round))).join(' | ')} | ${sum(of)} |`;
  const [processor] = cpus();
  const machine = `${cpus().length} × ${processor?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  return [
    '# Proofs',
    '',
    'Written by `npm run prove`; do not edit.',
    '',
    `${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}`,
    '',
    '## kill -9 under traffic',
    '',
    'The server on SQLite is killed at random moments while three students chat through the Twilio double and webhooks',
    'come twice. Afterwards every inbound message must stand in the transcripts exactly once, and every reply must have',
    'reached Twilio once; only a worry’s reply may be repeated, and every worry must have its alert.',
    '',
    `| round | ${done.map((round) => String(round.seed)).join(' | ')} | all |`,
    `|---|${done.map(() => '---|').join('')}---|`,
    row('kills', (round) => round.kills),
    row('messages', (round) => round.inbound),
    row('sent twice on purpose', (round) => round.duplicates),
    row('replies', (round) => round.replies),
    row('worry replies repeated', (round) => round.repeatedUrgent),
    row('alerts', (round) => round.alerts),
    row('violations', (round) => round.violations.length),
    '',
    ...done.flatMap((round) => round.violations.map((violation) => `- round ${round.seed}: ${violation}`)),
    '',
  ].join('\n');
}

function simulatedReport(played: readonly Simulated[]): string[] {
  const sum = (of: (one: Simulated) => number): number => played.reduce((total, one) => total + of(one), 0);
  const found = played.filter((one) => one.violation !== null);
  return [
    '## Simulated school',
    '',
    `${played.length} seeds of ${shortYear.students} students and ${shortYear.weeks} weeks in simulated time`,
    `(docs/architecture.md): ${sum((one) => one.steps)} steps, ${sum((one) => one.messages)} messages,`,
    `${sum((one) => one.faults)} faults, ${found.length} violations.`,
    '',
    ...found.map(({ seed, violation }) => `- seed ${seed}: ${violation ?? ''}`),
    '',
  ];
}
