import type { createMetrics } from './adapters/http/health.js';
import { healthRoutes } from './adapters/http/health.js';
import { createAddressLimits } from './adapters/http/address-limits.js';
import { privacyRoutes } from './adapters/http/privacy-page.js';
import { waited } from './adapters/system/system-clock.js';
import { startHttpServer, type HttpServer } from './adapters/http/server.js';
import type { TeamsAuthority, TeamsCredentials } from './adapters/teams/bot-adapter.js';
import { teamsRoutes } from './adapters/teams/routes.js';
import { whatsappRoutes } from './adapters/whatsapp/webhook.js';
import { createRefusedLog } from './adapters/http/refused-log.js';
import type { App } from './app/app.js';
import type { Deps } from './app/deps.js';
import { describeError, TerugblikError } from './core/errors.js';
import type { Inbound } from './core/thread/message.js';
import type { Clock } from './ports/clock.js';
import type { HttpRoute } from './ports/http.js';
import type { Log } from './ports/log.js';
import type { Store } from './ports/store.js';

export type Serving = { port: number; stop: () => Promise<void> };

export type ServeOptions = {
  app: App;
  store: Store;
  clock: Clock;
  log: Log;
  registry: ReturnType<typeof createMetrics>['registry'];
  port: number;
  host: string;
  /** The routes of the channels that are switched on. */
  channelRoutes: readonly HttpRoute[];
  /** Our own proxies in front, which write X-Forwarded-For. */
  proxies?: number;
  /** What a person reads who has to wait, because his address asked too much. */
  waitWords?: () => string;
};

/** Longest time that stopping waits for work in hand; what is left is taken up by the dispatcher at the next start. */
const stopLimit = 20_000;

/** Starts the routes and the dispatcher. Stopping answers what came in, delivers what is in hand, then closes. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { app, store, log } = options;
  const health = healthRoutes(() => readiness(store), options.registry);
  const server: HttpServer = await startHttpServer({
    port: options.port,
    host: options.host,
    log,
    routes: [...health, ...options.channelRoutes],
    proxies: options.proxies ?? 0,
    strangers: {
      perAddress: createAddressLimits(options.clock),
      words: options.waitWords ?? (() => ''),
      refused: createRefusedLog(options.clock, log),
    },
  });
  app.dispatcher.start();
  log.info('server.started', { port: server.port });
  return {
    port: server.port,
    stop: async () => {
      log.info('server.stopping');
      await Promise.race([server.close().then(() => app.stop()), waited(options.clock, stopLimit)]);
      await store.close();
      log.info('server.stopped');
    },
  };
}

/** What a channel asks of the app, with the answer that an unknown person gets. */
async function receiveFor(app: App, inbound: Inbound): Promise<{ reply: string | null }> {
  const outcome = await app.receive(inbound);
  return { reply: outcome.kind === 'unknown' ? outcome.text : null };
}

/** The routes of WhatsApp, wired to the app. */
export function whatsappFor(
  app: App,
  options: { authToken: string; publicUrl: string; clock: Clock },
): HttpRoute[] {
  return whatsappRoutes({
    ...options,
    receive: (inbound) => receiveFor(app, inbound),
    report: (report) => app.report(report),
  });
}

/** The route of Teams, wired to the app. Null credentials are the demo's: it listens on 127.0.0.1 only. */
export function teamsFor(
  app: App,
  options: { credentials: TeamsCredentials | null; authority?: TeamsAuthority; clock: Clock; log: Log },
): HttpRoute[] {
  return teamsRoutes({
    ...options,
    receive: (inbound) => receiveFor(app, inbound),
    actOnAlert: (by, alert, action) => app.actOnAlert(by, alert, action),
    actAsStaff: (by, press) => app.actAsStaff(by, press),
  });
}

/** The page that the Teams app links to: what is kept and who reads it, in the words of the locales. */
export function privacyFor({ school, texts, contents }: Deps): HttpRoute[] {
  const { current } = contents;
  const params = { school: school.name, retention: school.retentionMonths };
  return privacyRoutes([...current.texts.keys()], (language, name) =>
    texts.render(current, language, { key: `privacy.${name}`, params }),
  );
}

/** "Too many questions came from your network", in every language. */
export function waitWordsFor({ texts, contents }: Deps): () => string {
  const { current } = contents;
  return () =>
    [...current.texts.keys()]
      .map((language) => texts.render(current, language, { key: 'privacy.too_many', params: {} }))
      .join('\n\n');
}

async function readiness(store: Store): Promise<{ ready: true } | { ready: false; reason: string }> {
  try {
    await store.ping();
    return { ready: true };
  } catch (error) {
    return {
      ready: false,
      reason: error instanceof TerugblikError ? describeError(error) : 'the store does not answer',
    };
  }
}
