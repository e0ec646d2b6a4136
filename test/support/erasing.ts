import { createApp, type App } from '../../src/app/app.js';
import { ledgerOf } from '../../src/app/days/ledger.js';
import { TerugblikError } from '../../src/core/errors.js';
import type { DayRecord } from '../../src/core/school/day-record.js';
import { day, hour, minute, second } from '../../src/core/time.js';
import type { Ref, Store } from '../../src/ports/store.js';
import { peopleWithQuirine, quirine } from './quirine.js';
import type { SimClock } from './sim-clock.js';
import { addresses, world, type World, type WorldOptions } from './world.js';

/** A store that knows everything that was ever put into it, and that can go away at a chosen write. */
export type WatchedStore = Store & {
  /** Everything that stands in it, as text. */
  dump: () => Promise<string>;
  /** Writes and removals so far. */
  writes: () => number;
  /** The store is away from this write on, counted from now; null: it is back. */
  goesAway: (after: number | null) => void;
  /** Called after each write. */
  afterWrite: () => Promise<void>;
};

export function watchedStore(inner: Store): WatchedStore {
  const known = new Map<string, Ref>();
  let [writes, away] = [0, Infinity];
  const here = (): void => {
    if (writes >= away) throw new TerugblikError('store_unavailable', 'the store is away');
  };
  const written = async <T>(write: () => Promise<T>): Promise<T> => {
    here();
    writes += 1;
    const result = await write();
    await watched.afterWrite();
    return result;
  };
  const asked = async <T>(read: () => Promise<T>): Promise<T> => {
    here();
    return read();
  };
  const watched: WatchedStore = {
    get: (ref) => asked(() => inner.get(ref)),
    list: (query) => asked(() => inner.list(query)),
    due: (query) => asked(() => inner.due(query)),
    put: (item, guard) =>
      written(() => {
        const { kind, partition, id } = item;
        known.set(`${kind} ${partition} ${id}`, { kind, partition, id });
        return inner.put(item, guard);
      }),
    remove: (ref, etag) => written(() => inner.remove(ref, etag)),
    ping: () => inner.ping(),
    close: () => inner.close(),
    dump: async () => {
      const items = await Promise.all([...known.values()].map((ref) => inner.get(ref)));
      return items
        .filter((item) => item !== null && item.kind !== 'content')
        .map((item) => JSON.stringify(item))
        .join('\n');
    },
    writes: () => writes,
    goesAway: (after) => {
      away = after === null ? Infinity : writes + after;
    },
    afterWrite: async () => undefined,
  };
  return watched;
}

/** The date on which Quirine's story is played. */
export const storyDate = '2026-11-24';

/**
 * Quirine joined, began her reflection, told a worry that is handled or left open, and her begeleider was sent a note
 * and an answer about her.
 */
export async function quirinesWorld(
  options: WorldOptions & { worry: 'handled' | 'open' | 'none' },
): Promise<World> {
  const w = await world({ people: await peopleWithQuirine(), ...options });
  for (const person of ['samira', 'fatima'] as const)
    await w.write('teams', addresses[person].teams, { type: 'joined' });
  for (const words of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen'])
    await w.write('whatsapp', quirine.whatsapp, words);
  await w.app.openDay({ student: quirine.id, date: storyDate, assignment: 4 });
  await w.app.idle();
  for (const words of ['Goed', 'Ja', 'ik heb de vakken gevuld met kersenjam'])
    await w.write('whatsapp', quirine.whatsapp, words);
  if (options.worry !== 'none')
    await w.write('whatsapp', quirine.whatsapp, 'mijn chef slaat mij met een stroopwafelijzer', 'worry');
  if (options.worry === 'handled') await pressHandled(w);
  await w.write('teams', addresses.samira.teams, `plan ${quirine.name} 5`);
  for (const { entry, message } of [...w.whatsapp.sent])
    if (message.kind === 'text')
      await w.app.report({
        ...{ channel: 'whatsapp', address: quirine.whatsapp, entry, providerId: entry, code: null },
        status: 'delivered',
      });
  await w.pass(second);
  return w;
}

/** The id of the worry that she told. */
export const herWorry = `demo:${quirine.id}:worry`;

/** Samira says that she talked with her. */
export async function pressHandled(w: World): Promise<void> {
  const by = {
    channel: 'teams' as const,
    address: addresses.samira.teams,
    providerId: 'press',
    at: w.clock.now(),
    ref: null,
    content: { type: 'joined' as const },
  };
  await w.app.actOnAlert(by, herWorry, { verb: 'open' });
  await w.app.actOnAlert(by, herWorry, { verb: 'handled', outcome: 'talked' });
  await w.pass(second);
}

/** What the ledger counts on the date of the story. */
export const ledger = (store: Store): Promise<DayRecord[]> => ledgerOf(store, 'demo', storyDate);

/** All sweeps of an erasure go by, in a process that knows nothing but the store. */
export async function sweepsGoBy(w: World, clock: SimClock): Promise<App> {
  const app = createApp(w.deps, 'another');
  for (const wait of [minute, minute, 2 * minute, hour + minute, day + minute, day]) {
    clock.advance(wait);
    await app.dispatcher.runDue();
    await app.idle();
  }
  return app;
}

/** Erases by the app's own ways, as far as it goes at once. */
export async function erase(w: World, scope: 'all' | 'answers' = 'all'): Promise<Ref> {
  const ref = await w.app.erasures.begin(quirine.id, scope, w.clock.now());
  await w.app.erasures.work(ref);
  await w.app.idle();
  return ref;
}
