import type { Inbound } from './deliver/inbound.js';
import { startServer } from './http/server.js';
import type { Parts } from './parts.js';
import { createParts } from './parts.js';
import { contentRoutes } from './rest/content-api.js';
import { mediaRoutes } from './rest/media-api.js';
import { messageRoutes } from './rest/messages-api.js';
import { pageRoutes } from './sim/page.js';
import { simRoutes } from './sim/routes.js';
import type { Contents } from './state/contents.js';
import type { Faults } from './state/faults.js';
import type { Messages } from './state/messages.js';
import type {
  MessageFilter,
  MessageListener,
  MessageStatus,
  RecordedRequest,
  StoredMessage,
  TwilioDoubleOptions,
} from './types.js';

type Controls = Pick<
  Faults,
  'failNext' | 'dropNextResponse' | 'delayNext' | 'loseWebhooks' | 'optOut' | 'optIn'
>;

/** A running double: Twilio's REST API and the simulator page on one address. */
export interface TwilioDouble extends Inbound, Controls {
  /** The base address for TWILIO_API_URL and for a browser, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  setWebhook(url: string): void;
  messages(filter?: MessageFilter): readonly Readonly<StoredMessage>[];
  /** Resolves with the first message, already there or still to come, that satisfies `test`. */
  waitFor(test: (message: Readonly<StoredMessage>) => boolean): Promise<Readonly<StoredMessage>>;
  /** REST requests in the order in which they were answered. */
  requests(): readonly RecordedRequest[];
  /** Reports a status by hand: late, twice or out of order. Resolves when the callback was answered. */
  sendStatus(messageSid: string, status: MessageStatus, errorCode?: number): Promise<void>;
  /** What was delivered to this person has been read. */
  markRead(person: string): Promise<void>;
  /** Decides on a template, with `approvals: 'manual'` or to withdraw an approval. */
  decide: Contents['decide'];
  windowIsOpen(person: string): boolean;
  /** Calls back for every message that is new or changed; the returned function stops it. */
  onMessage(listener: MessageListener): () => void;
  /** Resolves when all callbacks, replies and answers under way are done, clock delays not counted. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a double. Fails when the port is taken. */
export async function startTwilioDouble(options: TwilioDoubleOptions): Promise<TwilioDouble> {
  let webhookUrl = options.webhookUrl ?? null;
  let url = '';
  const recorded: RecordedRequest[] = [];
  const parts = createParts(options, { apiUrl: () => url, webhookUrl: () => webhookUrl });
  const server = await startServer({
    ...{ port: options.port, accountSid: options.accountSid, authToken: options.authToken },
    ...{ tasks: parts.tasks, log: options.log, record: (request) => void recorded.push(request) },
    routes: [
      ...messageRoutes(parts),
      ...mediaRoutes(parts),
      ...contentRoutes(parts),
      ...simRoutes(parts),
      ...pageRoutes(),
    ],
  });
  url = `http://127.0.0.1:${server.port}`;
  return {
    ...handle(parts),
    url,
    port: server.port,
    setWebhook: (next) => void (webhookUrl = next),
    requests: () => recorded,
    async close() {
      parts.tasks.cancelWaiting();
      parts.hub.close();
      await server.close();
    },
  };
}

function handle(parts: Parts): Omit<TwilioDouble, 'url' | 'port' | 'setWebhook' | 'requests' | 'close'> {
  const { messages, contents, window, faults, tasks, statuses, inbound } = parts;
  return {
    ...inbound,
    failNext: (failure) => faults.failNext(failure),
    dropNextResponse: () => faults.dropNextResponse(),
    delayNext: (ms) => faults.delayNext(ms),
    loseWebhooks: (lost) => faults.loseWebhooks(lost),
    optOut: (person) => faults.optOut(person),
    optIn: (person) => faults.optIn(person),
    messages: (filter = {}) => messages.filter(filter),
    waitFor: (test) => waitFor(messages, test),
    async sendStatus(messageSid, status, errorCode) {
      const message = messages.find(messageSid);
      if (message === undefined) throw new Error(`There is no message ${messageSid}.`);
      await statuses.set(message, status, errorCode ?? null);
    },
    markRead: (person) => statuses.markRead(person),
    decide: (sid, status, reason) => contents.decide(sid, status, reason),
    windowIsOpen: (person) => window.isOpen(person),
    onMessage: (listener) => messages.listen(listener),
    idle: () => tasks.idle(),
  };
}

function waitFor(
  messages: Messages,
  test: (message: Readonly<StoredMessage>) => boolean,
): Promise<Readonly<StoredMessage>> {
  const present = messages.all().find(test);
  if (present !== undefined) return Promise.resolve(present);
  return new Promise((resolve) => {
    const stop = messages.listen((message) => {
      if (!test(message)) return;
      stop();
      resolve(message);
    });
  });
}
