import type { Instant } from '../../../../src/core/time.js';
import type { Item, Kind, Ref, Store } from '../../../../src/ports/store.js';

export type StoreHarness = {
  store: Store;
  /** The store's own clock, which only the test moves. */
  clock: { now(): Instant; advance(ms: number): void };
  close: () => Promise<void>;
};

export const ref = (id: string, partition = 'vista:talks', kind: Kind = 'talk'): Ref => ({
  kind,
  partition,
  id,
});

export const item = (id: string, more: Partial<Item> = {}): Item => ({ ...ref(id), body: { v: 1 }, ...more });

export const absent = { absent: true } as const;

/** Puts an item that is expected to be new; gives its ETag. */
export async function add(store: Store, added: Item): Promise<string> {
  const put = await store.put(added, absent);
  if (!put.ok) throw new Error(`${added.id} was there already`);
  return put.etag;
}

/** The code of the error that a promise is rejected with. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: unknown) => (error as { code?: unknown }).code,
  );
}

/** What a channel may give as an address, and worse. */
export const oddIds = [
  'a/b?c#d\\e',
  'a%2Fb',
  ' spaces ',
  'tab\tline\n',
  'quo\'te"',
  '👷‍♀️ Zoë',
  'e\u0301',
  'é',
  '~7e',
  '..',
  'x'.repeat(600),
  `${'x'.repeat(599)}y`,
  '👷'.repeat(600),
];
