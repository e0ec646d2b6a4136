import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { createThreads } from '../../../src/app/conversation/threads.js';
import type { Person } from '../../../src/core/school/people.js';
import { second } from '../../../src/core/time.js';
import type { Store } from '../../../src/ports/store.js';
import { anEntry, onWhatsApp, words } from '../../core/thread/builders.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { demoPeople, tuesday, world, type World } from '../../support/world.js';

const students = 600;
const whole = 80;

/** The demo's people and a crowd on WhatsApp. */
async function crowd(): Promise<Person[]> {
  const people = await demoPeople();
  const noor = people.find(({ id }) => id === 'noor');
  if (noor === undefined) throw new Error('the demo has other people');
  const more = Array.from({ length: students }, (_, index) => ({
    ...{ ...noor, id: `s${index}`, name: `Student ${index}`, teams: null, weekday: null },
    whatsapp: `+316${String(10_000_000 + index)}`,
  }));
  return [...people, ...more];
}

describe('two instances on one store, whose clocks are four seconds apart', () => {
  let store: Store;
  let clocks: SimClock[];
  let people: Person[];
  let a: World;
  let b: World;
  before(async () => {
    people = await crowd();
  });
  beforeEach(async () => {
    const clock = simClock(tuesday);
    clocks = [clock, simClock(tuesday + 4 * second)];
    const opened = openSqliteStore({ path: ':memory:', clock });
    store = { ...opened, close: async () => undefined };
    const shared = { store, people, settled: false };
    a = await world({ ...shared, clock, instance: 'a', idPrefix: 'a-' });
    b = await world({ ...shared, clock: clocks[1] ?? clock, instance: 'b', idPrefix: 'b-' });
    await seconds(60, a, b);
    sent().length = 0;
    for (const one of [a, b]) one.whatsapp.sent.length = 0;
  });
  afterEach(async () => {
    await Promise.all([a.close(), b.close()]);
  });

  const sent = (): string[] => [...a.whatsapp.sent, ...b.whatsapp.sent].map(({ entry }) => entry);
  /** So many seconds pass, in which these look for due work; how many messages left in each. */
  const seconds = async (count: number, ...running: World[]): Promise<number[]> => {
    const each: number[] = [];
    for (let passed = 0; passed < count; passed += 1) {
      for (const clock of clocks) clock.advance(second);
      const before = sent().length;
      await Promise.all(running.map(({ app }) => app.dispatcher.runDue()));
      await Promise.all(running.map(({ app }) => app.idle()));
      each.push(sent().length - before);
    }
    return each;
  };
  /** A message waits for each of so many students, as a command leaves it: a process without channels. */
  const post = async (count: number): Promise<void> => {
    const offline = createThreads({ ...a.deps, channels: new Map() });
    for (let index = 0; index < count; index += 1) {
      const to = onWhatsApp({ address: `+316${10_000_000 + index}`, lastInboundAt: clocks[0]?.now() ?? 0 });
      await offline.change(`s${index}`, (thread) => ({
        ...{ ...thread, addresses: [to], channel: 'whatsapp' as const },
        outbox: [anEntry(`demo:s${index}:hello`, { message: words('Hoi') })],
      }));
    }
  };

  it('do all that is due once, never more in a second than one sender may, and nearly that', async () => {
    await post(students);
    const each = await seconds(30, a, b);
    expect(new Set(sent()).size).to.equal(students);
    expect(sent()).to.have.length(students);
    for (const count of each) expect(count).to.be.at.most(whole);
    const busy = each.slice(
      0,
      each.findLastIndex((count) => count > 0),
    );
    expect(Math.min(...busy)).to.be.at.least(0.5 * whole);
    expect(busy.reduce((sum, count) => sum + count) / busy.length).to.be.at.least(0.85 * whole);
    expect(a.whatsapp.sent.length).to.be.within(students / 4, (students * 3) / 4);
    expect([...a.logged, ...b.logged].filter(({ level }) => level === 'error')).to.deep.equal([]);
  });

  it('take over what a dead one held, within its lease and without asking it', async () => {
    await post(100);
    // b is gone without a word, before it did anything: its buckets and its slices are its own for a while.
    const early = await seconds(5, a);
    expect(early.reduce((sum, count) => sum + count)).to.be.within(25, 75);
    await seconds(40, a);
    expect(new Set(sent()).size).to.equal(100);
    expect(sent()).to.have.length(100);
    expect(b.whatsapp.sent).to.deep.equal([]);
  });

  it('both awake about one person do it once: the thread’s version decides', async () => {
    await post(20);
    for (const clock of clocks) clock.advance(second);
    const due = await store.due({
      ...{ buckets: Array.from({ length: 256 }, (_, bucket) => bucket), limit: 100 },
      until: tuesday + 120 * second,
    });
    const both = [a, b].flatMap(({ app }) =>
      due.map(({ id }) => app.threads.change(id.slice('demo:'.length), (thread) => ({ ...thread }))),
    );
    const committed = (await Promise.all(both)).flatMap((one) => one?.dispatches ?? []);
    const attempted = committed.map(({ entry }) => entry.id).filter((id) => id.endsWith(':hello'));
    expect(attempted).to.have.length(20);
    expect(new Set(attempted).size).to.equal(20);
  });
});
