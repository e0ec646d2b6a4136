import { AppCredentials } from 'botframework-connector';
import { createMetrics } from '../../src/adapters/http/health.js';
import { cryptoIds, keyedHash } from '../../src/adapters/system/crypto-ids.js';
import { createLog } from '../../src/adapters/system/pino-log.js';
import { createTeamsChannel } from '../../src/adapters/teams/teams-channel.js';
import { createTwilioChannel } from '../../src/adapters/whatsapp/twilio-channel.js';
import { readVersionName, templateDefinitions } from '../../src/core/script/templates.js';
import { openStore } from '../../src/open-store.js';
import type { TemplateVersion } from '../../src/ports/channel.js';
import { serve, teamsFor, whatsappFor } from '../../src/server.js';
import { loadBundle, projectRoot, wireApp } from '../../src/wire.js';
import { answering, told } from '../answering.js';
import { madeUpSchool } from '../school/people.js';
import { shiftedClock } from '../shifted-clock.js';
import { appId, appPassword, issuer, tenantId, twilioAccount } from './identity.js';
import { scaledRates } from './rates.js';
import { freshToken, type ServerSettings } from './settings.js';
import { usage } from './usage.js';
import { freePort } from './free-port.js';

/** Terugblik on SQLite with both channels, as `npm start` wires it in production, against the double. */
const { doubleUrl, database, at, rates } = told<ServerSettings>();
const hour = 3_600_000;
/** The SDK asks Microsoft for its token over https only: here it is as if it had it since a while. */
type Cached = { cache: Map<string, { accessToken: string; expiresOn: Date }> };
(AppCredentials as unknown as Cached).cache.set(`${appId}${issuer}-cache`, {
  accessToken: freshToken,
  expiresOn: new Date(Date.now() + hour),
});

const clock = shiftedClock(at);
const log = createLog('fatal');
const port = await freePort();
const publicUrl = `http://127.0.0.1:${port}`;
const store = await openStore({ kind: 'sqlite', path: database ?? ':memory:' }, clock);
const school = await madeUpSchool();
const bundle = await loadBundle(projectRoot, school.languages);
const { metrics, registry } = createMetrics();

const credentials = { appId, appType: 'SingleTenant' as const, appPassword, tenantId };
const authority = {
  ...{ loginUrl: `${doubleUrl}/login`, scope: issuer, issuer },
  openIdMetadataUrl: `${doubleUrl}/openid`,
};

/** The templates as Twilio would list them, approved. */
const templates: TemplateVersion[] = templateDefinitions(bundle.loaded.content, (text) =>
  cryptoIds.hash(text),
).map(({ version, name, language, body, buttons }) => ({
  ...{ version, name, language, body, buttons, sid: `HX${version}`, madeAt: at },
  fingerprint: readVersionName(version)?.fingerprint ?? '',
  ...{ state: 'approved', reason: null },
}));

const { app } = await wireApp({
  ...{ root: projectRoot, bundle, store, school, clock, log, metrics, publicUrl },
  channels: [
    createTeamsChannel({ credentials, authority, serviceUrl: `${doubleUrl}/`, clock }),
    createTwilioChannel({
      account: { ...twilioAccount, apiUrl: doubleUrl, timeout: 10_000 },
      from: twilioAccount.from,
      statusUrl: `${publicUrl}/api/whatsapp/status`,
      listButton: 'Kies',
      keptTemplates: async () => templates,
      log,
    }),
  ],
  ...{ instance: 'bench', keyedHash: keyedHash('0b'.repeat(32)) },
  rates: scaledRates(rates),
});
await serve({
  ...{ app, store, clock, log, registry, port, host: '127.0.0.1' },
  channelRoutes: [
    ...teamsFor(app, { credentials, authority, clock, log }),
    ...whatsappFor(app, { authToken: twilioAccount.authToken, publicUrl, clock }),
  ],
});
answering({ url: publicUrl }, usage);
