import { createServer, request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { queryUnits, readUnits, writeUnits } from './model.js';

/** One request of the real client about items. */
export type Recorded = {
  act: 'read' | 'write' | 'query' | 'plan';
  /** Of the item, or of what a query looks for; `due` for the dispatcher's. */
  kind: string;
  /** Of the item, or of all that a query gave. */
  bytes: number;
  items: number;
  /** By the model. */
  units: number;
  /** As the account charged; 0 where it is no account. */
  charged: number;
};

export type Recorder = { endpoint: string; recorded: Recorded[]; close: () => Promise<void> };

/** Stands between the client and a Cosmos DB, and writes down what is asked and how large it is. */
export async function startRecorder(upstream: string): Promise<Recorder> {
  const recorded: Recorded[] = [];
  const target = new URL(upstream);
  const send = target.protocol === 'https:' ? secure : plain;
  const server = createServer((request, response) => {
    void read(request).then((asked) => {
      const { method = 'GET', url = '/', headers } = request;
      const to = { hostname: target.hostname, port: target.port, method, path: url };
      const passed = send({ ...to, headers: { ...headers, host: target.host } }, (answer) => {
        void read(answer).then((given) => {
          const charged = Number(answer.headers['x-ms-request-charge'] ?? 0);
          if (url.includes('/docs'))
            recorded.push(described({ method, url, headers, asked, given, charged }));
          response.writeHead(answer.statusCode ?? 500, answer.headers).end(given);
        });
      });
      passed.on('error', () => response.destroy());
      passed.end(asked);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    recorded,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Exchange = {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  asked: Buffer;
  given: Buffer;
  charged: number;
};

function described({ method, url, headers, asked, given, charged }: Exchange): Recorded {
  const isQuery = headers['x-ms-documentdb-isquery'] !== undefined;
  if (headers['x-ms-cosmos-is-query-plan-request'] !== undefined)
    return { act: 'plan', kind: '', bytes: 0, items: 0, units: 0, charged };
  if (!isQuery) {
    const write = method !== 'GET';
    const kind = write && method !== 'DELETE' ? kindIn(asked) : kindOf(url);
    const bytes = write ? asked.length : given.length;
    const units = write ? writeUnits(bytes) : readUnits(bytes);
    return { act: write ? 'write' : 'read', kind, bytes, items: 1, units, charged };
  }
  const { parameters = [] } = JSON.parse(asked.toString() || '{}') as { parameters?: Parameter[] };
  const found = (JSON.parse(given.toString() || '{}') as { Documents?: unknown[] }).Documents ?? [];
  const sizes = found.map((one) => Buffer.byteLength(JSON.stringify(one)));
  return {
    ...{ act: 'query', kind: String(parameters.find(({ name }) => name === '@kind')?.value ?? 'due') },
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    ...{ items: found.length, units: queryUnits(sizes), charged },
  };
}

type Parameter = { name: string; value: string | number };

const kindIn = (body: Buffer): string => String((JSON.parse(body.toString()) as { kind?: unknown }).kind);

const kindOf = (url: string): string => decodeURIComponent(url.split('/docs/')[1] ?? '').split('.')[0] ?? '';

async function read(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
