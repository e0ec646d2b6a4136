import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Asked = { method: string; path: string; headers: IncomingMessage['headers']; body: unknown };

/** What the double does with a request: an answer, or breaking the line, or never answering. */
export type Answer =
  { status: number; body?: unknown; headers?: Record<string, string> } | 'hang up' | 'say nothing';

export type Double = {
  url: string;
  asked: Asked[];
  /** What is answered next, in order; after those, `usual`. */
  next: (...answers: Answer[]) => void;
  close: () => Promise<void>;
};

/** An HTTP server on 127.0.0.1 that keeps what it was asked. */
export async function serveDouble(usual: (asked: Asked) => Answer): Promise<Double> {
  const asked: Asked[] = [];
  const planned: Answer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      const one: Asked = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text,
      };
      asked.push(one);
      give(response, request, planned.shift() ?? usual(one));
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    next: (...answers) => planned.push(...answers),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function give(response: ServerResponse, request: IncomingMessage, answer: Answer): void {
  if (answer === 'say nothing') return;
  if (answer === 'hang up') {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
  response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
}

/** Teams' connector: takes activities and gives them ids. */
export const connectorDouble = (): Promise<Double> => {
  let sent = 0;
  return serveDouble(({ method, path }) => {
    sent += 1;
    if (method === 'PUT')
      return { status: 200, body: { id: decodeURIComponent(path.split('/').at(-1) ?? '') } };
    if (path === '/v3/conversations') return { status: 201, body: { id: 'chat-made' } };
    return { status: 201, body: { id: `sent-${sent}` } };
  });
};
