import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRosterFile } from '../../src/adapters/files/roster-file.js';
import { cryptoIds } from '../../src/adapters/system/crypto-ids.js';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { pushTemplates } from '../../src/adapters/whatsapp/templates.js';
import { createTwilioClient } from '../../src/adapters/whatsapp/twilio-client.js';
import { demoSchool } from '../support/world.js';
import { importRoster } from '../../src/app/people/import-roster.js';
import { readRoster } from '../../src/core/school/roster.js';
import { refs } from '../../src/app/refs.js';
import { templateDefinitions } from '../../src/core/script/templates.js';
import { startTwilioDouble, type TwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import { projectRoot } from '../../src/wire.js';
import { realContent } from '../support/content.js';
import { freePort } from '../support/free-port.js';
import { count, people, threadsOf, type KillResult } from './count.js';
import type { UnderTest } from './server-under-test.js';
import { scaledClock } from './scaled-clock.js';

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
  await knowAmina(told);
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
  const clock = scaledClock(told.start, told.factor);
  const store = openSqliteStore({ path: told.database, clock });
  const rows = readRosterFile(await readFile(join(projectRoot, 'src/demo/school/roster.csv')));
  const env = { now: clock.now(), school: await demoSchool() };
  await importRoster({ store, env }, readRoster(rows).people);
  await store.close();
  const client = createTwilioClient({ ...told, apiUrl, timeout: 5000 });
  await pushTemplates(
    client,
    templateDefinitions((await realContent()).content, (text) => cryptoIds.hash(text)),
  );
}

/** Amina has no number in the roster: here she joined already. */
async function knowAmina(told: UnderTest): Promise<void> {
  const store = openSqliteStore({ path: told.database, clock: scaledClock(told.start, told.factor) });
  const address = refs.address('demo', 'whatsapp', people.amina);
  await store.put({ ...address, body: { v: 1, person: 'amina' } }, { absent: true });
  await store.close();
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
      if (tries > 1200) throw new Error(`message ${messageSid} was never taken: ${answer.status}`);
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
