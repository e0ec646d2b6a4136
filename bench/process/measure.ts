import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/wire.js';
import { startChild } from '../child.js';
import { freePort } from '../http/free-port.js';
import { column, interleaved } from '../interleave.js';
import { freshFile, removeStore } from '../kept-files.js';
import { peersFolder } from '../peer-modules.js';
import type { Extent, Found, Measurement } from '../result.js';
import type { SignalsQuestion } from './signals-child.js';
import { megabytes, productionSize } from './sizes.js';
import { productionEnvironment } from './environment.js';

const languages = ['nl', 'en', 'tr', 'ar', 'pl', 'uk'];
const lengths = [5, 20, 100];

/** 6. Judgements a second. */
export const signalsMeasurement: Measurement = {
  id: 'signals',
  title: 'Judging the words',
  measure: async (extent) => {
    const runs = await interleaved(extent, { ours: () => judged(extent) });
    return {
      notes: [
        'One message judged by the rules and the model together, as it comes in: effort, depth and worry. No two messages are the same.',
      ],
      figures: languages.flatMap((language) =>
        lengths.map((words) => ({
          id: `signals.${language}.${words}`,
          what: `${language}, ${words} words`,
          unit: 'judgements/s',
          runs: column(runs, 'ours', (run) => run[`${language}.${words}`] ?? NaN),
        })),
      ),
      ratios: [],
    };
  },
};

async function judged({ scale }: Extent): Promise<Record<string, number>> {
  const child = await startChild(join(import.meta.dirname, 'signals-child.ts'));
  const found: Record<string, number> = {};
  for (const language of languages)
    for (const words of lengths)
      found[`${language}.${words}`] = await child.ask<number>({
        ...{ language, words, ms: 150 * scale },
      } satisfies SignalsQuestion);
  await child.stop();
  return found;
}

/** 6. From start to ready, and what is installed. */
export const processMeasurement: Measurement = {
  id: 'process',
  title: 'Start and size',
  measure: async (extent) => started(extent),
};

async function started(extent: Extent): Promise<Found> {
  build();
  const runs = await interleaved(extent, {
    school: () => ready('school'),
    'npm start': () => ready('npm start'),
  });
  const school = column(runs, 'school', (ms) => ms / 1000);
  const demo = column(runs, 'npm start', (ms) => ms / 1000);
  const own = productionSize();
  return {
    notes: [
      'Ready: from the start of the process until /readyz answers 200, with NODE_ENV=production, SQLite, Teams and the pages on, on a store that was opened before; as a school starts it (`node dist/main.js` after `npm run build`) and as `npm start` does (tsx). Installed: the packages of the lock file that production needs; the peers are botbuilder with dialogs, restify and the storage for Azure. The install itself is measured by `time npm ci` where there is a network.',
    ],
    figures: [
      { id: 'process.ready', what: 'start to ready, built', unit: 's', runs: school },
      { id: 'process.ready.tsx', what: 'start to ready, npm start', unit: 's', runs: demo },
      { id: 'process.size', what: 'packages of production', unit: 'MB', runs: [own] },
      {
        id: 'process.size.peers',
        what: 'packages of the peers',
        unit: 'MB',
        runs: [megabytes(join(peersFolder, 'node_modules'))],
      },
    ],
    ratios: [
      wait('process.ready.seconds', 'from start to ready, as a school starts it, seconds', school),
      wait('process.ready.tsx.seconds', 'from start to ready, npm start, seconds', demo),
    ],
  };
}

const wait = (id: string, what: string, runs: number[]): Found['ratios'][number] => ({
  ...{ id, what, unit: 's', runs, better: 'less', aim: { bound: 'at most', value: 2 } },
});

function build(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: projectRoot, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm run build failed');
}

/** How each of them starts the server. */
const starts = {
  school: [join(projectRoot, 'dist', 'main.js')],
  'npm start': ['--import', 'tsx', join(projectRoot, 'src', 'main.ts')],
};
type Start = keyof typeof starts;

let database: string | null = null;

/** Starts the server and asks until it is ready; the first time makes its store. */
async function ready(how: Start): Promise<number> {
  if (database === null) {
    database = freshFile();
    process.once('exit', () => removeStore(database ?? ''));
    await untilReady(how, database);
  }
  return untilReady(how, database);
}

async function untilReady(how: Start, path: string): Promise<number> {
  const { env, close } = await productionEnvironment(path, await freePort());
  const began = performance.now();
  const child = spawn(process.execPath, starts[how], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<never>((_resolve, reject) =>
    child.once('exit', (code) => reject(new Error(`${how} ended with ${code ?? 'a signal'}`))),
  );
  ended.catch(() => undefined);
  try {
    await Promise.race([ended, answering(`http://127.0.0.1:${env['PORT']}/readyz`)]);
    return performance.now() - began;
  } finally {
    child.kill('SIGTERM');
    await ended.catch(() => undefined);
    await close();
  }
}

async function answering(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
