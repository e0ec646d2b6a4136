import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { FaultKind } from './faults.js';
import type { PlayResult } from './play.js';
import type { Asked, Said, Told } from './player.js';

/** What a seed came to, and the most memory of its process in MiB. */
export type Played = PlayResult & Pick<Told, 'peak'>;

/** Which seeds are played, how, and in how many processes at once; one for each core when not said. */
export type Playing = Omit<Asked, 'seed'> & {
  seeds: readonly number[];
  jobs?: number;
  /** Told of each seed as it ends; `false`: no more are begun. */
  onResult: (result: Played) => boolean;
  /** Told of each week of a seed that is over. */
  onWeek?: () => void;
  /** Ends it at once: what is under way is lost. */
  signal?: AbortSignal;
};

export const cores = (): number => availableParallelism();

/** Processes that play seeds; one is started when all others are busy, and each plays many. */
export type Players = {
  /** Plays one seed; `onWeek` is told of each week that is over. @throws Error when its process ended, or what went wrong in it. */
  play: (asked: Asked, onWeek?: () => void) => Promise<Played>;
  /** Lets the processes that are idle end. */
  close: () => void;
  /** Ends all of them at once: what is under way is lost. */
  kill: () => void;
};

export function openPlayers(): Players {
  const all = new Set<ChildProcess>();
  const idle: ChildProcess[] = [];
  const start = (): ChildProcess => {
    const player = startPlayer();
    all.add(player);
    player.once('exit', () => all.delete(player));
    return player;
  };
  return {
    play: async (asked, onWeek) => {
      const player = idle.pop() ?? start();
      try {
        return await ask(player, asked, onWeek);
      } finally {
        if (player.connected) idle.push(player);
      }
    },
    close: () => {
      for (const player of idle.splice(0)) if (player.connected) player.disconnect();
    },
    kill: () => {
      for (const player of all) player.kill('SIGKILL');
    },
  };
}

/** Plays many seeds in processes side by side. What one seed comes to does not depend on which process plays it. */
export async function playSeeds({
  seeds,
  jobs,
  onResult,
  onWeek,
  signal,
  ...school
}: Playing): Promise<void> {
  const todo = [...seeds];
  const players = openPlayers();
  const worker = async (): Promise<void> => {
    for (let seed = todo.shift(); seed !== undefined; seed = todo.shift())
      if (!onResult(await players.play({ ...school, seed }, onWeek))) todo.length = 0;
  };
  signal?.addEventListener('abort', players.kill);
  try {
    await Promise.all(Array.from({ length: Math.min(jobs ?? cores(), seeds.length) }, worker));
  } catch (error) {
    players.kill();
    if (signal?.aborted !== true) throw error;
  } finally {
    signal?.removeEventListener('abort', players.kill);
    players.close();
  }
}

/** Megabytes for what lives shortly: a turn makes much that is gone at its end, and copying it costs a tenth of the time. */
const youngSpace = 64;

function startPlayer(): ChildProcess {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const file = fileURLToPath(new URL(`./player.${ending}`, import.meta.url));
  return fork(file, ['player'], { execArgv: [...process.execArgv, `--max-semi-space-size=${youngSpace}`] });
}

function ask(player: ChildProcess, asked: Asked, onWeek?: () => void): Promise<Played> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error(`the process that played seed ${asked.seed} ended`));
    const hear = (said: Said): void => {
      if ('week' in said) return onWeek?.();
      player.off('exit', ended).off('message', hear);
      if ('error' in said) reject(new Error(`seed ${asked.seed}: ${said.error}`));
      else resolve({ ...said, faults: new Map(said.faults as [FaultKind, number][]) });
    };
    player.once('exit', ended).on('message', hear);
    player.send(asked);
  });
}
