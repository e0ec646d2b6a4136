import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import type { ReconcileMark } from '../../src/app/reconcile/reconcile-mark.js';
import { refs } from '../../src/app/refs.js';
import { second } from '../../src/core/time.js';
import type { RecordedRequest } from '../../src/demo/whatsapp/types.js';
import type { Line } from '../../src/core/thread/transcript.js';
import { countingStore, type CountingStore } from './counting-store.js';
import { simClock, type SimClock } from './sim-clock.js';
import { whatsappServer, type WhatsAppServer } from './whatsapp-server.js';
import { addresses, tuesday } from './world.js';

/** The numbers of three students. */
export const numbers = {
  noor: addresses.noor.whatsapp,
  daan: addresses.daan.whatsapp,
  amina: '+31600000003',
} as const;

/** The server beside the Twilio double, with an outage at hand. Noor was introduced, the first round has run. */
export type Unheard = {
  s: WhatsAppServer;
  store: CountingStore;
  clock: SimClock;
  /** Time goes by on both sides, and everything that follows from it is done. */
  pass: (ms: number) => Promise<void>;
  introduced: (number: string) => Promise<void>;
  /** Says something while no webhook reaches us; a second goes by. */
  unheard: (from: string, body: string) => Promise<string>;
  /** Every line of a person's transcripts. */
  lines: (person: string) => Promise<Line[]>;
  /** How often a message stands in them. */
  times: (person: string, sid: string) => Promise<number>;
  mark: () => Promise<ReconcileMark>;
  /** The counts that rounds logged, in order. */
  rounds: () => Record<string, number>[];
  repliesTo: (number: string) => { sid: string; body: string }[];
  /** The message lists that Twilio was asked for. */
  listings: () => RecordedRequest[];
  /** Whose threads were written since the calls were emptied, in order. */
  written: () => string[];
};

export async function outage(): Promise<Unheard> {
  const clock = simClock(tuesday);
  const store = countingStore(openSqliteStore({ path: ':memory:', clock }));
  const s = await whatsappServer({ clock, store });
  // Due work is done when a test says so, and by nobody else at the same time.
  await s.w.app.dispatcher.stop();
  const amina = refs.address('demo', 'whatsapp', numbers.amina);
  await store.put({ ...amina, body: { person: 'amina' } }, { absent: true });
  const pass = async (ms: number): Promise<void> => {
    await s.w.pass(ms);
    await s.settled();
  };
  const introduced = async (number: string): Promise<void> => {
    for (const body of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen']) {
      await s.double.receive({ from: number, body });
      await s.settled();
    }
  };
  for (const person of ['samira', 'fatima'] as const)
    await s.w.write('teams', addresses[person].teams, { type: 'joined' });
  await introduced(numbers.noor);
  await s.w.app.reconcile.arm();
  await pass(second);
  const lines = (person: string): Promise<Line[]> => linesOf(s, store, person);
  return {
    ...{ s, store, clock, pass, introduced, lines },
    unheard: async (from, body) => {
      s.double.loseWebhooks(true);
      const { messageSid } = await s.double.receive({ from, body });
      s.double.loseWebhooks(false);
      clock.advance(second);
      return messageSid;
    },
    times: async (person, sid) => (await lines(person)).filter((line) => line.id === sid).length,
    mark: async () => {
      const stored = await store.get<ReconcileMark>(refs.mark('demo', 'reconcile:whatsapp'));
      if (stored === null) throw new Error('there is no mark');
      return stored.body;
    },
    rounds: () =>
      s.w.logged.flatMap(({ event, fields }) =>
        event === 'reconcile.round' ? [fields as Record<string, number>] : [],
      ),
    repliesTo: (number) => [...s.double.messages({ person: number, direction: 'outbound' })],
    listings: () =>
      s.double.requests().filter(({ method, path }) => method === 'GET' && path.endsWith('/Messages.json')),
    written: () =>
      store.calls.flatMap(({ method, id }) =>
        method === 'put' && /^demo:(noor|daan|amina)$/.test(id) ? [id] : [],
      ),
  };
}

async function linesOf(s: WhatsAppServer, store: CountingStore, person: string): Promise<Line[]> {
  const thread = await s.w.thread(person);
  const kept: Line[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: Awaited<ReturnType<typeof store.list<{ talk: { transcript: Line[] } }>>> = await store.list({
      ...{ partition: thread.id, kind: 'talk', order: 'asc', limit: 100 },
      ...(after === '' ? {} : { after }),
    });
    kept.push(...page.items.flatMap(({ body }) => body.talk.transcript));
    after = page.next;
  }
  const open = [...thread.ended, ...(thread.talk === null ? [] : [thread.talk])];
  return [...kept, ...open.flatMap((talk) => talk.transcript)];
}
