import { Agent, request as ask, type IncomingHttpHeaders } from 'node:http';
import twilio from 'twilio';
import { sealsUnder } from '../../src/adapters/entra/seals.js';
import { createMetrics } from '../../src/adapters/http/health.js';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { cookiesFor } from '../../src/adapters/web/staff/cookies.js';
import { createSessions } from '../../src/adapters/web/staff/sessions.js';
import { signInRoutes } from '../../src/adapters/web/staff/sign-in.js';
import { mineFor } from '../../src/pages.js';
import { staffFor } from '../../src/pages/staff.js';
import type { HttpRoute } from '../../src/ports/http.js';
import type { Identity } from '../../src/ports/identity.js';
import { privacyFor, serve, teamsFor, waitWordsFor, whatsappFor } from '../../src/server.js';
import { appId, tenant } from '../adapters/teams/support/activities.js';
import { startAuthority } from '../adapters/teams/support/authority.js';
import { countingStore, type CountingStore } from './counting-store.js';
import { freePort } from './free-port.js';
import { simClock } from './sim-clock.js';
import { twilioSecrets } from './whatsapp-server.js';
import { tuesday, world, type World, type WorldOptions } from './world.js';

export type Asking = {
  method: string;
  /** As it goes over the line, with nothing put right. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
};

export type Answered = { status: number; headers: IncomingHttpHeaders; body: string };

/** Every route of a school's server, behind real HTTP, with good keys of every kind. */
export type OpenSchool = {
  w: World;
  store: CountingStore;
  routes: readonly HttpRoute[];
  url: string;
  ask: (asking: Asking) => Promise<Answered>;
  /** An activity with a token of the Bot Framework that fits it. */
  activity: (body: unknown) => Promise<Asking>;
  /** A form with Twilio's signature. */
  form: (path: string, fields: Record<string, string>) => Asking;
  cookieOf: (person: string) => Promise<string>;
  secrets: readonly string[];
  close: () => Promise<void>;
};

/** Whoever signs in is told no; sessions are made by `cookieOf`. */
const refused: Identity = {
  browser: {
    begin: async () => ({
      url: 'https://login.example/authorize',
      attempt: { state: 's', nonce: 'n', verifier: 'v' },
    }),
    finish: async () => ({ ok: false, reason: 'token_signature' }),
  },
  tab: async () => ({ ok: false, reason: 'token_signature' }),
};
const sessionKey = new Uint8Array(32).fill(7);
const answerLimit = 10_000;

/** @param options.port Where it listens, for whoever has to know before it does. */
export async function openSchool(options: WorldOptions & { port?: number } = {}): Promise<OpenSchool> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const clock = options.clock ?? simClock(tuesday);
  const store = countingStore(options.store ?? openSqliteStore({ path: ':memory:', clock }));
  const counted = createMetrics();
  const w = await world({ metrics: counted.metrics, ...options, clock, store, publicUrl: url });
  const authority = await startAuthority();
  const credentials = {
    ...{ appId, appType: 'SingleTenant' as const, appPassword: 'the-password-of-the-bot', tenantId: tenant },
  };
  const seals = sealsUnder(sessionKey, clock);
  const signIn: Parameters<typeof staffFor>[2]['signIn'] = (parts) =>
    signInRoutes({ ...parts, identity: refused });
  const { log } = w.deps;
  const channelRoutes = [
    ...teamsFor(w.app, { credentials, authority: authority.settings, clock, log }),
    ...whatsappFor(w.app, { authToken: twilioSecrets.authToken, publicUrl: url, clock }),
    ...privacyFor(w.deps),
    ...mineFor(w.deps),
    ...staffFor(w.deps, w.app, { tenantId: tenant, seals, signIn }),
  ];
  const serving = await serve({
    ...{ app: w.app, store, clock, log, registry: counted.registry, port, host: '127.0.0.1' },
    ...{ channelRoutes, waitWords: waitWordsFor(w.deps) },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const sessions = createSessions({ seals, cookies: cookiesFor(false), clock, ids: w.deps.ids });
  const tokens = new Map<string, Promise<string>>();
  const tokenFor = (serviceUrl: string): Promise<string> => {
    const known = tokens.get(serviceUrl) ?? authority.token({ serviceUrl, expires: 36_000 });
    tokens.set(serviceUrl, known);
    return known;
  };
  return {
    ...{ w, store, url, routes: channelRoutes },
    ask: (asking) => over(agent, port, asking),
    activity: async (body) => {
      const claimed = (body as { serviceUrl?: unknown } | null)?.serviceUrl;
      const token = await tokenFor(typeof claimed === 'string' ? claimed : 'http://127.0.0.1:9/');
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
      return { method: 'POST', path: '/api/messages', headers, body: JSON.stringify(body) };
    },
    form: (path, fields) => {
      const signature = twilio.getExpectedTwilioSignature(twilioSecrets.authToken, `${url}${path}`, fields);
      const headers = {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Twilio-Signature': signature,
      };
      return { method: 'POST', path, headers, body: new URLSearchParams(fields).toString() };
    },
    cookieOf: async (person) => {
      const known = (await w.deps.directory.read()).get(person);
      const line = await sessions.begin(
        person,
        { tenant, object: known?.teams?.toLowerCase() ?? '' },
        'browser',
      );
      return line.split(';')[0] ?? '';
    },
    secrets: [
      ...[twilioSecrets.authToken, twilioSecrets.accountSid, credentials.appPassword],
      ...[Buffer.from(sessionKey).toString('base64')],
    ],
    close: async () => {
      agent.destroy();
      await w.app.idle();
      await serving.stop();
      await authority.close();
    },
  };
}

function over(agent: Agent, port: number, { method, path, headers, body }: Asking): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const asked = ask({ agent, port, method, path, headers: { ...length, ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    asked.setTimeout(answerLimit, () => asked.destroy(new Error('no answer within the limit')));
    asked.on('error', reject);
    asked.end(body);
  });
}
