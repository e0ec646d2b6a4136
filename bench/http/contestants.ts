import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshFile, keptFile, removeStore } from '../kept-files.js';
import { startChild, type Child } from '../child.js';
import { peersFolder } from '../peer-modules.js';
import { fillStore } from '../school/fill.js';
import { firstWeek, type FirstWeek } from '../school/first-week.js';
import type { Filling } from '../school/fill.js';
import type { ServerSettings } from './settings.js';

/** Who can be asked to talk with students. */
export type Contestant = 'ours' | 'echo' | 'waterfall, memory' | 'waterfall, SQLite';

const files: Readonly<Record<Contestant, string>> = {
  ours: join(import.meta.dirname, 'ours.ts'),
  echo: join(peersFolder, 'echo.mjs'),
  'waterfall, memory': join(peersFolder, 'waterfall.mjs'),
  'waterfall, SQLite': join(peersFolder, 'waterfall.mjs'),
};

/** A load process and a server that it can reach. */
export type Stage = { load: Child; server: Child; serverUrl: string; stop: () => Promise<void> };

/** The store that a server of ours begins with. */
export type Prepared = Pick<Filling, 'students' | 'waking'> & {
  /** So many of the students are due so many milliseconds before the others. */
  early?: { count: number; by: number };
  state: 'planned' | 'open';
  at: (week: FirstWeek) => number;
  rates: number;
};

let week: Promise<FirstWeek> | null = null;

/** What the school's first week left in the store, played once. */
export const theWeek = (): Promise<FirstWeek> => (week ??= firstWeek());

/** Starts a server and what it talks to, on a store of its own. */
export async function stage(
  contestant: Contestant,
  prepared: Prepared,
  { limit, flags = [] }: { limit?: number; flags?: string[] } = {},
): Promise<Stage> {
  const load = await startChild(join(import.meta.dirname, 'load.ts'));
  const { url: doubleUrl } = load.ready as { url: string };
  if (limit !== undefined) await load.ask({ kind: 'limit', times: limit });
  const database = contestant === 'waterfall, memory' || contestant === 'echo' ? null : freshFile();
  const told: ServerSettings = {
    ...{ doubleUrl, database, rates: prepared.rates },
    at: prepared.at(await theWeek()),
  };
  if (contestant === 'ours' && database !== null) await prepare(database, prepared, `${doubleUrl}/`);
  const server = await startChild(files[contestant], { told, flags });
  return {
    load,
    server,
    serverUrl: (server.ready as { url: string }).url,
    stop: async () => {
      await Promise.all([load.stop(), server.stop()]);
      if (database !== null) removeStore(database);
    },
  };
}

/** A talk that is open is answered where the student wrote: its store is made once. An opening needs the double's address. */
async function prepare(path: string, prepared: Prepared, serviceUrl: string): Promise<void> {
  const { students, state, waking, early } = prepared;
  const { [state]: items, opensAt } = await theWeek();
  const filling = { items, students, ...(waking === undefined ? {} : { waking }) };
  const sooner =
    early === undefined ? {} : { early: { count: early.count, from: opensAt, to: opensAt - early.by } };
  if (state === 'planned') return fillStore({ ...filling, ...sooner, path, serviceUrl });
  const name = Object.entries(students).map(([channel, count]) => `${state}-${channel}-${count}`);
  const kept = await keptFile(name.join('-'), items, (unfinished) =>
    fillStore({ ...filling, path: unfinished, serviceUrl: 'http://127.0.0.1:9/' }),
  );
  copyFileSync(kept, path);
}
