import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuse } from '../errors.js';
import type { Tasks } from '../state/tasks.js';
import type { RecordedRequest } from '../types.js';
import type { Answer, Delivery, Route } from './exchange.js';
import { json, readBody, refusalAnswer, write } from './exchange.js';

interface ServerParts {
  readonly port: number;
  readonly routes: readonly Route[];
  readonly accountSid: string;
  readonly authToken: string;
  readonly tasks: Tasks;
  readonly record: (request: RecordedRequest) => void;
  readonly log: ((line: string) => void) | undefined;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A page on another site can make a browser call 127.0.0.1 under its own name; the Host header gives it away. */
function isLocal(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost') return false;
  const origin = request.headers.origin;
  return origin === undefined || origin === `http://${request.headers.host ?? ''}`;
}

function isAuthorised(request: IncomingMessage, { accountSid, authToken }: ServerParts): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`);
  const given = Buffer.from(request.headers.authorization ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A file that a person sends from the page: more than WhatsApp takes, so that too much can be tried. */
const fileLimit = 20 * 1024 * 1024;

async function answer(parts: ServerParts, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const method = request.method ?? '';
  const isApi = /^\/(2010-04-01|v1)\//.test(url.pathname);
  const body = await readBody(request, url.pathname === '/sim/file' ? fileLimit : undefined);
  const reply = await dispatch(parts, request, url, body);
  if (isApi) {
    const status = reply.kind === 'json' || reply.kind === 'empty' ? reply.status : 200;
    const contentType = request.headers['content-type'] ?? null;
    parts.record({
      method,
      path: url.pathname,
      query: url.search,
      contentType,
      body: body?.toString('utf8') ?? '',
      status,
    });
    parts.log?.(`${method} ${url.pathname} -> ${status}`);
  }
  return reply;
}

async function dispatch(
  parts: ServerParts,
  request: IncomingMessage,
  url: URL,
  bytes: Buffer | null,
): Promise<Answer> {
  if (!isLocal(request))
    return json(403, { message: 'This server answers to 127.0.0.1 and localhost only.' });
  if (bytes === null) return json(413, { message: 'The request is too large.' });
  if (/^\/(2010-04-01|v1)\//.test(url.pathname) && !isAuthorised(request, parts))
    return refusalAnswer(refuse(20003));
  const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  for (const route of parts.routes) {
    const match = route.method === request.method ? route.path.exec(url.pathname) : null;
    if (match === null) continue;
    const method = route.method;
    const body = bytes.toString('utf8');
    return route.handle({ method, url, params: match.slice(1), contentType, body, bytes, request });
  }
  return refusalAnswer(refuse(20404, `The requested resource ${url.pathname} was not found`));
}

/** Writes the answer, or loses it on purpose, and starts what comes after it. */
function deliver(tasks: Tasks, response: ServerResponse, reply: Answer): void {
  const delivery: Delivery | undefined = reply.kind === 'json' ? reply.delivery : undefined;
  if (delivery === undefined) return write(response, reply);
  if (delivery.delayMs > 0) {
    // In life, too, a message is on its way while the answer is still under way.
    delivery.afterwards();
    tasks.start(
      async () => (delivery.drop ? void response.destroy() : write(response, reply)),
      delivery.delayMs,
    );
    return;
  }
  // `idle` must not resolve between the answer and what follows it.
  tasks.start(async () => {
    if (!response.closed) await new Promise((resolve) => response.once('close', resolve));
    delivery.afterwards();
  });
  if (delivery.drop) response.destroy();
  else write(response, reply);
}

/** Starts to listen on 127.0.0.1. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const server: Server = createServer((request, response) => {
    answer(parts, request)
      .then((reply) => deliver(parts.tasks, response, reply))
      .catch((error: unknown) => {
        parts.log?.(`error: ${error instanceof Error ? error.message : String(error)}`);
        if (!response.headersSent) write(response, json(500, { message: 'The double failed.' }));
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
