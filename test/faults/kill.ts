import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cryptoIds } from '../../src/adapters/system/crypto-ids.js';
import { pushTemplates } from '../../src/adapters/whatsapp/templates.js';
import { createTwilioClient } from '../../src/adapters/whatsapp/twilio-client.js';
import { demoPeople, demoSchool } from '../support/world.js';
import { importRoster } from '../../src/app/people/import-roster.js';
import type { DatabaseConfig } from '../../src/config.js';
import { second } from '../../src/core/time.js';
import { openStore } from '../../src/open-store.js';
import { startCosmosServer } from '../adapters/storage/cosmos-server.js';
import type { Person } from '../../src/core/school/people.js';
import { refs } from '../../src/app/refs.js';
import { templateDefinitions } from '../../src/core/script/templates.js';
import { startTwilioDouble, type TwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import { realContent } from '../support/content.js';
import { freePort } from '../support/free-port.js';
import { count, people, threadsOf, type KillResult } from './count.js';
import type { UnderTest } from './server-under-test.js';
import { scaledClock } from './scaled-clock.js';
import { balancer, keeper, type Keeper } from './servers.js';

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

/** On what the servers run: one on SQLite, or two that share a Cosmos DB and whose clocks are seconds apart. */
export type Setting = 'one on SQLite' | 'two on Cosmos DB';

/**
 * The longest time between two messages of a student. With two servers one is always there: it keeps a student to some
 * ten messages a minute of his own time, within what a thread remembers between two rounds of reconciling.
 */
const pauses: Readonly<Record<Setting, number>> = { 'one on SQLite': 60, 'two on Cosmos DB': 600 };

/** By how much the clock of the second server is ahead. */
const ahead = 5 * second;

/** Kills servers (-9) at random moments under traffic with duplicated webhooks, then counts everything. */
export async function killLoop(
  kills: number,
  random: () => number,
  setting: Setting = 'one on SQLite',
): Promise<KillResult> {
  const start = Date.now();
  const clock = scaledClock(start, factor);
  const secrets = {
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'a-token-of-the-test',
    from: 'whatsapp:+31200000000',
  };
  const front = await freePort();
  const publicUrl = `http://127.0.0.1:${front}`;
  const double = await startTwilioDouble({
    port: 0,
    ...secrets,
    clock,
    webhookUrl: `${publicUrl}/api/whatsapp`,
  });
  const { database, close } = await databaseFor(setting);
  const shared = { database, connector: null, apiUrl: double.url, ...secrets, publicUrl, start, factor };
  const told: UnderTest[] =
    setting === 'one on SQLite'
      ? [{ ...shared, port: front, ahead: 0 }]
      : [
          { ...shared, port: await freePort(), ahead: 0 },
          { ...shared, port: await freePort(), ahead },
        ];
  const ports = told.map(({ port }) => port);
  const between = ports.length > 1 ? await balancer(front, ports) : null;
  const servers = told.map(keeper);
  const counts = { inbound: new Set<string>(), duplicates: 0 };
  try {
    await prepare(shared, double.url, await demoPeople());
    await knowAmina(shared);
    await Promise.all(servers.map((server) => server.up()));
    const traffic = Promise.all(
      Object.values(people).map((number) =>
        chat(double, number, random, counts, {
          pause: pauses[setting],
          done: () => killedOf(servers) >= kills,
        }),
      ),
    );
    await Promise.all([traffic, killAtRandom(servers, kills, random)]);
    await settled(shared, clock);
    await Promise.all(servers.map((server) => server.stop()));
    return await count(shared, double, clock, counts, killedOf(servers));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await between?.close();
    await double.close();
    await close();
  }
}

/** A database of its own, and what takes it away again. */
async function databaseFor(
  setting: Setting,
): Promise<{ database: DatabaseConfig; close: () => Promise<void> }> {
  if (setting === 'one on SQLite') {
    const folder = await mkdtemp(join(tmpdir(), 'terugblik-kill-'));
    return {
      database: { kind: 'sqlite', path: join(folder, 'kill.sqlite') },
      close: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const server = await startCosmosServer();
  const key = Buffer.from('not a secret').toString('base64');
  const where = { endpoint: server.endpoint, key, database: 'kill', regions: [], autoscale: null };
  return { database: { kind: 'cosmos', ...where, timeoutSeconds: 10 }, close: () => server.stop() };
}

/** What all servers of a run are told alike. */
export type Told = Omit<UnderTest, 'port' | 'ahead'>;

/** Imports the people and pushes the templates, before a server is there. */
export async function prepare(
  told: Told,
  apiUrl: string,
  roster: readonly Person[],
  ahead = 0,
): Promise<void> {
  const clock = scaledClock(told.start, told.factor, ahead);
  const store = await openStore(told.database, clock);
  const env = { now: clock.now(), school: await demoSchool() };
  await importRoster({ store, env }, roster);
  await store.close();
  const client = createTwilioClient({ ...told, apiUrl, timeout: 5000 });
  await pushTemplates(
    client,
    templateDefinitions((await realContent()).content, (text) => cryptoIds.hash(text)),
  );
}

/** Amina has no number in the roster: here she joined already. */
async function knowAmina(told: Told): Promise<void> {
  const store = await openStore(told.database, scaledClock(told.start, told.factor));
  const address = refs.address('demo', 'whatsapp', people.amina);
  await store.put({ ...address, body: { v: 1, person: 'amina' } }, { absent: true });
  await store.close();
}

/** Each time one of the servers, whichever it is; it is up again before the next one falls. */
async function killAtRandom(servers: readonly Keeper[], kills: number, random: () => number): Promise<void> {
  while (killedOf(servers) < kills) {
    await new Promise((resolve) => setTimeout(resolve, 100 + random() * 700));
    const server = servers[Math.floor(random() * servers.length)];
    await server?.kill();
    await server?.up();
  }
}

const killedOf = (servers: readonly Keeper[]): number =>
  servers.reduce((total, { killed }) => total + killed, 0);

/** One student: the next message goes when the one before was taken; some webhooks come twice. */
async function chat(
  double: TwilioDouble,
  number: string,
  random: () => number,
  counts: { inbound: Set<string>; duplicates: number },
  { pause, done }: { pause: number; done: () => boolean },
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
    await new Promise((resolve) => setTimeout(resolve, random() * pause));
  }
}

/** Waits until no message hangs between two states any more. */
async function settled(told: Told, clock: ReturnType<typeof scaledClock>): Promise<void> {
  const store = await openStore(told.database, clock);
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
