import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from '../errors.js';
import { refusalBody } from '../errors.js';

/** A request, read whole. `params` are the parts of the path that the route names, in order. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly params: readonly string[];
  readonly contentType: string;
  readonly body: string;
  /** The same as it came. */
  readonly bytes: Buffer;
  readonly request: IncomingMessage;
}

/** What a route answers. */
export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: object; readonly delivery?: Delivery }
  | { readonly kind: 'empty'; readonly status: number }
  | { readonly kind: 'bytes'; readonly contentType: string; readonly data: Buffer }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'stream'; readonly open: (response: ServerResponse) => void };

/** How an answer travels, when something goes wrong on purpose, and what starts once it has left. */
export interface Delivery {
  readonly drop: boolean;
  readonly delayMs: number;
  readonly afterwards: () => void;
}

export type Handler = (exchange: Exchange) => Answer | Promise<Answer>;

/** One address of the server. `area` decides on authentication and on what is recorded. */
export interface Route {
  readonly area: 'api' | 'page';
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: RegExp;
  readonly handle: Handler;
}

export function json(status: number, body: object): Answer {
  return { kind: 'json', status, body };
}

/** A refusal of the API as an answer. */
export function refusalAnswer(refusal: Refusal): Answer {
  return json(refusal.http, refusalBody(refusal));
}

/** Larger than anything that Twilio would take. */
const usualLimit = 256 * 1024;

/** Reads the body, or gives null when it is larger than the limit. */
export async function readBody(request: IncomingMessage, limit = usualLimit): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? null : Buffer.concat(chunks);
}

const safety = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** Nothing from elsewhere, nothing inline: a message is text whatever stands in it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Writes an answer. Streams stay open; everything else ends here. */
export function write(response: ServerResponse, answer: Answer): void {
  const headers = { ...safety, 'Content-Security-Policy': contentSecurityPolicy };
  switch (answer.kind) {
    case 'json': {
      const data = Buffer.from(JSON.stringify(answer.body));
      response.writeHead(answer.status, {
        ...headers,
        'Content-Type': 'application/json;charset=utf-8',
        'Content-Length': data.length,
        ...(answer.status === 401 ? { 'WWW-Authenticate': 'Basic realm="Twilio API"' } : {}),
      });
      response.end(data);
      return;
    }
    case 'empty':
      // Not chained: restify, in the same process, makes every writeHead return nothing.
      response.writeHead(answer.status, headers);
      response.end();
      return;
    case 'bytes':
      response.writeHead(200, {
        ...headers,
        'Content-Type': answer.contentType,
        'Content-Length': answer.data.length,
      });
      response.end(answer.data);
      return;
    case 'redirect':
      response.writeHead(307, { ...headers, Location: answer.location });
      response.end();
      return;
    case 'stream':
      response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' });
      answer.open(response);
      return;
  }
}
