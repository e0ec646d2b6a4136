import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { playgroundConfig, type PlaygroundUser } from './config.js';

export type PlaygroundOptions = {
  /** Which Playground this is, for whoever reads an error. */
  name: string;
  /** The bot's endpoint, `http://127.0.0.1:…/api/messages`. */
  botUrl: string;
  /** 0 for any that is free. */
  port: number;
  user: PlaygroundUser;
  /** Where this Playground keeps its configuration and log; each one needs its own. */
  folder: string;
};

export type Playground = { url: string; close: () => Promise<void> };

/** Milliseconds until a Playground that does not answer counts as broken. */
const patience = 30_000;

/**
 * Starts Microsoft's Agents Playground as the Teams of one person. It opens no browser, sends no telemetry, listens
 * on 127.0.0.1 only and ends with this process.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const port = options.port === 0 ? await freePort() : options.port;
  await mkdir(options.folder, { recursive: true });
  const config = join(options.folder, '.m365agentsplayground.yml');
  await writeFile(config, playgroundConfig(options.user));
  const child = launch(options, port, config);
  const url = `http://127.0.0.1:${port}/`;
  try {
    await ready(child, url, port, options);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return { url, close: () => stop(child) };
}

function launch({ botUrl, folder }: PlaygroundOptions, port: number, config: string): ChildProcess {
  const cli = join(dirname(require.resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js');
  const flags = ['-e', botUrl, '-c', 'msteams', '--dt', 'true', '-p', String(port)];
  const connector = ['--service-url', `http://127.0.0.1:${port}/_connector`];
  return spawn(process.execPath, ['--import', preload, cli, 'start', ...flags, ...connector], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      HOME: folder,
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
    },
  });
}

const require = createRequire(import.meta.url);

/**
 * Runs in the Playground before its own code. By itself it listens on every network interface, and goes on when
 * whoever started it is gone: its standard input closes then.
 */
const preload = `data:text/javascript,${encodeURIComponent(`
import net from 'node:net';
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (port, ...rest) {
  const at = typeof port === 'object' && port !== null ? port : { port };
  return listen.call(this, { ...at, host: '127.0.0.1' }, ...rest.filter((one) => typeof one === 'function'));
};
process.stdin.on('end', () => process.exit(0)).resume();
`)}`;

/** It says which port it took (another one when ours is busy) before it has read its configuration. */
async function ready(
  child: ChildProcess,
  url: string,
  port: number,
  { name, folder }: PlaygroundOptions,
): Promise<void> {
  const state: { listening: number | null; gone: boolean } = { listening: null, gone: false };
  child.once('exit', () => (state.gone = true));
  child.once('error', () => (state.gone = true));
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    state.listening ??= Number(/Listening on (\d+)/.exec(text)?.[1] ?? 0) || null;
  });
  for (let waited = 0; waited < patience; waited += pause) {
    if (state.gone)
      throw new Error(`The Agents Playground of ${name} stopped: see playground.log in ${folder}.`);
    if (state.listening !== null && state.listening !== port)
      throw new Error(
        `Port ${port} for the Agents Playground of ${name} is taken: is another Playground or demo still running?`,
      );
    if (state.listening === port && (await answers(url))) return;
    await sleep(pause);
  }
  throw new Error(`The Agents Playground of ${name} does not answer: see playground.log in ${folder}.`);
}

const pause = 100;

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(forced);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
