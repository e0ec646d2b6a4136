import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Measured, UnderTest } from './server-under-test.js';

/** A server in a process of its own, which is killed and started again. */
export type Keeper = {
  killed: number;
  up: () => Promise<void>;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  /** What it takes now. */
  measure: () => Promise<Measured>;
};

const startsTried = 3;

/** A server that takes requests; null when it ended instead. */
async function started(told: UnderTest): Promise<ChildProcess | null> {
  const script = join(import.meta.dirname, 'server-under-test.ts');
  const child = fork(script, [JSON.stringify(told)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [ready] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  return ready === 'ready' ? child : null;
}

/** Keeps one server; nothing runs until `up`. */
export function keeper(told: UnderTest): Keeper {
  let child: ChildProcess | null = null;
  const keep: Keeper = {
    killed: 0,
    up: async () => {
      // A start may meet a connection that is just being closed and end: whatever keeps a server running starts it again.
      for (let tries = 0; child === null && tries < startsTried; tries += 1) child = await started(told);
      if (child === null) throw new Error('the server did not start');
    },
    kill: async () => {
      const dying = child;
      if (dying === null) return;
      child = null;
      dying.kill('SIGKILL');
      await once(dying, 'exit');
      keep.killed += 1;
    },
    stop: async () => {
      const stopping = child;
      child = null;
      if (stopping === null) return;
      stopping.kill('SIGTERM');
      await once(stopping, 'exit');
    },
    measure: async () => {
      if (child === null) throw new Error('the server is not up');
      child.send('measure');
      const [measured] = (await once(child, 'message')) as [Measured];
      return measured;
    },
  };
  return keep;
}

/** What stands before the instances: each connection goes to the next of them that takes it. */
export async function balancer(
  port: number,
  ports: readonly number[],
): Promise<{ close: () => Promise<void> }> {
  let turn = 0;
  const open = new Set<Socket>();
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
  };
  const pass = (client: Socket, tries: number): void => {
    const to = ports[(turn += 1) % ports.length];
    if (to === undefined || tries === 0) return void client.destroy();
    const server = connect({ port: to, host: '127.0.0.1' });
    let connected = false;
    server.on('connect', () => {
      connected = true;
      client.pipe(server).pipe(client);
    });
    server.on('close', () => (connected ? client.destroy() : pass(client, tries - 1)));
    keep(server);
  };
  const front = createServer((client) => {
    keep(client);
    pass(client, ports.length);
  });
  await new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve));
  return {
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}
