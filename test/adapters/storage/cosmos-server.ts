import {
  createServer,
  request as send,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createHttpServer, createHttpsServer } from '@vercel/cosmosdb-server';
import { containerDefinition } from '../../../src/adapters/storage/cosmos-container.js';

export type CosmosServer = {
  endpoint: string;
  /** What it was asked, in order: method and path. */
  asked: string[];
  /** Stops answering and lets go of every connection. */
  stop: () => Promise<void>;
};

/** Starts the server that speaks Cosmos DB in this process, on a free port. */
export const startCosmosServer = (): Promise<CosmosServer> => listen(createHttpServer({ keepAlive: true }));

/** A Cosmos DB whose answers can get lost on the way: what was asked is done all the same. */
export async function startLossyCosmosServer(): Promise<
  CosmosServer & { loseNext: (count?: number) => void }
> {
  const inner = await startCosmosServer();
  const { port } = new URL(inner.endpoint);
  let toLose = 0;
  const front = await listen(
    createServer((request, response) => {
      const { method, url, headers } = request;
      const isItem = url?.includes('/docs') ?? false;
      const lose = isItem && method !== 'GET' && toLose > 0;
      if (lose) toLose -= 1;
      const passed = send({ port, host: '127.0.0.1', method, path: url, headers }, (answer) => {
        if (lose) answer.resume().on('end', () => response.destroy());
        else answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers));
      });
      passed.on('error', () => response.destroy());
      request.pipe(passed);
    }),
  );
  return {
    ...front,
    loseNext: (count = 1) => void (toLose = count),
    stop: async () => {
      await front.stop();
      await inner.stop();
    },
  };
}

/** The same over TLS, with a certificate of its own: only there a token may be used. */
export async function startSecureCosmosServer(): Promise<CosmosServer & { authorisations: string[] }> {
  const authorisations: string[] = [];
  const server = createHttpsServer({ keepAlive: true });
  server.on('request', ({ headers }: IncomingMessage) => authorisations.push(headers.authorization ?? ''));
  const listening = await listen(server);
  return { ...listening, endpoint: listening.endpoint.replace('http:', 'https:'), authorisations };
}

export type Answer = { status: number; headers?: Record<string, string>; body?: string };

/** Starts one that has a container, and gives the answers that it is told to every request about an item. */
export function startScriptedServer(answers: () => Answer | 'silence'): Promise<CosmosServer> {
  const send = (response: ServerResponse, { status, headers = {}, body }: Answer): void => {
    response.writeHead(status, headers).end(body ?? JSON.stringify({ message: `scripted ${status}` }));
  };
  const definition = JSON.stringify(containerDefinition('items'));
  const isAboutItem = (request: IncomingMessage): boolean => request.url?.includes('/docs') ?? false;
  return listen(
    createServer((request, response) => {
      request.resume();
      const answer = isAboutItem(request) ? answers() : { status: 200, body: definition };
      if (answer !== 'silence') send(response, answer);
    }),
  );
}

/** One region of a made-up account: it has a container, and answers about items as it is told. */
export type Region = CosmosServer & {
  /** What differs in what it says of the account. */
  account: object;
  /** The account's other regions, where they can be read. */
  others: Region[];
  /** Which region is written in. */
  writes: Region | null;
  /** What it answers to a request about an item. */
  answer: () => Answer;
  /** Of each request about an item: its method, the session it was made in, and when it came. */
  requests: { method: string; session: string | null; at: number }[];
};

/** Starts a region on a free port; it is the one that is written in. */
export async function startRegion(name: string): Promise<Region> {
  const definition = JSON.stringify(containerDefinition('items'));
  const place = (one: Region): object => ({
    name: placeNames.get(one),
    databaseAccountEndpoint: `${one.endpoint}/`,
  });
  const accountOf = (): object => ({
    id: 'made-up',
    readableLocations: [region, ...region.others].map(place),
    writableLocations: [place(region.writes ?? region)],
    ...region.account,
  });
  const server = await listen(
    createServer((request, response) => {
      request.resume();
      const { url = '', method = '' } = request;
      const session = request.headers['x-ms-session-token'];
      if (url.includes('/docs'))
        region.requests.push({ method, session: session?.toString() ?? null, at: performance.now() });
      const body = url === '/' ? JSON.stringify(accountOf()) : definition;
      const answer: Answer = url.includes('/docs') ? region.answer() : { status: 200, body };
      const words = answer.body ?? JSON.stringify({ message: `scripted ${answer.status}` });
      response.writeHead(answer.status, answer.headers ?? {}).end(words);
    }),
  );
  const region: Region = {
    ...server,
    ...{ account: {}, others: [], writes: null, requests: [] },
    answer: () => ({ status: 404 }),
  };
  placeNames.set(region, name);
  return region;
}

const placeNames = new WeakMap<Region, string>();

async function listen(server: Server | SecureServer): Promise<CosmosServer> {
  const asked: string[] = [];
  server.on('request', ({ method, url }: IncomingMessage) => asked.push(`${method} ${url}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
