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
import { clientAddress } from './client-address.js';
import { limitedServer, usualLimits, type HttpListener, type ServerLimits } from './server-limits.js';
import { withinShare, type Strangers } from './strangers.js';

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
  /** What a slow or greedy client gets; the usual where absent. */
  limits?: Partial<ServerLimits>;
  /** Our own proxies in front, which write X-Forwarded-For; absent: nobody is believed about it. */
  proxies?: number;
  /** What an address may ask that did not show who it is; absent: as much as it likes. */
  strangers?: Strangers;
};

/** Bytes of a body; both platforms stay far below it. */
const usualBody = 256 * 1024;

/** Codes after which the channel should send the same again. */
const passing = new Set(['store_unavailable', 'conflict', 'thread_newer']);

/** Starts the server. JSON and urlencoded bodies only, within a size limit; headers and requests have time limits. */
export async function startHttpServer(options: HttpOptions): Promise<HttpServer> {
  const server = restify.createServer({
    name: 'terugblik',
    ignoreTrailingSlash: true,
    handleUncaughtExceptions: false,
  });
  const http = limitedServer(server, { ...usualLimits, ...options.limits });
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
  for (const route of options.routes) mount(server, route, options);
  await new Promise<void>((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE' || cause.code === 'EACCES';
      const message = `port ${options.port} cannot be used (${cause.code ?? 'unknown'}): is another one still running?`;
      reject(taken ? new TerugblikError('port_taken', message, { cause }) : cause);
    });
    http.listen(options.port, options.host, () => resolve());
  });
  const address = http.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () => close(http),
  };
}

type RestifyError = Error & { body?: { code?: string }; toJSON?: () => unknown };

function mount(server: Server, route: HttpRoute, options: HttpOptions): void {
  const run = (request: Request, response: Response, next: Next): void => {
    const { remoteAddress } = request.socket;
    const forwarded = request.headers['x-forwarded-for'];
    const address = clientAddress(remoteAddress, forwarded, options.proxies ?? 0);
    const asked = (): Promise<HttpReply> => answer(route, request, options.log, address);
    void withinShare(options.strangers, route, address, asked).then((reply) => {
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
  const maxBodySize = route.bodyLimit ?? usualBody;
  server.post(route.path, contentType(route.accepts, maxBodySize), bodyReader({ maxBodySize }), parsers, run);
}

type Handlers = RequestHandlerType;
type BodyPlugins = {
  bodyReader: (options: { maxBodySize: number }) => Handlers;
  jsonBodyParser: (options: { mapParams: boolean }) => Handlers;
  urlEncodedBodyParser: (options: { mapParams: boolean }) => Handlers;
};

const types = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

/** Refused before the body is read: another type, a compressed body (it hides its size), or one that says it is too large. */
function contentType(accepts: HttpRoute['accepts'], bodyLimit: number) {
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

async function answer(route: HttpRoute, request: Request, log: Log, address: string): Promise<HttpReply> {
  try {
    return await route.handle({
      method: request.method ?? route.method,
      url: request.url ?? route.path,
      headers: request.headers as Record<string, string | undefined>,
      body: request.body as unknown,
      address,
    });
  } catch (error) {
    const code = error instanceof TerugblikError ? error.code : 'internal';
    log.error('http.failed', error, { route: route.path, code });
    if (passing.has(code)) return refusal(503, code, 'Try again in a moment.');
    return refusal(500, 'internal', 'Something went wrong on our side.');
  }
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

async function close(http: HttpListener): Promise<void> {
  await new Promise<void>((resolve) => {
    http.close(() => resolve());
    http.closeIdleConnections();
  });
}
