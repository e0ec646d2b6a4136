import { join } from 'node:path';
import { minute } from '../../src/core/time.js';
import { startChild } from '../child.js';
import { theWeek } from '../http/contestants.js';
import { column, interleaved } from '../interleave.js';
import { copyOf, keptFile, removeStore } from '../kept-files.js';
import type { Extent, Measurement } from '../result.js';
import { fillStore } from '../school/fill.js';
import { ratios } from '../statistics.js';
import type { DispatchSettings } from './child.js';

const sizes = [1000, 10_000, 100_000];
const due = 500;

type Woken = { woken: number; ms: number };

/** 3, its dispatcher: so many people due among ever more of them. */
export const dispatchMeasurement: Measurement = {
  id: 'dispatcher',
  title: 'The dispatcher',
  measure: async (extent) => {
    const files = await stores(extent);
    const runs = await interleaved(
      extent,
      Object.fromEntries([...files].map(([size, path]) => [String(size), () => wake(path)])),
    );
    const times = (size: number): number[] => column(runs, String(size), ({ ms }) => ms);
    const [smallest, largest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
    return {
      notes: [
        `${due} students whose day opens now, among 1,000, 10,000 and 100,000 people, all with an alarm. Until every one of them was woken, written, sent and written again; the channel takes everything at once. The people without an alarm of today are threads as the product makes them, on SQLite.`,
      ],
      figures: sizes.map((size) => ({
        id: `dispatcher.${size}`,
        what: `${due} due among ${size.toLocaleString('en')}`,
        unit: 'ms',
        runs: times(size),
      })),
      ratios: [
        {
          id: 'dispatcher.flat',
          what: `the dispatcher among ${largest.toLocaleString('en')} people against ${smallest.toLocaleString('en')}`,
          runs: ratios(times(largest), times(smallest)),
          better: 'less',
          aim: { bound: 'at most', value: 1.5 },
        },
      ],
    };
  },
};

async function stores({ progress }: Extent): Promise<Map<number, string>> {
  const { planned } = await theWeek();
  const files = new Map<number, string>();
  for (const size of sizes) {
    const path = await keptFile(`people-${size}`, planned, async (unfinished) => {
      progress(`making a store of ${size.toLocaleString('en')} people`);
      await fillStore({
        ...{ path: unfinished, items: planned, students: { teams: size }, waking: due },
        ...{ serviceUrl: 'http://127.0.0.1:9/', kinds: ['thread', 'person'] },
      });
    });
    files.set(size, path);
  }
  return files;
}

async function wake(path: string): Promise<Woken> {
  const database = copyOf(path);
  const { opensAt } = await theWeek();
  const told: DispatchSettings = { database, at: opensAt + minute };
  const child = await startChild(join(import.meta.dirname, 'child.ts'), { told });
  const woken = await child.ask<Woken>({});
  await child.stop();
  removeStore(database);
  if (woken.woken < due) throw new Error(`only ${woken.woken} of ${due} were woken`);
  return woken;
}
