import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRosterFile } from '../../src/adapters/files/roster-file.js';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { pushTemplates } from '../../src/adapters/whatsapp/templates.js';
import { createTwilioClient } from '../../src/adapters/whatsapp/twilio-client.js';
import { importRoster } from '../../src/app/import-roster.js';
import { refs } from '../../src/app/refs.js';
import { readRoster } from '../../src/core/school/roster.js';
import { templateTexts } from '../../src/core/script/templates.js';
import type { Line, Talk, Thread } from '../../src/core/thread/thread.js';
import { startTwilioDouble, type TwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import type { Store } from '../../src/ports/store.js';
import { projectRoot } from '../../src/wire.js';
import { realContent } from '../support/content.js';
import { freePort } from '../support/free-port.js';
import { addresses } from '../support/world.js';
import type { UnderTest } from './server-under-test.js';
import { scaledClock } from './scaled-clock.js';

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

const people = {
  noor: addresses.noor.whatsapp,
  daan: addresses.daan.whatsapp,
  amina: addresses.amina.whatsapp,
};

/** Twenty times as fast as life: the thirty seconds of a lost attempt are one and a half. */
const factor = 20;

const talk = [
  'hoi',
  'Nederlands',
  'Verder',
  'Verder',
  'Gelezen',
  'help',
  'iets over vandaag',
  'mijn chef slaat mij',
  'Bellen',
  'Verder',
];

/** Kills the server (-9) at random moments under traffic with duplicated webhooks, then counts everything. */
export async function killLoop(kills: number, random: () => number): Promise<KillResult> {
  const folder = await mkdtemp(join(tmpdir(), 'terugblik-kill-'));
  const start = Date.now();
  const clock = scaledClock(start, factor);
  const secrets = {
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'a-token-of-the-test',
    from: 'whatsapp:+31200000000',
  };
  const port = await freePort();
  const double = await startTwilioDouble({
    port: 0,
    ...secrets,
    clock,
    webhookUrl: `http://127.0.0.1:${port}/api/whatsapp`,
  });
  const told: UnderTest = {
    port,
    database: join(folder, 'kill.sqlite'),
    apiUrl: double.url,
    ...secrets,
    start,
    factor,
  };
  await prepare(told, double.url);
  const server = keeper(told);
  await server.up();
  const counts = { inbound: new Set<string>(), duplicates: 0 };
  try {
    const traffic = Promise.all(
      Object.values(people).map((number) =>
        chat(double, number, random, counts, () => server.killed >= kills),
      ),
    );
    const killing = killAtRandom(server, kills, random);
    await Promise.all([traffic, killing]);
    await server.up();
    await settled(told, clock);
    await server.stop();
    return await count(told, double, clock, counts, server.killed);
  } finally {
    await server.stop();
    await double.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(told: UnderTest, apiUrl: string): Promise<void> {
  const store = openSqliteStore({ path: told.database, clock: scaledClock(told.start, told.factor) });
  const rows = readRosterFile(await readFile(join(projectRoot, 'src/demo/school/roster.csv'), 'utf8'));
  await importRoster(store, 'demo', readRoster(rows).people);
  await store.close();
  const client = createTwilioClient({ ...told, apiUrl, timeout: 5000 });
  await pushTemplates(client, templateTexts((await realContent()).content));
}

type Keeper = {
  killed: number;
  up: () => Promise<void>;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
};

function keeper(told: UnderTest): Keeper {
  let child: ChildProcess | null = null;
  const keep: Keeper = {
    killed: 0,
    up: async () => {
      if (child !== null) return;
      const script = join(import.meta.dirname, 'server-under-test.ts');
      child = fork(script, [JSON.stringify(told)], {
        execArgv: ['--import', 'tsx'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const [ready] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
      if (ready !== 'ready') throw new Error('the server did not start');
    },
    kill: async () => {
      const dying = child;
      if (dying === null) return;
      child = null;
      dying.kill('SIGKILL');
      await once(dying, 'exit');
      keep.killed += 1;
    },
    stop: async () => {
      const stopping = child;
      child = null;
      if (stopping === null) return;
      stopping.kill('SIGTERM');
      await once(stopping, 'exit');
    },
  };
  return keep;
}

async function killAtRandom(server: Keeper, kills: number, random: () => number): Promise<void> {
  while (server.killed < kills) {
    await new Promise((resolve) => setTimeout(resolve, 100 + random() * 700));
    await server.kill();
    await server.up();
  }
}

/** One student: the next message goes when the one before was taken; some webhooks come twice. */
async function chat(
  double: TwilioDouble,
  number: string,
  random: () => number,
  counts: { inbound: Set<string>; duplicates: number },
  done: () => boolean,
): Promise<void> {
  for (let turn = 0; turn < talk.length || !done(); turn += 1) {
    const body = talk[turn] ?? `nog iets over mijn werk, nummer ${turn}`;
    let answer = await double.receive({ from: number, body });
    const { messageSid } = answer;
    counts.inbound.add(messageSid);
    for (let tries = 0; answer.status !== 200; tries += 1) {
      if (tries > 200) throw new Error(`message ${messageSid} was never taken: ${answer.status}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      answer = await double.resend(messageSid);
    }
    if (random() < 0.3) {
      counts.duplicates += 1;
      await double.resend(messageSid);
    }
    await new Promise((resolve) => setTimeout(resolve, random() * 60));
  }
}

/** Waits until no message hangs between two states any more. */
async function settled(told: UnderTest, clock: ReturnType<typeof scaledClock>): Promise<void> {
  const store = openSqliteStore({ path: told.database, clock });
  try {
    for (let tries = 0; tries < 600; tries += 1) {
      const threads = await threadsOf(store);
      const busy = threads.some(
        (thread) =>
          thread.outbox.some((entry) => ['pending', 'attempting', 'unknown'].includes(entry.status)) ||
          thread.jobs.some(({ task }) => task.type !== 'archive_talk'),
      );
      if (!busy) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await store.close();
  }
  throw new Error('messages still hang between two states after a minute');
}

async function threadsOf(store: Store): Promise<Thread[]> {
  const found = await Promise.all(
    Object.keys(people).map((person) => store.get<Thread>(refs.thread('demo', person))),
  );
  return found.flatMap((stored) => (stored === null ? [] : [stored.body]));
}

async function count(
  told: UnderTest,
  double: TwilioDouble,
  clock: ReturnType<typeof scaledClock>,
  counts: { inbound: Set<string>; duplicates: number },
  kills: number,
): Promise<KillResult> {
  const store = openSqliteStore({ path: told.database, clock });
  const lines = await allLines(store);
  const alerts = await store.list({
    partition: refs.alert('demo', '').partition,
    kind: 'alert',
    order: 'asc',
    limit: 200,
  });
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
  for (const line of replies) {
    const times = arrived.get(line.id) ?? 0;
    const urgent = isWorryReply(line);
    if (line.delivery === 'waiting') violations.push(`reply ${line.id} is still waiting`);
    if (times === 0 && line.delivery !== 'failed')
      violations.push(`reply ${line.id} is ${String(line.delivery)} and never arrived`);
    if (times > 1 && urgent) repeatedUrgent += 1;
    if (times > 1 && !urgent) violations.push(`reply ${line.id} arrived ${times} times`);
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
