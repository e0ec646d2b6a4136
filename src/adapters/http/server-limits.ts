import { createServer, type Server as HttpListener } from 'node:http';
import type { Server } from './restify.js';

export type { HttpListener };

/** Milliseconds, bytes and numbers that a client must stay within. */
export type ServerLimits = {
  /** Until the headers are in, and until the whole request is: who drips letters is cut off. */
  headersTimeout: number;
  requestTimeout: number;
  /** How often the two above are looked at. */
  checkEvery: number;
  /** A connection on which nothing moves, in either direction: who does not read his answer. */
  idleTimeout: number;
  /** Between two requests of one connection. */
  keepAliveTimeout: number;
  maxHeaderSize: number;
  maxConnections: number;
};

export const usualLimits: ServerLimits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  checkEvery: 2_000,
  idleTimeout: 30_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16 * 1024,
  maxConnections: 5_000,
};

/** restify makes its server without options: one with limits stands before it and hands its requests on. */
export function limitedServer(server: Server, limits: ServerLimits): HttpListener {
  const http = createServer(
    {
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      connectionsCheckingInterval: limits.checkEvery,
      keepAliveTimeout: limits.keepAliveTimeout,
      maxHeaderSize: limits.maxHeaderSize,
    },
    (request, response) => void server.server.emit('request', request, response),
  );
  http.maxConnections = limits.maxConnections;
  http.setTimeout(limits.idleTimeout);
  return http;
}
