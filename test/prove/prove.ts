import { Command } from 'commander';
import { writeSection } from './document.js';
import { fuzzing } from './fuzzing.js';
import { kills, killsOfTwo } from './kills.js';
import { keepProgress, readProgress } from './progress.js';
import type { Proof } from './proof.js';
import { fullYear, simulated } from './simulated.js';
import { soaking } from './soak.js';

/** In the order in which they are proved: the quick ones first. */
const proofsOf = (minutes: number) =>
  [kills, killsOfTwo, fuzzing, soaking(minutes), simulated, fullYear] as readonly Proof[];
const names = proofsOf(0)
  .map(({ name }) => name)
  .join(',');

const program = new Command('npm run prove --')
  .description(
    'the long proofs, in full; safe to interrupt: what is done on this commit is kept and not done again.\nWrites docs/proofs.md.',
  )
  .option('--only <names>', `some of ${names}`, names)
  .option('--minutes <number>', 'how long the soak goes on', '30')
  .parse();

const options = program.opts<{ only: string; minutes: string }>();
const minutes = Number(options.minutes);
if (!(minutes > 0)) program.error(`--minutes: ${options.minutes} is no time`, { exitCode: 2 });
const proofs = proofsOf(minutes);
const wanted = options.only.split(',');
for (const name of wanted)
  if (!proofs.some((proof) => proof.name === name))
    program.error(`no proof is named ${name}: ${names}`, { exitCode: 2 });

const done = readProgress();
let broken = 0;
for (const proof of proofs.filter(({ name }) => wanted.includes(name))) broken += await prove(proof);
process.exit(broken === 0 ? 0 : 1);

/** Plays the rounds that are still to do and writes the section; how many promises were broken. */
async function prove(proof: Proof): Promise<number> {
  const rounds = (done[proof.keptAs ?? proof.name] ??= []);
  const played = new Set(rounds.map(({ seed }) => seed));
  // From the last to the first, for the first seeds are what CI plays: what is new is found early.
  const todo = Array.from({ length: proof.rounds }, (_, index) => proof.rounds - index).filter(
    (seed) => !played.has(seed),
  );
  const worker = async (): Promise<void> => {
    for (let seed = todo.shift(); seed !== undefined; seed = todo.shift()) {
      const round = await proof.play(seed, (line) =>
        process.stdout.write(`${proof.name} ${seed}: ${line}\n`),
      );
      rounds.push(round);
      rounds.sort((one, other) => one.seed - other.seed);
      keepProgress(done);
      const violations = proof.violations(round);
      const said = `${proof.name} ${seed} of ${proof.rounds}: ${proof.line(round)}, ${violations.length} violations`;
      process.stdout.write(`${[said, ...violations].join('\n  ')}\n`);
    }
  };
  await Promise.all(Array.from({ length: proof.atOnce ?? 1 }, worker));
  writeSection(proof, rounds);
  return rounds.reduce((total, round) => total + proof.violations(round).length, 0);
}
