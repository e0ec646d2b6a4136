import { expect } from 'chai';
import fc from 'fast-check';
import type { Instant } from '../../../../src/core/time.js';
import type { Item, Ref, Stored } from '../../../../src/ports/store.js';
import type { StoreHarness } from './harness.js';

/** Which ETag an operation names: that of the item as it stands, one from before, or none that ever was. */
type Version = 'now' | 'before' | 'never';

type Operation =
  | { do: 'create'; item: Item }
  | { do: 'change'; item: Item; version: Version }
  | { do: 'remove'; ref: Ref; version: Version }
  | { do: 'get'; ref: Ref }
  | { do: 'list'; partition: string; kind: Ref['kind']; order: 'asc' | 'desc'; limit: number }
  | { do: 'due'; buckets: number[]; until: Instant; limit: number }
  | { do: 'pass'; ms: number };

/** Few names, so that histories meet; moments are counted from the start of the history. */
const anyRef = fc.record({
  kind: fc.constantFrom('talk' as const, 'alert' as const),
  partition: fc.constantFrom('vista:a', 'vista:b/é'),
  id: fc.constantFrom('a', 'b', 'a b', 'é', '👷/?'),
});
const anyItem = fc
  .record({
    ref: anyRef,
    body: fc.jsonValue({ maxDepth: 2 }),
    sort: fc.option(fc.constantFrom('1', '10', '2', 'ø'), { nil: undefined }),
    alarm: fc.option(fc.record({ wakeAt: fc.nat(50), bucket: fc.nat(3) }), { nil: undefined }),
    expiresAt: fc.option(fc.integer({ min: 1, max: 80 }), { nil: undefined, freq: 2 }),
  })
  .map(({ ref, body, sort, alarm, expiresAt }): Item => ({
    ...{ ...ref, body: JSON.parse(JSON.stringify(body)) as unknown, ...alarm },
    ...(sort === undefined ? {} : { sort }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }));
const version = fc.constantFrom<Version>('now', 'now', 'now', 'before', 'never');
const order = fc.constantFrom('asc' as const, 'desc' as const);
const limit = fc.integer({ min: 1, max: 4 });

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('create' as const), item: anyItem }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('change' as const), item: anyItem, version }) },
  fc.record({ do: fc.constant('remove' as const), ref: anyRef, version }),
  fc.record({ do: fc.constant('get' as const), ref: anyRef }),
  anyRef.chain(({ kind, partition }) =>
    fc.record({
      ...{ do: fc.constant('list' as const), partition: fc.constant(partition), kind: fc.constant(kind) },
      ...{ order, limit },
    }),
  ),
  fc.record({
    ...{ do: fc.constant('due' as const), buckets: fc.uniqueArray(fc.nat(3)), until: fc.nat(60), limit },
  }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.nat(20) }),
);

/** Runs random histories against a fresh store and the model, and compares every answer. */
export async function agreesWithModel(make: () => Promise<StoreHarness>, runs: number): Promise<void> {
  const history = fc.array(operation, { minLength: 10, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(history, async (operations) => {
      const harness = await make();
      try {
        const model = createModel(harness.clock.now());
        for (const one of operations) await step(harness, model, one);
      } finally {
        await harness.close();
      }
    }),
    { numRuns: runs },
  );
}

type Model = ReturnType<typeof createModel>;

/** The plainest store there is. */
function createModel(start: Instant) {
  const items = new Map<string, Stored>();
  const before = new Map<string, string>();
  const keyOf = ({ kind, partition, id }: Ref): string => JSON.stringify([kind, partition, id]);
  const alive = (now: Instant): Stored[] =>
    [...items.values()].filter((one) => one.expiresAt === undefined || one.expiresAt >= now);
  return {
    /** Moments of a history become moments of the clock. */
    dated: (item: Item): Item => ({
      ...item,
      ...(item.wakeAt === undefined ? {} : { wakeAt: start + item.wakeAt }),
      ...(item.expiresAt === undefined ? {} : { expiresAt: start + item.expiresAt }),
    }),
    start,
    alive,
    find: (ref: Ref, now: Instant): Stored | null =>
      alive(now).find((one) => keyOf(one) === keyOf(ref)) ?? null,
    etagFor: (ref: Ref, which: Version): string => {
      const last = items.get(keyOf(ref))?.etag;
      return (which === 'now' ? last : which === 'before' ? before.get(keyOf(ref)) : undefined) ?? 'never';
    },
    keep: (stored: Stored): void => {
      const last = items.get(keyOf(stored))?.etag;
      if (last !== undefined) before.set(keyOf(stored), last);
      items.set(keyOf(stored), stored);
    },
    drop: (ref: Ref): void => {
      before.set(keyOf(ref), items.get(keyOf(ref))?.etag ?? 'never');
      items.delete(keyOf(ref));
    },
  };
}

async function step(harness: StoreHarness, model: Model, one: Operation): Promise<void> {
  const { store, clock } = harness;
  const now = clock.now();
  switch (one.do) {
    case 'create':
      return put(harness, model, one.item, null);
    case 'change':
      return put(harness, model, one.item, model.etagFor(one.item, one.version));
    case 'remove': {
      const etag = model.etagFor(one.ref, one.version);
      const removed = model.find(one.ref, now)?.etag === etag;
      expect(await store.remove(one.ref, etag)).to.equal(removed);
      if (removed) model.drop(one.ref);
      return;
    }
    case 'get':
      expect(await store.get(one.ref)).to.deep.equal(model.find(one.ref, now));
      return;
    case 'list':
      return list(harness, model, one);
    case 'due':
      return due(harness, model, one);
    case 'pass':
      clock.advance(one.ms);
  }
}

async function put(
  { store, clock }: StoreHarness,
  model: Model,
  item: Item,
  etag: string | null,
): Promise<void> {
  const dated = model.dated(item);
  const there = model.find(item, clock.now());
  const holds = etag === null ? there === null : there?.etag === etag;
  const result = await store.put(dated, etag === null ? { absent: true } : { etag });
  expect(result.ok).to.equal(holds);
  if (result.ok) model.keep({ ...dated, etag: result.etag });
}

/** Walks all pages, so that places and limits are tried too. */
async function list(
  { store, clock }: StoreHarness,
  model: Model,
  query: Operation & { do: 'list' },
): Promise<void> {
  const { kind, partition, order, limit } = query;
  const sign = order === 'asc' ? 1 : -1;
  const expected = model
    .alive(clock.now())
    .filter((one) => one.kind === kind && one.partition === partition)
    .sort((a, b) => sign * (bytes(a.sort ?? '', b.sort ?? '') || bytes(a.id, b.id)));
  const found: Stored[] = [];
  let after: string | null = null;
  do {
    const from: { after?: string } = after === null ? {} : { after };
    const page: Awaited<ReturnType<typeof store.list>> = await store.list({
      ...{ kind, partition, order, limit, ...from },
    });
    expect(page.items).to.have.length(Math.min(limit, expected.length - found.length));
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  expect(found).to.deep.equal(expected);
}

/** Which of those that are due at the same moment come first is the store's affair. */
async function due(
  { store, clock }: StoreHarness,
  model: Model,
  query: Operation & { do: 'due' },
): Promise<void> {
  const until = model.start + query.until;
  const expected = model
    .alive(clock.now())
    .filter((one) => query.buckets.includes(one.bucket ?? -1) && (one.wakeAt ?? Infinity) <= until)
    .map(({ kind, partition, id, wakeAt }) => ({ kind, partition, id, wakeAt }));
  const found = await store.due({ buckets: query.buckets, until, limit: query.limit });
  const times = expected.map(({ wakeAt }) => wakeAt ?? 0).sort((a, b) => a - b);
  expect(found.map(({ wakeAt }) => wakeAt)).to.deep.equal(times.slice(0, query.limit));
  expect(new Set(found.map((one) => JSON.stringify(one))).size).to.equal(found.length);
  for (const one of found) expect(expected).to.deep.include(one);
}

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
