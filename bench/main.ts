import { execFileSync } from 'node:child_process';
import { Command, InvalidArgumentError } from 'commander';
import { projectRoot } from '../src/wire.js';
import { fallen } from './check.js';
import { killAll } from './child.js';
import { machineLines } from './machine.js';
import { measurements } from './measurements.js';
import { installPeers } from './peer-modules.js';
import { isMet, number, tables } from './report.js';
import type { Extent, Measurement, Results, Section } from './result.js';
import { keepResults, keptResults } from './results-file.js';

type Options = { only?: Measurement[]; runs: number; quick?: true; check?: true; write?: true };

const { stdout, stderr } = process;
const ids = measurements.map(({ id }) => id).join(', ');
const quickRuns = 3;
const quickScale = 0.15;

const program = new Command('bench')
  .description(
    'Measures Terugblik beside its alternatives, in one run, and writes docs/performance.md and docs/performance.json.',
  )
  .option('--only <names>', `only these, with commas between them: ${ids}`, measurementsOf)
  .option('--runs <number>', 'how often each contestant runs', wholeNumber, 5)
  .option('--quick', `${quickRuns} short runs (peak and memory: one), shown and not written`)
  .option('--check', 'compare with docs/performance.json and name what fell; writes nothing')
  .option('--write', 'with --quick or --check: write the result all the same')
  .addHelpText('after', '\nExit code 1: with --check, something fell by more than the noise of both runs.');

function measurementsOf(names: string): Measurement[] {
  return names.split(',').map((name) => {
    const found = measurements.find(({ id }) => id === name.trim());
    if (found === undefined) throw new InvalidArgumentError(`There are: ${ids}.`);
    return found;
  });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('A whole number from 1 on.');
  return value;
}

async function run(options: Options): Promise<number> {
  installPeers((line) => void stderr.write(`${line}\n`));
  const quick = options.quick === true;
  const sections: Section[] = [];
  for (const one of options.only ?? measurements) {
    const extent: Extent = {
      runs: quick ? quickRuns : options.runs,
      scale: quick ? quickScale : 1,
      progress: (line) => void stderr.write(`${one.id}: ${line}\n`),
    };
    sections.push(await timed(one, extent));
  }
  const kept = keptResults();
  const results: Results = { v: 1, machine: machineLines(), sections };
  stdout.write(`${tables(results)}\n`);
  if ((!quick && options.check !== true) || options.write === true) keepResults(results);
  for (const ratio of sections.flatMap(({ ratios }) => ratios).filter((one) => !isMet(one)))
    stderr.write(`aim missed: ${ratio.what}\n`);
  if (options.check !== true) return 0;
  if (kept !== null) return told(kept, results);
  stderr.write('nothing was measured and kept before: there is nothing to compare with\n');
  return 0;
}

async function timed({ id, title, measure }: Measurement, extent: Extent): Promise<Section> {
  const began = Date.now();
  const found = await measure(extent);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  const day = new Date(began).toISOString().slice(0, 10);
  return {
    id,
    title,
    ...found,
    seconds: (Date.now() - began) / 1000,
    measured: `${day} on ${commit.trim()}`,
  };
}

function told(kept: Results, now: Results): number {
  const fell = fallen(kept, now);
  for (const { what, before, now: value, noise } of fell)
    stderr.write(`fell: ${what}: ${number(before)} → ${number(value)} (noise ${number(noise)})\n`);
  if (fell.length === 0) stderr.write('nothing fell by more than the noise of both runs\n');
  return fell.length === 0 ? 0 : 1;
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(signal, () => {
    killAll();
    process.exit(code);
  });

program.parse();
run(program.opts<Options>()).then(
  (code) => process.exit(code),
  (error: unknown) => {
    killAll();
    stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
