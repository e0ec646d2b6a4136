import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createMetrics } from '../adapters/http/health.js';
import { readRosterFile } from '../adapters/files/roster-file.js';
import { guardedFetch } from '../adapters/system/guarded-fetch.js';
import { createLog } from '../adapters/system/pino-log.js';
import { createTeamsChannel } from '../adapters/teams/teams-channel.js';
import type { App } from '../app/app.js';
import type { Deps } from '../app/deps.js';
import { createKeptTemplates } from '../app/content/kept-templates.js';
import { readSchoolFile } from '../cli/school-store.js';
import type { DatabaseConfig } from '../config.js';
import { local, localDate } from '../core/school/calendar.js';
import type { Person } from '../core/school/people.js';
import { readRoster } from '../core/roster/roster.js';
import type { School } from '../core/school/school.js';
import type { Instant } from '../core/time.js';
import { keyedHashOf } from '../erase-key.js';
import { openStore } from '../open-store.js';
import { mineFor } from '../pages.js';
import { staffFor } from '../pages/staff.js';
import { sealsUnder } from '../adapters/entra/seals.js';
import { sessionKeyOf } from '../session-key.js';
import type { HttpRoute } from '../ports/http.js';
import type { Log } from '../ports/log.js';
import type { Store } from '../ports/store.js';
import { privacyFor, serve, teamsFor, waitWordsFor, whatsappFor, type Serving } from '../server.js';
import { projectRoot, wireApp } from '../wire.js';
import { createDemoClock, openingMoment, type DemoClock } from './demo-clock.js';
import { startDemoWhatsApp, type DemoWhatsApp } from './demo-whatsapp.js';
import { seedHistory } from './history.js';
import { codeOfAmina } from './join-code.js';
import { demoTenant, pickerRoutes } from './picker.js';
import { seedDemo } from './seed.js';
import type { TwilioDouble } from './whatsapp/twilio-double.js';

export type Demo = {
  /** The moment at its school now, in words, when that is not the time of the clock on the wall; else null. */
  schoolTime: string | null;
  urls: { bot: string; pages: string; whatsapp: string; student: string | null; begeleider: string | null };
  /** With this code Amina joins on WhatsApp; null when she is in already. */
  joinCode: string | null;
  app: App;
  clock: DemoClock;
  twilio: TwilioDouble;
  stop: () => Promise<void>;
};

export type DemoOptions = {
  port: number;
  database: DatabaseConfig;
  /** Empty the database first: the demo's data is made up. */
  fresh: boolean;
  logLevel: string;
  /** The moment that the demo believes it is at first; absent: now, or when `fresh` a moment at which its school is open. */
  startsAt?: Instant;
  /** Ports of the simulator and of the two Playgrounds, which take some seconds to start; null: none of them. */
  ports: { whatsapp: number; playgrounds: { student: number; begeleider: number } | null };
};

/** Everything that the demo opens listens here and nowhere else. */
const host = '127.0.0.1';

/** Starts the whole product with a made-up school and doubles in place of Teams and Twilio. No account needed. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const log = createLog(options.logLevel);
  const { school, people } = await madeUpSchool();
  const clock = createDemoClock(options.startsAt ?? startOf(options, school));
  if (options.fresh) await emptyDatabase(options.database);
  const store = await openStore(options.database, clock);
  await seedDemo({ store, clock, school }, people);
  await seedHistory({ store, clock, school });
  const joinCode = await codeOfAmina({ store, clock, school });
  const publicUrl = `http://${host}:${options.port}`;
  const keptTemplates = createKeptTemplates({ store, clock, school });
  const whatsapp = await startDemoWhatsApp({
    ...{ port: options.ports.whatsapp, publicUrl, people, clock, keptTemplates, log },
  });
  const { app, serving } = await serveDemo({ ...options, school, store, clock, log, whatsapp, publicUrl });
  await openToday(app, school, clock);
  const playgrounds = await startTeams(options, `${publicUrl}/api/messages`, people);
  return {
    schoolTime: schoolTimeOf(school, clock),
    urls: urlsOf(publicUrl, whatsapp.twilio.url, playgrounds),
    joinCode,
    app,
    clock,
    twilio: whatsapp.twilio,
    stop: async () => {
      await playgrounds?.close();
      await serving.stop();
      await whatsapp.twilio.close();
    },
  };
}

/** A database that was kept has seen later moments: its clock is not set back. */
const startOf = ({ fresh }: DemoOptions, school: School): Instant =>
  fresh ? openingMoment(school, Date.now()) : Date.now();

type DemoParts = DemoOptions & {
  school: School;
  store: Store;
  clock: DemoClock;
  log: Log;
  whatsapp: DemoWhatsApp;
  publicUrl: string;
};

/** The app with its two channels and all pages, listening. */
async function serveDemo(parts: DemoParts): Promise<{ app: App; serving: Serving }> {
  const { school, store, clock, log, whatsapp, publicUrl, database } = parts;
  const { metrics, registry } = createMetrics();
  const teams = createTeamsChannel({
    ...{ credentials: null, serviceUrl: publicUrl, clock, download: guardedFetch() },
  });
  const { app, deps } = await wireApp({
    ...{ root: projectRoot, store, school, clock, log, metrics, publicUrl, instance: 'demo' },
    channels: [teams, whatsapp.channel],
    keyedHash: await keyedHashOf({ mode: 'demo', database }),
  });
  await app.templates.check();
  await app.reconcile.arm();
  const staffPages = await staffPagesOf(app, deps, database);
  const serving = await serve({
    ...{ app, store, clock, log, registry, port: parts.port, host },
    waitWords: waitWordsFor(deps),
    channelRoutes: [
      ...whatsappFor(app, { authToken: whatsapp.authToken, publicUrl, clock }),
      ...teamsFor(app, { credentials: null, clock, log }),
      ...privacyFor(deps),
      ...mineFor(deps),
      ...staffPages,
    ],
  });
  return { app, serving };
}

/** A second for the start itself, and some to spare. */
const sameTime = 60_000;

const schoolTimeOf = (school: School, clock: DemoClock): string | null =>
  Math.abs(clock.now() - Date.now()) < sameTime
    ? null
    : local(school, clock.now()).setLocale('en-GB').toFormat('cccc d MMMM, HH:mm');

function urlsOf(
  bot: string,
  whatsapp: string,
  playgrounds: { student: string; begeleider: string } | null,
): Demo['urls'] {
  const { student = null, begeleider = null } = playgrounds ?? {};
  return { bot, pages: `${bot}/history`, whatsapp, student, begeleider };
}

async function staffPagesOf(app: App, deps: Deps, database: DatabaseConfig): Promise<HttpRoute[]> {
  const seals = sealsUnder(await sessionKeyOf({ mode: 'demo', database }), deps.clock);
  return staffFor(deps, app, { tenantId: demoTenant, seals, signIn: pickerRoutes });
}

async function madeUpSchool(): Promise<{ school: School; people: Person[] }> {
  const folder = join(import.meta.dirname, 'school');
  const school = await readSchoolFile(join(folder, 'school.yaml'));
  const { people } = readRoster(readRosterFile(await readFile(join(folder, 'roster.csv'))));
  return { school, people };
}

async function startTeams({ ports }: DemoOptions, botUrl: string, people: readonly Person[]) {
  if (ports.playgrounds === null) return null;
  const { startPlaygrounds } = await import('./playgrounds.js');
  return startPlaygrounds(botUrl, people, ports.playgrounds);
}

/** Daan's reflection goes out as a template; Noor's waits until she opens Teams (seed.ts). */
async function openToday(app: App, school: School, clock: DemoClock): Promise<void> {
  const date = localDate(school, clock.now());
  await app.openDay({ student: 'daan', date, assignment: 7 });
}

/** The demo begins anew at every start, unless somebody named a database. */
async function emptyDatabase(database: DatabaseConfig): Promise<void> {
  if (database.kind !== 'sqlite') return;
  for (const suffix of ['', '-wal', '-shm']) await rm(`${database.path}${suffix}`, { force: true });
}
