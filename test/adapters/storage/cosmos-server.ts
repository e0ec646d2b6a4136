import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '@vercel/cosmosdb-server';
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

async function listen(server: Server): Promise<CosmosServer> {
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
