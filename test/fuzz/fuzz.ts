import { openSchool, type OpenSchool } from '../support/open-school.js';
import { heapUsed } from '../support/heap.js';
import { seeded } from '../support/random.js';
import { addresses, introduce } from '../support/world.js';
import { seedHistory } from '../../src/demo/history.js';
import { pick } from './damage.js';
import { noise, type Fuzzed } from './noise.js';
import { activity, message, page, report } from './requests.js';

export type FuzzResult = {
  requests: number;
  /** How many answers of each hundred: 2 for 2xx. */
  answers: Record<string, number>;
  /** Answers of 2xx and 3xx by what was asked: proof that it came somewhere. */
  reached: Record<string, number>;
  /** Bytes by which the heap grew after the first fifth. */
  grown: number;
  violations: string[];
};

/** Sends so many requests one after the other and names every promise that was broken. */
export async function fuzz(requests: number, seed: number): Promise<FuzzResult> {
  const random = seeded(seed);
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const school = await openSchool({ log: quiet });
  const result: FuzzResult = { requests, answers: {}, reached: {}, grown: 0, violations: [] };
  try {
    const next = await requestsOf(school, random);
    let before = 0;
    for (let done = 0; done < requests; done += 1) {
      if (done === Math.floor(requests / 5)) before = heapUsed();
      await one(school, await next(), `seed ${seed}, request ${done}`, result);
      if (done % 50 === 49) await rest(school, random);
    }
    result.grown = heapUsed() - before;
  } finally {
    await school.close();
  }
  return result;
}

async function one(school: OpenSchool, fuzzed: Fuzzed, where: string, result: FuzzResult): Promise<void> {
  const { what, asking, proven } = fuzzed;
  const fail = (why: string): void => {
    const short = `${asking.method} ${asking.path} ${(asking.body ?? '').slice(0, 3000)}`;
    result.violations.push(`${where}, ${what}: ${why}: ${short}`);
  };
  const writes = school.store.calls.length;
  const answer = await school.ask(asking).catch((error: unknown) => String(error));
  if (typeof answer === 'string') return fail(answer);
  const { status } = answer;
  const hundred = String(Math.floor(status / 100));
  result.answers[hundred] = (result.answers[hundred] ?? 0) + 1;
  if (status >= 500 && status !== 501) fail(`answered ${status} ${answer.body.slice(0, 200)}`);
  if (status < 400) result.reached[what] = (result.reached[what] ?? 0) + 1;
  const changed = school.store.calls
    .slice(writes)
    .filter(({ method }) => method === 'put' || method === 'remove');
  if (changed.length > 0 && status >= 400)
    fail(`refused with ${status} and changed ${changed.map(({ id }) => id).join(', ')}`);
  if (!proven && status < 300 && changed.length > 0 && what !== 'noise') fail('taken without proof');
  await school.w.app.idle();
  school.store.calls.length = 0;
}

/** Time passes, what is due is done, and what the doubles keep is let go. */
async function rest({ w, store }: OpenSchool, random: () => number): Promise<void> {
  const { app, clock, teams, whatsapp } = w;
  clock.advance(Math.floor(random() * 60_000));
  // The server's own dispatcher wakes as well: it is over when nothing was asked of the store any more.
  for (let quiet = 0; quiet < 3; quiet += 1) {
    store.calls.length = 0;
    await app.dispatcher.runDue();
    await app.idle();
    await new Promise((resolve) => setImmediate(resolve));
    if (store.calls.some(({ method }) => method === 'put')) quiet = 0;
  }
  for (const channel of [teams, whatsapp])
    for (const kept of [channel.sent, channel.forgets, channel.fetched, channel.removed]) kept.length = 0;
}

async function requestsOf(school: OpenSchool, random: () => number): Promise<() => Promise<Fuzzed>> {
  const { w } = school;
  await introduce(w);
  await seedHistory({ store: school.store, clock: w.clock, school: w.deps.school });
  await w.write('teams', addresses.noor.teams, 'mijn chef slaat mij als ik iets fout doe');
  const alert = (await w.alerts())[0]?.id ?? '';
  const pages = school.routes.filter(({ path }) => !path.startsWith('/api/'));
  const good = {
    ...{ id: ['noor', 'daan'], student: ['noor', 'daan'], person: ['noor'], talk: ['past-1', 'past-2'] },
    ...{ alert: [alert], number: ['6', '8'], file: ['message:0'], token: ['a'.repeat(43)] },
  };
  const sessionOf = async (person: string): Promise<{ cookie: string; token: string }> => {
    const cookie = await school.cookieOf(person);
    const home = await school.ask({ method: 'GET', path: '/history', headers: { Cookie: cookie } });
    return { cookie, token: /name="token" value="([^"]+)"/.exec(home.body)?.[1] ?? '' };
  };
  const people = ['samira', 'peter', 'karin', 'fatima', 'tom'];
  let signedIn = 0;
  let sessions = await Promise.all(people.map(sessionOf));
  const any = async (): Promise<Fuzzed> => {
    const kind = random();
    if (kind < 0.35) return activity(random, school, alert);
    if (kind < 0.6) return message(random, school);
    if (kind < 0.68) return report(random, school);
    return page(random, school, pages, good, pick(random, sessions));
  };
  return async () => {
    // A session lasts eight hours, and time passes in here.
    if ((signedIn += 1) % 500 === 0) sessions = await Promise.all(people.map(sessionOf));
    const fuzzed = await any();
    return random() < 0.08 ? noise(random, fuzzed) : fuzzed;
  };
}
