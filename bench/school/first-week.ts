import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { keyedHash } from '../../src/adapters/system/crypto-ids.js';
import { importRoster } from '../../src/app/people/import-roster.js';
import { createMetrics } from '../../src/adapters/http/health.js';
import { createLog } from '../../src/adapters/system/pino-log.js';
import type { App } from '../../src/app/app.js';
import { hour, minute } from '../../src/core/time.js';
import type { Thread } from '../../src/core/thread/thread.js';
import type { ChannelName } from '../../src/core/thread/message.js';
import type { Item } from '../../src/ports/store.js';
import { simClock } from '../../src/simulation/sim-clock.js';
import { projectRoot, wireApp } from '../../src/wire.js';
import { botOf, tenantId } from '../http/identity.js';
import { chatOf, firstPeople, madeUpSchool, pattern } from './people.js';
import { silentChannel } from './silent-channel.js';
import { recordingStore } from './recording-store.js';

/** What stands in the store of a school of one student for each channel. */
export type FirstWeek = {
  /** The students were introduced; their practice day is tomorrow. */
  planned: Item[];
  /** The day is over and the first question stands there. */
  open: Item[];
  /** The talk about it is over and put away. */
  finished: Item[];
  /** What the student of Teams said in it. */
  turns: number;
  /** When the day opens, and a moment after it did. */
  opensAt: number;
  openAt: number;
};

/** Monday 23 November 2026, 16:00 in Amsterdam. */
const monday = Date.UTC(2026, 10, 23, 15);

/** Where the double of the connector will be; put right when the items are written. */
export const placeholderUrl = 'http://connector.bench/';

/** Lets the product itself make what is copied later: nothing in these stores was thought up here. */
export async function firstWeek(): Promise<FirstWeek> {
  const clock = simClock(monday);
  const store = recordingStore(openSqliteStore({ path: ':memory:', clock }));
  const school = await madeUpSchool();
  await importRoster({ store, env: { now: clock.now(), school } }, await firstPeople());
  const { app } = await wireApp({
    ...{ root: projectRoot, store, school, clock, log: createLog('fatal') },
    ...{ metrics: createMetrics().metrics, channels: [silentChannel('teams'), silentChannel('whatsapp')] },
    ...{ instance: 'bench', keyedHash: keyedHash('0b'.repeat(32)), publicUrl: 'https://bench.example' },
  });
  const settled = async (): Promise<void> => {
    await app.idle();
    await app.dispatcher.runDue();
    await app.idle();
  };
  await settled();
  for (const channel of ['teams', 'whatsapp'] as const)
    await introduce(app, channel, () => clock.now(), settled);
  const planned = store.items();
  const opensAt = Math.max(...planned.flatMap((item) => (isStudents(item) ? [item.wakeAt ?? 0] : [])));
  clock.advance(opensAt - clock.now() + minute);
  await settled();
  const [open, openAt] = [held(store.items()), clock.now() + minute];
  const turns = await talkItOver(app, () => clock.now(), settled);
  clock.advance(putAway);
  await settled();
  const found = { planned: held(planned), open, finished: held(store.items()), turns, opensAt, openAt };
  await app.stop();
  await store.close();
  return found;
}

const isStudents = ({ kind, id }: Item): boolean =>
  kind === 'thread' && Object.values(pattern).some((one) => id.endsWith(one.id));

/** Who holds which buckets is a matter of the process that runs. */
const held = (items: readonly Item[]): Item[] =>
  items.filter(({ kind, expiresAt }) => kind !== 'lease' && (expiresAt ?? Infinity) > monday + hour);

async function introduce(
  app: App,
  channel: ChannelName,
  now: () => number,
  settled: () => Promise<void>,
): Promise<void> {
  const { id, address } = pattern[channel];
  for (const [index, text] of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen'].entries()) {
    const ref = channel === 'teams' ? referenceOf(id, address) : null;
    const providerId = `${channel}-intro-${index}`;
    await app.receive({ channel, address, providerId, at: now(), ref, content: { type: 'text', text } });
    await settled();
  }
}

/** The student of Teams answers until his talk is over; gives how often he wrote. */
async function talkItOver(app: App, now: () => number, settled: () => Promise<void>): Promise<number> {
  const { id, address } = pattern.teams;
  for (let turn = 0; ; turn += 1) {
    const { talk } = await threadOf(app, id);
    if (talk === null || turn > mostTurns) return turn;
    const yes = talk.offered.find(({ label }) => label === 'Ja');
    const text =
      (yes ?? talk.offered[0])?.label ?? 'Ik hielp een klant en vroeg mijn collega wat ik niet wist';
    const ref = referenceOf(id, address);
    const providerId = `talk-${turn}`;
    await app.receive({
      channel: 'teams',
      address,
      providerId,
      at: now(),
      ref,
      content: { type: 'text', text },
    });
    await settled();
  }
}

/** A talk stays in the thread for a while after it is over. */
const putAway = 3 * hour;

/** More than any talk has. */
const mostTurns = 40;

async function threadOf(app: App, person: string): Promise<Thread> {
  const seen: Thread[] = [];
  await app.threads.change(person, (thread) => {
    seen.push(thread);
    return null;
  });
  const [thread] = seen;
  if (thread === undefined) throw new Error(`there is no thread of ${person}`);
  return thread;
}

const referenceOf = (id: string, address: string) => ({
  serviceUrl: placeholderUrl,
  channelId: 'msteams',
  conversation: { id: chatOf(id), conversationType: 'personal', tenantId },
  bot: { id: botOf.id },
  user: { id: `29:${id}`, aadObjectId: address },
});
