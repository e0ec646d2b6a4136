import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FileAnswer =
  | { status: number; headers?: Record<string, string>; bytes?: Uint8Array }
  /** As many bytes as are taken, whatever its headers say. */
  | { endless: true; headers?: Record<string, string> }
  | 'say nothing'
  | 'hang up';

export type FileServer = {
  url: string;
  asked: { path: string; authorization: string | undefined; headers: IncomingHttpHeaders }[];
  /** What is answered, by path. */
  answers: Map<string, FileAnswer>;
  close: () => Promise<void>;
};

/** A host on 127.0.0.1 that gives files, or does not. */
export async function fileServer(): Promise<FileServer> {
  const asked: FileServer['asked'] = [];
  const answers: FileServer['answers'] = new Map();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, authorization: request.headers.authorization, headers: request.headers });
    const answer = answers.get(path) ?? { status: 404 };
    if (answer === 'say nothing') return;
    if (answer === 'hang up') return void request.socket.destroy();
    if ('endless' in answer) {
      response.writeHead(200, answer.headers);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(256 * 1024))) continue;
        response.once('drain', more);
      };
      return more();
    }
    response.writeHead(answer.status, answer.headers);
    response.end(answer.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
