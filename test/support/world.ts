import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { readRosterFile } from '../../src/adapters/files/roster-file.js';
import { importRoster } from '../../src/app/people/import-roster.js';
import type { App } from '../../src/app/app.js';
import type { Deps } from '../../src/app/deps.js';
import { refs } from '../../src/app/refs.js';
import type { Person } from '../../src/core/school/people.js';
import { readRoster } from '../../src/core/roster/roster.js';
import { readSchool, type School } from '../../src/core/school/school.js';
import type { Alert } from '../../src/core/alerts/state.js';
import type { ChannelName, Inbound, InboundContent } from '../../src/core/thread/message.js';
import type { Thread } from '../../src/core/thread/thread.js';
import type { Channel } from '../../src/ports/channel.js';
import type { Log } from '../../src/ports/log.js';
import type { Metrics } from '../../src/ports/metrics.js';
import type { Pager } from '../../src/ports/pager.js';
import type { SecondReader } from '../../src/ports/second-reader.js';
import type { Speech } from '../../src/ports/speech.js';
import type { Store } from '../../src/ports/store.js';
import { loadBundle, projectRoot, wireApp, type Bundle } from '../../src/wire.js';
import { fakeChannel, type FakeChannel } from './fake-channel.js';
import { testHash } from './keyed-hash.js';
import { simClock, type SimClock } from './sim-clock.js';

/** Tuesday 24 November 2026, 16:15 in Amsterdam: a practice day, in office hours. */
export const tuesday = Date.UTC(2026, 10, 24, 15, 15);

/** Addresses of the made-up school. */
export const addresses = {
  noor: { teams: '11111111-1111-4111-8111-111111111111', whatsapp: '+31600000001' },
  daan: { whatsapp: '+31600000002' },
  amina: { whatsapp: '+31600000003' },
  samira: { teams: '22222222-2222-4222-8222-222222222222' },
  tom: { teams: '33333333-3333-4333-8333-333333333333' },
  peter: { teams: '44444444-4444-4444-8444-444444444444' },
  karin: { teams: '55555555-5555-4555-8555-555555555555' },
  fatima: { teams: '66666666-6666-4666-8666-666666666666' },
  joris: { teams: '77777777-7777-4777-8777-777777777777' },
} as const;

export type World = {
  app: App;
  deps: Deps;
  clock: SimClock;
  store: Store;
  teams: FakeChannel;
  whatsapp: FakeChannel;
  logged: { level: string; event: string; fields: unknown }[];
  /** A message of a person comes in, and everything that follows from it is carried out. */
  write: (
    channel: ChannelName,
    address: string,
    content: InboundContent | string,
    id?: string,
    more?: Partial<Pick<Inbound, 'quotes' | 'writtenAt'>>,
  ) => Promise<string>;
  /** Taps the button with this label in the last message to that person. */
  tap: (channel: ChannelName, address: string, label: string) => Promise<void>;
  /** Time passes, and what falls due in it is carried out. */
  pass: (ms: number) => Promise<void>;
  thread: (person: string) => Promise<Thread>;
  alerts: () => Promise<Alert[]>;
  close: () => Promise<void>;
};

export async function demoSchool(): Promise<School> {
  const path = join(projectRoot, 'src/demo/school/school.yaml');
  const { school, findings } = readSchool({ path, text: await readFile(path, 'utf8') });
  if (!school) throw new Error(findings.map((finding) => finding.message).join('\n'));
  // Answers do not wait for more, unless a test is about that.
  return { ...school, fragmentSeconds: 0 };
}

/** The made-up people of the demo. */
export async function demoPeople(): Promise<Person[]> {
  const bytes = await readFile(join(projectRoot, 'src/demo/school/roster.csv'));
  return readRoster(readRosterFile(bytes)).people;
}

export type WorldOptions = {
  store?: Store;
  start?: number;
  clock?: SimClock;
  school?: School;
  /** Where dialogs/ and locales/ stand; the repository's own when absent. */
  root?: string;
  /** The people of the school; the demo's when absent. */
  people?: readonly Person[];
  /** Another channel in place of Teams. */
  teams?: Channel;
  /** Reads messages once more, where the school has it. */
  secondReader?: SecondReader;
  /** Writes down what is said. */
  speech?: Speech;
  /** Calls somebody's telephone. */
  pager?: Pager;
  /** False leaves what the import put down undone, and the leases untaken. */
  settled?: boolean;
  /** Another channel in place of the one that only keeps what it is given. */
  whatsapp?: Channel;
  /** Where the pages are. */
  publicUrl?: string;
  /** Another log in place of the one that is kept in `logged`. */
  log?: Log;
  metrics?: Metrics;
  /** Names it among several on one store. */
  instance?: string;
  /** Begins the provider's ids, in a second world on the same store. */
  idPrefix?: string;
};

const bundles = new Map<string, Promise<Bundle>>();

/** The repository's own content and judge, read once for all tests of a process: nothing changes either. */
function ownBundle(languages: readonly string[]): Promise<Bundle> {
  const key = languages.join();
  const bundle = bundles.get(key) ?? loadBundle(projectRoot, languages);
  bundles.set(key, bundle);
  return bundle;
}

/** The real app on SQLite in memory, with channels that only keep what they are given. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const clock = options.clock ?? simClock(options.start ?? tuesday);
  const store = options.store ?? openSqliteStore({ path: ':memory:', clock });
  const school = options.school ?? (await demoSchool());
  const people = options.people ?? (await demoPeople());
  await importRoster({ store, env: { now: clock.now(), school } }, people);
  const teams = fakeChannel('teams', options.idPrefix);
  const whatsapp = fakeChannel('whatsapp', options.idPrefix);
  const logged: World['logged'] = [];
  const note = (level: string) => (event: string, fields?: unknown) =>
    void logged.push({ level, event, fields });
  const log: Log = {
    info: note('info'),
    warn: note('warn'),
    error: (event, error, fields) =>
      void logged.push({ level: 'error', event, fields: { ...fields, error } }),
  };
  const metrics = options.metrics ?? { count: () => undefined };
  const { app, deps } = await wireApp({
    root: options.root ?? projectRoot,
    ...(options.root === undefined ? { bundle: await ownBundle(school.languages) } : {}),
    store,
    school,
    clock,
    log: options.log ?? log,
    metrics,
    channels: [options.teams ?? teams, options.whatsapp ?? whatsapp],
    instance: options.instance ?? 'test',
    ...(options.secondReader === undefined ? {} : { secondReader: options.secondReader }),
    ...(options.speech === undefined ? {} : { speech: options.speech }),
    ...(options.pager === undefined ? {} : { pager: options.pager }),
    keyedHash: testHash,
    publicUrl: options.publicUrl ?? 'https://terugblik.example',
  });
  const settled = async (): Promise<void> => {
    await app.idle();
    await app.dispatcher.runDue();
    await app.idle();
  };
  // What the import put down (the planned days) is in the ledger before anybody speaks.
  if (options.settled !== false) await settled();
  let count = 0;
  const write: World['write'] = async (channel, address, content, id, more) => {
    const providerId = id ?? `${channel}-in-${(count += 1)}`;
    await app.receive({
      channel,
      address,
      providerId,
      at: clock.now(),
      ref: null,
      ...more,
      content: typeof content === 'string' ? { type: 'text', text: content } : content,
    });
    await settled();
    return providerId;
  };
  return {
    app,
    deps,
    clock,
    store,
    teams,
    whatsapp,
    logged,
    write,
    tap: async (channel, address, label) => {
      const sent = (channel === 'teams' ? teams : whatsapp).sent.filter((one) => one.to.address === address);
      const offered = sent.flatMap(({ message }) => (message.kind === 'text' ? message.choices : []));
      const choice = offered.findLast((one) => one.label === label);
      if (!choice)
        throw new Error(`no button "${label}" among ${offered.map((one) => one.label).join(', ')}`);
      await write(channel, address, { type: 'button', payload: choice.id, label });
    },
    pass: async (ms) => {
      clock.advance(ms);
      await settled();
    },
    thread: async (person) => {
      const stored = await store.get<Thread>(refs.thread(school.id, person));
      if (!stored) throw new Error(`no thread of ${person}`);
      return stored.body;
    },
    alerts: () => alertsOf(store, school.id),
    close: async () => {
      await app.stop();
      await store.close();
    },
  };
}

/** The alerts about the made-up students, oldest first. */
export async function alertsOf(store: Store, school: string): Promise<Alert[]> {
  const found: Alert[] = [];
  for (const student of ['noor', 'daan', 'amina']) {
    const partition = refs.thread(school, student).partition;
    const page = await store.list<Alert>({ partition, kind: 'alert', order: 'asc', limit: 500 });
    found.push(...page.items.map((item) => item.body));
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The staff opened Teams and Noor read the explanation; what was sent until then is forgotten. */
export async function introduce(w: World): Promise<void> {
  for (const person of ['samira', 'tom', 'karin', 'fatima', 'joris'] as const) {
    await w.write('teams', addresses[person].teams, { type: 'joined' });
  }
  for (const words of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen']) {
    await w.write('whatsapp', addresses.noor.whatsapp, words);
  }
  w.teams.sent.length = 0;
  w.whatsapp.sent.length = 0;
}
