import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { drawCode, keepCode } from '../../src/app/joining/join-codes.js';
import type { ReceiveOutcome } from '../../src/app/conversation/receive.js';
import { refs } from '../../src/app/refs.js';
import { TerugblikError } from '../../src/core/errors.js';
import type { InboundContent } from '../../src/core/thread/message.js';
import type { Talk } from '../../src/core/thread/thread.js';
import { countingStore, type CountingStore } from './counting-store.js';
import { simClock, type SimClock } from './sim-clock.js';
import { tuesday, world, type World } from './world.js';

/** The real app with a store that counts and can fail, and what tests of joining ask of it. */
export type JoiningWorld = {
  w: World;
  store: CountingStore;
  clock: SimClock;
  /** Makes a code for a student, as printing a card does. */
  codeFor: (person: string) => Promise<string>;
  receive: (address: string, content: InboundContent, id?: string) => Promise<ReceiveOutcome>;
  /** The words come in on WhatsApp, and everything that follows from them is carried out. */
  send: (address: string, text: string, id?: string) => Promise<ReceiveOutcome>;
  heardBy: (address: string) => string[];
  /** Whose address it is in the store; null for nobody's. */
  personAt: (address: string) => Promise<string | null>;
  /** The ids that were written since `store.calls` was emptied. */
  writes: () => string[];
  /** Every word of the student that is kept: in the thread, and in talks that left it. */
  wordsOf: (person: string) => Promise<string[]>;
  storeFailsOnce: (fails: (id: string) => boolean) => void;
};

export async function joiningWorld(): Promise<JoiningWorld> {
  const clock = simClock(tuesday);
  const store = countingStore(openSqliteStore({ path: ':memory:', clock }));
  const w = await world({ store, clock });
  let count = 0;
  const receive: JoiningWorld['receive'] = (address, content, id = `in-${(count += 1)}`) =>
    w.app.receive({ channel: 'whatsapp', address, providerId: id, at: clock.now(), ref: null, content });
  return {
    ...{ w, store, clock, receive },
    codeFor: async (person) => {
      const made = drawCode(w.deps, person);
      await keepCode(w.deps, made);
      return made.code;
    },
    send: async (address, text, id) => {
      const outcome = await receive(address, { type: 'text', text }, id);
      await w.app.idle();
      return outcome;
    },
    heardBy: (address) =>
      w.whatsapp.sent.flatMap(({ to, message }) =>
        to.address === address && message.kind === 'text' ? [message.text] : [],
      ),
    personAt: async (address) =>
      (await store.get<{ person: string }>(refs.address('demo', 'whatsapp', address)))?.body.person ?? null,
    writes: () => store.calls.flatMap(({ method, id }) => (method === 'put' ? [id] : [])),
    wordsOf: async (person) => {
      const { id, talk, ended } = await w.thread(person);
      const query = { partition: id, kind: 'talk', order: 'asc', limit: 100 } as const;
      const archived = (await store.list<{ talk: Talk }>(query)).items.map((item) => item.body.talk);
      const talks = [...ended, ...archived, ...(talk === null ? [] : [talk])];
      const lines = [...new Map(talks.map((one) => [one.id, one])).values()].flatMap((one) => one.transcript);
      return lines.flatMap((line) => (line.from === 'student' ? [line.text] : []));
    },
    storeFailsOnce: (fails) => {
      store.beforePut = (id) => {
        if (!fails(id)) return;
        store.beforePut = () => undefined;
        throw new TerugblikError('store_unavailable', 'the store is away');
      };
    },
  };
}

/** What the channel says in its own answer, '' for nothing. */
export const answerOf = (outcome: ReceiveOutcome): string => (outcome.kind === 'unknown' ? outcome.text : '');
