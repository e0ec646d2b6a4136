import { join } from 'node:path';
import { startChild, type Child } from '../child.js';
import { theWeek } from '../http/contestants.js';
import { copyFileSync } from 'node:fs';
import { keptFile, removeStore } from '../kept-files.js';
import type { Extent, Figure, Found, Measurement, Ratio } from '../result.js';
import { fillStore, groupSize } from '../school/fill.js';
import { ratios } from '../statistics.js';
import type { Reading, ReadingQuestion, ReadingSettings } from './child.js';

/** A school year of talks for each student. */
const talks = 40;
const sizes = [10_000, 100_000, 1_000_000];
const times: Readonly<Record<Reading, number>> = {
  ...{ 'first page': 25, student: 25, 'day card': 25, search: 10, export: 5 },
};
const aimed: readonly Reading[] = ['first page', 'student', 'day card'];

/** 4. Reading: what a mentor and a begeleider look at, in ever larger stores. */
export const readingMeasurement: Measurement = {
  id: 'reading',
  title: 'Reading',
  measure: async (extent) => {
    const readers: { size: number; child: Child; copy: string }[] = [];
    try {
      for (const size of sizes) readers.push(await reader(size, extent));
      const runs = new Map<string, number[]>();
      for (let round = 0; round < extent.runs; round += 1) {
        extent.progress(`round ${round + 1} of ${extent.runs}`);
        for (const what of Object.keys(times) as Reading[])
          for (const { size, child } of readers) {
            const took = await child.ask<number>({ what, times: times[what] } satisfies ReadingQuestion);
            const key = `${what}.${size}`;
            runs.set(key, [...(runs.get(key) ?? []), took]);
          }
      }
      return found(runs);
    } finally {
      for (const { child, copy } of readers) {
        await child.stop();
        removeStore(copy);
      }
    }
  },
};

async function reader(
  size: number,
  { progress }: Extent,
): Promise<{ size: number; child: Child; copy: string }> {
  const { finished, turns, openAt } = await theWeek();
  const students = Math.max(groupSize, Math.round(size / (talks * turns)));
  const path = await keptFile(`turns-${size}`, { finished, students, talks }, async (unfinished) => {
    progress(`making a store of ${size.toLocaleString('en')} turns`);
    await fillStore({
      ...{ path: unfinished, items: finished, students: { teams: students }, talks },
      serviceUrl: 'http://127.0.0.1:9/',
    });
  });
  // Every look is recorded: in a copy.
  const copy = `${path}.copy`;
  removeStore(copy);
  copyFileSync(path, copy);
  const told: ReadingSettings = { database: copy, at: openAt };
  const child = await startChild(join(import.meta.dirname, 'child.ts'), { told });
  // What is made once is made now.
  for (const what of Object.keys(times) as Reading[]) await child.ask({ what, times: 2 });
  return { size, child, copy };
}

function found(runs: ReadonlyMap<string, number[]>): Found {
  const of = (what: string, size: number): number[] => runs.get(`${what}.${size}`) ?? [];
  const [smallest, largest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const figures = (Object.keys(times) as Reading[]).flatMap((what) =>
    sizes.map((size): Figure => ({
      id: `reading.${what}.${size}`,
      what: `${what}, ${size.toLocaleString('en')} turns stored`,
      unit: 'ms',
      runs: of(what, size),
    })),
  );
  const flat = (what: Reading): Ratio => ({
    id: `reading.flat.${what}`,
    what: `${what}: ${largest.toLocaleString('en')} turns against ${smallest.toLocaleString('en')}`,
    runs: ratios(of(what, largest), of(what, smallest)),
    better: 'less',
    ...(aimed.includes(what) ? { aim: { bound: 'at most' as const, value: 1.5 } } : {}),
  });
  return {
    notes: [
      `Stores with 10 thousand, 100 thousand and a million turns that are over: ${talks} talks for each student, ${groupSize} students for each mentor and each begeleider, copied from a talk that the product held. The first page and a student’s page are drawn as HTML behind the door, with the look that is recorded; the day card is drawn as it goes to Teams. Search and export are of one student. The median of many in one run; no browser, no network.`,
    ],
    figures,
    ratios: (Object.keys(times) as Reading[]).map(flat),
  };
}
