import { createMetrics } from '../../src/adapters/http/health.js';
import { sealsUnder } from '../../src/adapters/entra/seals.js';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { keyedHash } from '../../src/adapters/system/crypto-ids.js';
import { createLog } from '../../src/adapters/system/pino-log.js';
import { cookiesFor } from '../../src/adapters/web/staff/cookies.js';
import { createSessions } from '../../src/adapters/web/staff/sessions.js';
import { drawDay, standingsFor } from '../../src/app/staff/day-cards.js';
import { staffFor } from '../../src/pages/staff.js';
import { projectRoot, wireApp } from '../../src/wire.js';
import { answering, told } from '../answering.js';
import { tenantId } from '../http/identity.js';
import { madeUpSchool } from '../school/people.js';
import { shiftedClock } from '../shifted-clock.js';
import { median } from '../statistics.js';

/** The pages of a school on a store that was made before. */
export type ReadingSettings = { database: string; at: number };
export type Reading = 'first page' | 'student' | 'day card' | 'search' | 'export';
export type ReadingQuestion = { what: Reading; times: number };

const { database, at } = told<ReadingSettings>();
const clock = shiftedClock(at);
const publicUrl = 'http://bench.example';
const store = openSqliteStore({ path: database, clock });
const { app, deps } = await wireApp({
  ...{ root: projectRoot, store, clock, log: createLog('fatal'), metrics: createMetrics().metrics },
  ...{ school: await madeUpSchool(), channels: [], instance: 'bench' },
  ...{ keyedHash: keyedHash('0b'.repeat(32)), publicUrl },
});
const seals = sealsUnder(new Uint8Array(32).fill(9), clock);
const routes = staffFor(deps, app, { tenantId, seals, signIn: () => [] });
const sessions = createSessions({ seals, cookies: cookiesFor(false), clock, ids: deps.ids });

const mentor = 'peter0';
const begeleider = 'samira0';
const student = 's000000';
const date = '2026-11-24';

async function cookieOf(person: string): Promise<string> {
  const known = (await deps.directory.read()).get(person);
  const account = { tenant: tenantId, object: known?.teams?.toLowerCase() ?? '' };
  return (await sessions.begin(person, account, 'browser')).split(';')[0] ?? '';
}

/** A page as the server draws it, behind the door. */
async function page(pattern: string, url: string): Promise<void> {
  const route = routes.find(({ path, method }) => path === pattern && method === 'GET');
  if (route === undefined) throw new Error(`there is no page ${pattern}`);
  const headers = { cookie: await cookieOf(mentor) };
  const reply = await route.handle({ method: 'GET', url, headers, body: null, address: '127.0.0.1' });
  if (reply.status !== 200) throw new Error(`${url} answered ${reply.status}`);
}

async function card(): Promise<void> {
  const standings = await standingsFor(deps, begeleider, begeleider);
  if (standings === null || standings.length === 0) throw new Error('the begeleider has no students');
  await drawDay(deps, begeleider, { owner: begeleider, date, key: 'bench' }, standings);
}

const read: Readonly<Record<Reading, () => Promise<unknown>>> = {
  'first page': () => page('/history', '/history'),
  student: () => page('/history/student/:student', `/history/student/${student}`),
  'day card': card,
  search: async () => found(await app.history.search(mentor, student, 'collega')),
  export: async () => found(await app.history.whole(mentor, student)),
};

function found<T>(value: T | null): T {
  if (value === null) throw new Error('nothing was found');
  return value;
}

answering({}, async ({ what, times }: ReadingQuestion) => {
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const began = performance.now();
    await read[what]();
    took.push(performance.now() - began);
  }
  return median(took);
});
