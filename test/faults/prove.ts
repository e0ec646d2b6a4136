import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/wire.js';
import { seeded } from '../support/random.js';
import type { KillResult } from './count.js';
import { killLoop } from './kill.js';

/**
 * The long proofs in full (`npm run prove`): slow, and safe to interrupt. What is done is kept in data/prove.json and
 * not done again on the same commit; the result is written to docs/proofs.md.
 */
const rounds = 10;
const killsPerRound = 10;

type Round = KillResult & { seed: number };
type Progress = { commit: string; rounds: Round[] };

const folder = join(projectRoot, 'data');
const progressFile = join(folder, 'prove.json');
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
  cwd: projectRoot,
  encoding: 'utf8',
}).trim();

function readProgress(): Progress {
  if (!existsSync(progressFile)) return { commit, rounds: [] };
  const kept = JSON.parse(readFileSync(progressFile, 'utf8')) as Progress;
  return kept.commit === commit ? kept : { commit, rounds: [] };
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
writeFileSync(join(projectRoot, 'docs', 'proofs.md'), report(progress));
process.exitCode = progress.rounds.some((round) => round.violations.length > 0) ? 1 : 0;

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
