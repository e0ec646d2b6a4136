import { Command } from 'commander';
import { writeSection } from './document.js';
import { fuzzing } from './fuzzing.js';
import { kills, killsOfTwo } from './kills.js';
import { keepProgress, readProgress } from './progress.js';
import type { Proof } from './proof.js';
import { simulated } from './simulated.js';

/** In the order in which they are proved: the quick ones first. */
const proofs = [kills, killsOfTwo, fuzzing, simulated] as readonly Proof[];
const names = proofs.map(({ name }) => name).join(',');

const program = new Command('npm run prove --')
  .description(
    'the long proofs, in full; safe to interrupt: what is done on this commit is kept and not done again.\nWrites docs/proofs.md.',
  )
  .option('--only <names>', `some of ${names}`, names)
  .parse();

const wanted = program.opts<{ only: string }>().only.split(',');
for (const name of wanted)
  if (!proofs.some((proof) => proof.name === name))
    program.error(`no proof is named ${name}: ${names}`, { exitCode: 2 });

const done = readProgress();
let broken = 0;
for (const proof of proofs.filter(({ name }) => wanted.includes(name))) broken += await prove(proof);
process.exit(broken === 0 ? 0 : 1);

/** Plays the rounds that are still to do and writes the section; how many promises were broken. */
async function prove(proof: Proof): Promise<number> {
  const rounds = (done[proof.name] ??= []);
  const played = new Set(rounds.map(({ seed }) => seed));
  const todo = Array.from({ length: proof.rounds }, (_, index) => index + 1).filter(
    (seed) => !played.has(seed),
  );
  const worker = async (): Promise<void> => {
    for (let seed = todo.shift(); seed !== undefined; seed = todo.shift()) {
      const round = await proof.play(seed);
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
