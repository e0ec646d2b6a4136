import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { createMetrics } from './adapters/http/health.js';
import { createLog } from './adapters/system/pino-log.js';
import { systemClock as clock } from './adapters/system/system-clock.js';
import { createTeamsChannel } from './adapters/teams/teams-channel.js';
import { loadContents } from './adapters/whatsapp/contents.js';
import { createTwilioChannel } from './adapters/whatsapp/twilio-channel.js';
import { createTwilioClient } from './adapters/whatsapp/twilio-client.js';
import type { App } from './app/app.js';
import { readSchoolFile } from './cli/school-store.js';
import { channelProblems, type Config, type WhatsAppConfig } from './config.js';
import { TerugblikError } from './core/errors.js';
import type { School } from './core/school/school.js';
import { openStore } from './open-store.js';
import type { Channel } from './ports/channel.js';
import type { HttpRoute } from './ports/http.js';
import type { Log } from './ports/log.js';
import { serve, teamsFor, whatsappFor, type Serving } from './server.js';
import { projectRoot, wireApp } from './wire.js';

/** Teams' connector for people who never wrote to the bot; Dutch schools are in this region. */
const teamsServiceUrl = 'https://smba.trafficmanager.net/emea/';

type Production = Extract<Config, { mode: 'production' }>;

/**
 * Starts Terugblik for a school.
 * @throws TerugblikError `config_incomplete`, `school_unreadable`, `store_unavailable` or `content_broken`.
 */
export async function startProduction(config: Production): Promise<Serving> {
  const log = createLog(config.logLevel);
  const school = await readSchoolFile(config.schoolFile);
  const problems = [...channelProblems(school.channels, config), ...goLiveProblems(school)];
  if (problems.length > 0) throw new TerugblikError('config_incomplete', `\n${problems.join('\n')}`);
  const store = await openStore(config.database, clock);
  const { metrics, registry } = createMetrics();
  const channels = await channelsOf(config, log);
  const instance = `${hostname()}-${randomUUID().slice(0, 8)}`;
  const { app } = await wireApp({
    root: projectRoot,
    store,
    school,
    clock,
    log,
    metrics,
    channels,
    instance,
  });
  const channelRoutes = routesOf(config, app, log);
  return serve({ app, store, clock, log, registry, port: config.port, host: '0.0.0.0', channelRoutes });
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

async function channelsOf(config: Production, log: Log): Promise<Channel[]> {
  const teams =
    config.teams === null
      ? []
      : [createTeamsChannel({ credentials: config.teams, serviceUrl: teamsServiceUrl, clock })];
  const whatsapp = config.whatsapp === null ? [] : [await whatsappChannel(config, config.whatsapp, log)];
  return [...teams, ...whatsapp];
}

async function whatsappChannel(config: Production, whatsapp: WhatsAppConfig, log: Log): Promise<Channel> {
  const { accountSid, authToken, apiUrl, from } = whatsapp;
  const client = createTwilioClient({ accountSid, authToken, apiUrl, timeout: 10_000 });
  const contents = await loadContents(client, 'Kies', log);
  return createTwilioChannel({
    client,
    contents,
    from,
    statusUrl: `${config.publicUrl}/api/whatsapp/status`,
  });
}

function routesOf(config: Production, app: App, log: Log): HttpRoute[] {
  const { teams, whatsapp, publicUrl } = config;
  const teamsPart = teams === null ? [] : teamsFor(app, { credentials: teams, clock, log });
  const whatsappPart =
    whatsapp === null ? [] : whatsappFor(app, { authToken: whatsapp.authToken, publicUrl, clock });
  return [...teamsPart, ...whatsappPart];
}
