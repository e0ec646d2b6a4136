import restify, {
  type Next,
  type Request,
  type RequestHandlerType,
  type Response,
  type Server,
} from './restify.js';
import { TerugblikError } from '../../core/errors.js';
import { refusal, type HttpReply, type HttpRoute } from '../../ports/http.js';
import type { Log } from '../../ports/log.js';

export type HttpServer = {
  /** The port it listens on. */
  port: number;
  /** Takes no new requests and resolves when the ones in hand were answered. */
  close: () => Promise<void>;
};

export type HttpOptions = {
  port: number;
  host: string;
  log: Log;
  routes: readonly HttpRoute[];
};

/** Bytes of a body; both platforms stay far below it. */
const bodyLimit = 256 * 1024;

/** Codes after which the channel should send the same again. */
const passing = new Set(['store_unavailable', 'conflict', 'thread_newer']);

/** Starts the server. JSON and urlencoded bodies only, within a size limit; headers and requests have time limits. */
export async function startHttpServer(options: HttpOptions): Promise<HttpServer> {
  const server = restify.createServer({
    name: 'terugblik',
    ignoreTrailingSlash: true,
    handleUncaughtExceptions: false,
  });
  const http = server.server;
  http.requestTimeout = 20_000;
  http.headersTimeout = 10_000;
  server.pre((_request: Request, response: Response, next: Next) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-store');
    return next();
  });
  server.on('restifyError', (_request, _response, error: RestifyError, done: () => void) => {
    // restify's own messages may repeat the body: only a code goes out.
    const body = { error: { code: error.body?.code ?? 'refused', message: 'The request was refused.' } };
    error.toJSON = () => body;
    error.toString = () => JSON.stringify(body);
    return done();
  });
  for (const route of options.routes) mount(server, route, options.log);
  await new Promise<void>((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE' || cause.code === 'EACCES';
      const message = `port ${options.port} cannot be used (${cause.code ?? 'unknown'}): is another one still running?`;
      reject(taken ? new TerugblikError('port_taken', message, { cause }) : cause);
    });
    server.listen(options.port, options.host, () => resolve());
  });
  const address = http.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () => close(server),
  };
}

type RestifyError = Error & { body?: { code?: string }; toJSON?: () => unknown };

function mount(server: Server, route: HttpRoute, log: Log): void {
  const run = (request: Request, response: Response, next: Next): void => {
    void answer(route, request, log).then((reply) => {
      write(response, reply);
      next(false);
    });
  };
  if (route.method === 'GET') {
    server.get(route.path, run);
    return;
  }
  const { bodyReader, jsonBodyParser, urlEncodedBodyParser } = restify.plugins as unknown as BodyPlugins;
  const parsers =
    route.accepts === 'json'
      ? jsonBodyParser({ mapParams: false })
      : urlEncodedBodyParser({ mapParams: false });
  server.post(route.path, contentType(route.accepts), bodyReader({ maxBodySize: bodyLimit }), parsers, run);
}

type Handlers = RequestHandlerType;
type BodyPlugins = {
  bodyReader: (options: { maxBodySize: number }) => Handlers;
  jsonBodyParser: (options: { mapParams: boolean }) => Handlers;
  urlEncodedBodyParser: (options: { mapParams: boolean }) => Handlers;
};

const types = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

/** Refused before the body is read: another type, a compressed body (it hides its size), or one that says it is too large. */
function contentType(accepts: HttpRoute['accepts']) {
  return (request: Request, response: Response, next: Next): void => {
    const given = request.contentType().toLowerCase();
    if (accepts !== null && given !== types[accepts]) {
      write(response, refusal(415, 'content_type', `This route takes ${types[accepts]}.`));
      return next(false);
    }
    if (request.headers['content-encoding'] !== undefined) {
      write(response, refusal(415, 'content_encoding', 'Compressed bodies are not taken.'));
      return next(false);
    }
    if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
      write(response, refusal(413, 'too_large', `A body has at most ${bodyLimit} bytes.`));
      return next(false);
    }
    return next();
  };
}

async function answer(route: HttpRoute, request: Request, log: Log): Promise<HttpReply> {
  try {
    return await route.handle({
      method: request.method ?? route.method,
      url: request.url ?? route.path,
      headers: request.headers as Record<string, string | undefined>,
      body: request.body as unknown,
      address: lastHop(request),
    });
  } catch (error) {
    const code = error instanceof TerugblikError ? error.code : 'internal';
    log.error('http.failed', error, { route: route.path, code });
    if (passing.has(code)) return refusal(503, code, 'Try again in a moment.');
    return refusal(500, 'internal', 'Something went wrong on our side.');
  }
}

/** Behind a proxy the connection is the proxy's: what it put last into the list is whom it saw. */
function lastHop(request: Request): string {
  const forwarded = request.headers['x-forwarded-for'];
  const list = typeof forwarded === 'string' ? forwarded.split(',') : [];
  return `${request.socket.remoteAddress ?? ''} ${list.at(-1)?.trim() ?? ''}`.trim();
}

function write(response: Response, reply: HttpReply): void {
  if (response.headersSent) return;
  response.statusCode = reply.status;
  if (reply.type !== undefined)
    response.setHeader(
      'Content-Type',
      reply.bytes === undefined ? `${reply.type}; charset=utf-8` : reply.type,
    );
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.end(reply.bytes ?? reply.body ?? '');
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.server.closeIdleConnections();
  });
}
