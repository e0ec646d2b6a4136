import { fork, type ChildProcess } from 'node:child_process';

/** A process of its own that answers what it is asked. */
export type Child = {
  /** What it said when it was ready. */
  ready: unknown;
  ask: <Answer>(question: unknown) => Promise<Answer>;
  stop: () => Promise<void>;
};

export type ChildOptions = {
  /** Given as the first argument, as JSON. */
  told?: unknown;
  /** Flags of Node itself, beside the loader. */
  flags?: readonly string[];
  env?: Readonly<Record<string, string>>;
};

type Said = { ready?: unknown; answer?: unknown };

const running = new Set<ChildProcess>();

/** Ends whatever still runs: on Ctrl+C nothing may stay behind. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Megabytes for what lives shortly, as docs/operations.md starts the server; the peers have it too. */
const youngSpace = '--max-semi-space-size=64';

/** Starts a file of the bench as our server is started, by tsx and with the settings of production. */
export async function startChild(file: string, options: ChildOptions = {}): Promise<Child> {
  const child = fork(file, [JSON.stringify(options.told ?? null)], {
    execArgv: [youngSpace, ...(options.flags ?? []), '--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'fatal', ...options.env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('exit', (code) => {
      running.delete(child);
      reject(new Error(`${file} ended with ${code ?? 'a signal'}`));
    });
  });
  ended.catch(() => undefined);
  const next = (): Promise<Said> =>
    Promise.race([
      ended,
      new Promise<Said>((resolve) => child.once('message', (said: Said) => resolve(said))),
    ]);
  const { ready } = await next();
  return {
    ready,
    ask: async <Answer>(question: unknown) => {
      const answered = next();
      child.send(question as object);
      return (await answered).answer as Answer;
    },
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended.catch(() => undefined);
      clearTimeout(timer);
    },
  };
}
