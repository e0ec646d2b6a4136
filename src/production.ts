import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { entraIdentity } from './adapters/entra/identity.js';
import { sealsUnder } from './adapters/entra/seals.js';
import { createMetrics } from './adapters/http/health.js';
import { openSecondReader } from './adapters/second-reader/from-config.js';
import { createAzureSpeech } from './adapters/speech/azure-speech.js';
import { guardedFetch } from './adapters/system/guarded-fetch.js';
import { createLog } from './adapters/system/pino-log.js';
import { quietConsole } from './adapters/system/quiet-console.js';
import { systemClock as clock } from './adapters/system/system-clock.js';
import { createTeamsChannel } from './adapters/teams/teams-channel.js';
import { signInRoutes } from './adapters/web/staff/sign-in.js';
import { createSmsPager } from './adapters/whatsapp/sms-pager.js';
import { createTwilioChannel } from './adapters/whatsapp/twilio-channel.js';
import type { App } from './app/app.js';
import type { Deps } from './app/deps.js';
import { knownOnCall } from './app/people/on-call.js';
import type { Speech } from './ports/speech.js';
import type { Pager } from './ports/pager.js';
import { createKeptTemplates, type KeptTemplates } from './app/content/kept-templates.js';
import { readSchoolFile } from './cli/school-store.js';
import { channelProblems, type Config } from './config.js';
import { TerugblikError } from './core/errors.js';
import type { School } from './core/school/school.js';
import { keyedHashOf } from './erase-key.js';
import { openStore } from './open-store.js';
import { mineFor } from './pages.js';
import { staffFor } from './pages/staff.js';
import type { Channel } from './ports/channel.js';
import type { HttpRoute } from './ports/http.js';
import type { Log } from './ports/log.js';
import type { Store } from './ports/store.js';
import { privacyFor, serve, teamsFor, waitWordsFor, whatsappFor, type Serving } from './server.js';
import { sessionKeyOf } from './session-key.js';
import { projectRoot, wireApp } from './wire.js';

/** Teams' connector for people who never wrote to the bot; Dutch schools are in this region. */
const teamsServiceUrl = 'https://smba.trafficmanager.net/emea/';

type Production = Extract<Config, { mode: 'production' }>;

/** Terugblik of a school, put together and not yet listening: what the server and commands work with. */
export type OpenedSchool = {
  app: App;
  deps: Deps;
  store: Store;
  registry: ReturnType<typeof createMetrics>['registry'];
};

/** @throws TerugblikError `config_incomplete`, `school_unreadable`, `store_unavailable` or `content_broken`. */
export async function openSchool(config: Production, log: Log): Promise<OpenedSchool> {
  const written = await readSchoolFile(config.schoolFile);
  const problems = [
    ...channelProblems(written.channels, config),
    ...goLiveProblems(written),
    ...secondReaderProblems(written, config),
  ];
  if (problems.length > 0) throw new TerugblikError('config_incomplete', `\n${problems.join('\n')}`);
  const store = await openStore(config.database, clock);
  const school = await knownOnCall(store, written, log);
  const { metrics, registry } = createMetrics();
  const channels = channelsOf(config, log, createKeptTemplates({ store, clock, school }));
  const instance = `${hostname()}-${randomUUID().slice(0, 8)}`;
  const { app, deps } = await wireApp({
    root: projectRoot,
    store,
    school,
    clock,
    log,
    metrics,
    channels,
    instance,
    keyedHash: await keyedHashOf(config),
    publicUrl: config.publicUrl,
    ...pagerOf(config),
    ...speechOf(config),
    ...(config.secondReader === null
      ? {}
      : { secondReader: await openSecondReader(projectRoot, config.secondReader) }),
  });
  return { app, deps, store, registry };
}

/**
 * Starts Terugblik for a school.
 * @throws TerugblikError as `openSchool`; `provider_refused`, or `provider_unreachable` at a first start.
 */
export async function startProduction(config: Production): Promise<Serving> {
  const log = createLog(config.logLevel);
  const { app, deps, store, registry } = await openSchool(config, log);
  await app.templates.check();
  await app.reconcile.arm();
  const channelRoutes = [
    ...routesOf(config, app, log),
    ...privacyFor(deps),
    ...mineFor(deps),
    ...(await staffPagesOf(config, app, deps)),
  ];
  const serving = await serve({
    ...{ app, store, clock, log, registry, port: config.port, host: '0.0.0.0', channelRoutes },
    ...{ proxies: config.proxies, waitWords: waitWordsFor(deps) },
  });
  const speakAgain = quietConsole(deps.metrics);
  return { ...serving, stop: () => serving.stop().finally(speakAgain) };
}

/** The pages of the staff; a school without Teams has no way to tell who somebody is, and none of them. */
async function staffPagesOf(config: Production, app: App, deps: Deps): Promise<HttpRoute[]> {
  const { teams, publicUrl, entraUrl } = config;
  if (teams === null) return [];
  const identity = entraIdentity({ ...teams, authorityUrl: entraUrl, publicUrl, clock });
  return staffFor(deps, app, {
    tenantId: teams.tenantId,
    seals: sealsUnder(await sessionKeyOf(config), clock),
    signIn: (parts) => signInRoutes({ ...parts, identity }),
  });
}

/** A second reader is switched on in the school file and found by the environment; one without the other is a mistake. */
function secondReaderProblems(school: School, { secondReader }: Production): string[] {
  if (school.secondReader !== undefined && secondReader === null)
    return ['AZURE_OPENAI_ENDPOINT: the school file has a secondReader'];
  if (school.secondReader === undefined && secondReader !== null)
    return ['AZURE_OPENAI_ENDPOINT is set, but the school file has no secondReader'];
  return [];
}

/** Before real students: every date of the go-live list (docs/privacy.md), as far as the school's channels need it. */
function goLiveProblems(school: School): string[] {
  if (school.goLive === undefined) return ['goLive: the school file has no go-live dates (docs/privacy.md)'];
  const { processorTwilio, processorMeta } = school.goLive;
  if (!school.channels.whatsapp) return [];
  return [
    ...(processorTwilio === undefined
      ? ['goLive.processorTwilio: WhatsApp needs the agreement with Twilio']
      : []),
    ...(processorMeta === undefined ? ['goLive.processorMeta: WhatsApp needs the agreement with Meta'] : []),
  ];
}

/** Text messages for whoever is on call, where the environment names a sender. */
function pagerOf({ whatsapp }: Production): { pager?: Pager } {
  if (whatsapp?.smsFrom == null) return {};
  const { accountSid, authToken, apiUrl, smsFrom } = whatsapp;
  return { pager: createSmsPager({ accountSid, authToken, apiUrl, timeout: pageTimeout }, smsFrom) };
}

const pageTimeout = 10_000;

/** Voice notes are written down where the environment names a service. */
function speechOf({ speech }: Production): { speech?: Speech } {
  return speech === null ? {} : { speech: createAzureSpeech({ ...speech, timeoutMs: speechTimeout }) };
}

/** After the commit nobody waits for it but its own job. */
const speechTimeout = 20_000;

function channelsOf(config: Production, log: Log, keptTemplates: KeptTemplates): Channel[] {
  const { teams, whatsapp, publicUrl } = config;
  const download = guardedFetch();
  const teamsPart =
    teams === null
      ? []
      : [createTeamsChannel({ credentials: teams, serviceUrl: teamsServiceUrl, clock, download })];
  if (whatsapp === null) return teamsPart;
  const { from, ...account } = whatsapp;
  return [
    ...teamsPart,
    createTwilioChannel({
      account: { ...account, timeout: 10_000 },
      from,
      statusUrl: `${publicUrl}/api/whatsapp/status`,
      listButton: 'Kies',
      keptTemplates,
      download,
      log,
    }),
  ];
}

function routesOf(config: Production, app: App, log: Log): HttpRoute[] {
  const { teams, whatsapp, publicUrl } = config;
  const teamsPart = teams === null ? [] : teamsFor(app, { credentials: teams, clock, log });
  const whatsappPart =
    whatsapp === null ? [] : whatsappFor(app, { authToken: whatsapp.authToken, publicUrl, clock });
  return [...teamsPart, ...whatsappPart];
}
