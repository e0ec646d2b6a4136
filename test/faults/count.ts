import { refs } from '../../src/app/refs.js';
import { openStore } from '../../src/open-store.js';
import type { Talk, Thread } from '../../src/core/thread/thread.js';
import type { Line } from '../../src/core/thread/transcript.js';
import type { TwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import type { Store } from '../../src/ports/store.js';
import { addresses } from '../support/world.js';
import type { scaledClock } from './scaled-clock.js';
import { alertsOf } from '../support/world.js';
import type { UnderTest } from './server-under-test.js';

/** What a run came to. Anything in `violations` breaks the promise. */
export type KillResult = {
  kills: number;
  inbound: number;
  duplicates: number;
  replies: number;
  /** Replies that reached Twilio more than once: only a worry's reply may. */
  repeatedUrgent: number;
  alerts: number;
  violations: string[];
};

export const people = {
  noor: addresses.noor.whatsapp,
  daan: addresses.daan.whatsapp,
  amina: addresses.amina.whatsapp,
};

/** The threads as they stand in the store. */
export async function threadsOf(store: Store): Promise<Thread[]> {
  const found = await Promise.all(
    Object.keys(people).map((person) => store.get<Thread>(refs.thread('demo', person))),
  );
  return found.flatMap((stored) => (stored === null ? [] : [stored.body]));
}

/** Counts every message in the transcripts and at Twilio, and names what does not add up. */
export async function count(
  told: Pick<UnderTest, 'database'>,
  double: TwilioDouble,
  clock: ReturnType<typeof scaledClock>,
  counts: { inbound: Set<string>; duplicates: number },
  kills: number,
): Promise<KillResult> {
  const store = await openStore(told.database, clock);
  const lines = await allLines(store);
  const alerts = { items: await alertsOf(store, 'demo') };
  await store.close();
  const violations: string[] = [];
  for (const sid of counts.inbound) {
    const times = lines.filter((line) => line.id === sid).length;
    if (times !== 1) violations.push(`inbound ${sid} stands ${times} times in the transcripts`);
  }
  const arrived = new Map<string, number>();
  for (const message of double.messages({ direction: 'outbound' })) {
    const entry = new URL(message.statusCallback ?? 'http://x').searchParams.get('entry') ?? '';
    arrived.set(entry, (arrived.get(entry) ?? 0) + 1);
  }
  const replies = lines.filter((line) => line.from === 'bot');
  let repeatedUrgent = 0;
  for (const same of sameWords(replies)) {
    const [first] = same;
    const expected = same.filter((line) => line.delivery !== 'failed').length;
    const times = same.reduce((sum, line) => sum + (arrived.get(line.id) ?? 0), 0);
    const ids = same.map((line) => line.id).join(', ');
    if (same.some((line) => line.delivery === 'waiting'))
      violations.push(`a reply of ${ids} is still waiting`);
    if (times < expected) violations.push(`of ${expected} replies ${ids} only ${times} arrived`);
    if (times > expected && first && isWorryReply(first)) repeatedUrgent += times - expected;
    else if (times > expected) violations.push(`of ${expected} replies ${ids} ${times} arrived`);
  }
  return {
    kills,
    inbound: counts.inbound.size,
    duplicates: counts.duplicates,
    replies: replies.length,
    repeatedUrgent,
    alerts: alerts.items.length,
    violations,
  };
}

const isWorryReply = (line: Line): boolean =>
  /Dank je dat je dit vertelt|Hoe kan |Dat staat er nu bij/.test(line.text);

/**
 * Replies to one person with the same words. A look-up at Twilio cannot tell them apart, and neither can who reads
 * them: they are counted together.
 */
function sameWords(replies: readonly Line[]): Line[][] {
  const groups = new Map<string, Line[]>();
  for (const line of replies) {
    const key = `${line.id.split(':')[1] ?? ''}\n${line.text}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

async function allLines(store: Store): Promise<Line[]> {
  const lines: Line[] = [];
  for (const thread of await threadsOf(store)) {
    const talks: Talk[] = [...thread.ended, ...(thread.talk === null ? [] : [thread.talk])];
    const inThread = new Set(talks.map((one) => one.id));
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<Store['list']>> = await store.list({
        partition: thread.id,
        kind: 'talk',
        order: 'asc',
        limit: 100,
        ...(after === null ? {} : { after }),
      });
      for (const item of page.items) {
        const archived = (item.body as { talk: Talk }).talk;
        if (!inThread.has(archived.id)) talks.push(archived);
      }
      after = page.next;
    } while (after !== null);
    lines.push(...talks.flatMap((one) => one.transcript));
  }
  return lines;
}
