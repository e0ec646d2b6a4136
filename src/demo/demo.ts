import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createMetrics } from '../adapters/http/health.js';
import { readRosterFile } from '../adapters/files/roster-file.js';
import { createLog } from '../adapters/system/pino-log.js';
import { createTeamsChannel } from '../adapters/teams/teams-channel.js';
import { teamsRoutes } from '../adapters/teams/routes.js';
import { loadContents } from '../adapters/whatsapp/contents.js';
import { pushTemplates } from '../adapters/whatsapp/templates.js';
import { createTwilioChannel } from '../adapters/whatsapp/twilio-channel.js';
import { createTwilioClient } from '../adapters/whatsapp/twilio-client.js';
import type { App } from '../app/app.js';
import { readSchoolFile } from '../cli/school-store.js';
import type { Config } from '../config.js';
import { localDate } from '../core/school/calendar.js';
import { readRoster } from '../core/school/roster.js';
import type { School } from '../core/school/school.js';
import { templateTexts } from '../core/script/templates.js';
import { openStore } from '../open-store.js';
import type { Channel } from '../ports/channel.js';
import type { Log } from '../ports/log.js';
import { receiveFor, serve, whatsappFor } from '../server.js';
import { loadContent, projectRoot, wireApp } from '../wire.js';
import { createDemoClock, type DemoClock } from './demo-clock.js';
import { seedDemo } from './seed.js';
import { startTwilioDouble, type TwilioDouble } from './whatsapp/twilio-double.js';

export type Demo = {
  urls: { bot: string; whatsapp: string; student: string | null; begeleider: string | null };
  app: App;
  clock: DemoClock;
  twilio: TwilioDouble;
  stop: () => Promise<void>;
};

export type DemoOptions = {
  port: number;
  database: Config['database'] | null;
  logLevel: string;
  /** The Agents Playground takes some seconds to start; tests of WhatsApp do without. */
  playground: boolean;
  /** Ports of the simulator and the two Playgrounds; 0 takes any. */
  ports?: { whatsapp: number; student: number; begeleider: number };
};

/** Everything that the demo opens listens here and nowhere else. */
const host = '127.0.0.1';

const sender = 'whatsapp:+31200000000';
const accountSid = `AC${'0'.repeat(32)}`;

/** Starts the whole product with a made-up school and doubles in place of Teams and Twilio. No account needed. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const clock = createDemoClock();
  const log = createLog(options.logLevel);
  const ports = options.ports ?? { whatsapp: options.port + 1, student: 56150, begeleider: 56151 };
  const school = await readSchoolFile(join(import.meta.dirname, 'school', 'school.yaml'));
  const store = await openStore(options.database ?? (await freshDatabase()), clock);
  const rows = readRosterFile(await readFile(join(import.meta.dirname, 'school', 'roster.csv'), 'utf8'));
  const { people } = readRoster(rows);
  await seedDemo({ store, clock, school: school.id }, people);
  const authToken = randomBytes(16).toString('hex');
  const publicUrl = `http://${host}:${options.port}`;
  const twilio = await startTwilioDouble({
    port: ports.whatsapp,
    accountSid,
    authToken,
    from: sender,
    clock,
    people: people.flatMap((person) =>
      person.whatsapp === null ? [] : [{ name: person.name, number: person.whatsapp }],
    ),
    readReceipts: 'opened',
    stepMs: 300,
    advanceClock: (ms) => clock.advance(ms),
  });
  const { metrics, registry } = createMetrics();
  const teams = createTeamsChannel({ credentials: null, serviceUrl: 'http://127.0.0.1', clock });
  const whatsapp = await demoWhatsApp({ authToken, apiUrl: twilio.url, publicUrl, log });
  const { app } = await wireApp({
    root: projectRoot,
    store,
    school,
    clock,
    log,
    metrics,
    channels: [teams, whatsapp],
    instance: 'demo',
  });
  const serving = await serve({
    ...{ app, store, clock, log, registry, port: options.port, host },
    channelRoutes: [
      ...whatsappFor(app, { authToken, publicUrl, clock }),
      ...teamsRoutes({
        credentials: null,
        clock,
        log,
        receive: (inbound) => receiveFor(app, inbound),
        actOnAlert: (by, alert, action) => app.actOnAlert(by, alert, action),
      }),
    ],
  });
  twilio.setWebhook(`${publicUrl}/api/whatsapp`);
  await openToday(app, school, clock);
  const { startPlaygrounds } = options.playground
    ? await import('./playgrounds.js')
    : { startPlaygrounds: null };
  const playgrounds = startPlaygrounds
    ? await startPlaygrounds(`${publicUrl}/api/messages`, people, ports)
    : null;
  return {
    urls: {
      bot: publicUrl,
      whatsapp: twilio.url,
      student: playgrounds?.student ?? null,
      begeleider: playgrounds?.begeleider ?? null,
    },
    app,
    clock,
    twilio,
    stop: async () => {
      await playgrounds?.close();
      await serving.stop();
      await twilio.close();
    },
  };
}

async function demoWhatsApp(options: {
  authToken: string;
  apiUrl: string;
  publicUrl: string;
  log: Log;
}): Promise<Channel> {
  const { authToken, apiUrl, publicUrl, log } = options;
  const client = createTwilioClient({ accountSid, authToken, apiUrl, timeout: 10_000 });
  await pushTemplates(client, templateTexts((await loadContent(projectRoot)).content));
  const contents = await loadContents(client, 'Kies', log);
  return createTwilioChannel({
    client,
    contents,
    from: sender,
    statusUrl: `${publicUrl}/api/whatsapp/status`,
  });
}

/** A reflection is waiting: Daan's goes out as a template, Noor's when she opens Teams. */
async function openToday(app: App, school: School, clock: DemoClock): Promise<void> {
  const date = localDate(school, clock.now());
  await app.openDay({ student: 'daan', date, assignment: 7 });
  await app.openDay({ student: 'noor', date, assignment: 4 });
}

/** The demo begins anew at every start: its data is made up. */
async function freshDatabase(): Promise<Config['database']> {
  const folder = join(process.cwd(), 'data');
  await mkdir(folder, { recursive: true });
  for (const suffix of ['', '-wal', '-shm']) await rm(join(folder, `demo.sqlite${suffix}`), { force: true });
  return { kind: 'sqlite', path: join(folder, 'demo.sqlite') };
}
