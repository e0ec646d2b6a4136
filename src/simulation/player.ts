import { stopCoverage } from 'node:v8';
import { play, type PlayResult, type SimOptions } from './play.js';

/** What a player is asked: one seed. Sabotage and another store do not cross processes. */
export type Asked = Pick<SimOptions, 'seed' | 'students' | 'weeks'>;

/** What it answers in the end: maps do not cross either. */
export type Told = Omit<PlayResult, 'faults'> & {
  faults: [string, number][];
  /** The most memory that the process had until now, in MiB. */
  peak: number;
};

/** What a player says: that a week is over, what came of its seed, or why nothing did. */
export type Said = { week: 'over' } | Told | { error: string };

/**
 * Plays the seeds that the process which forked this one asks for, one after the other. The entry of a process of its
 * own: imported anywhere else it does nothing.
 */
function answer(say: (said: Said) => void): void {
  // Counting what is covered takes a third of the time, and the tests of each part say it better.
  stopCoverage();
  // Whoever presses Ctrl+C speaks to the whole group; the parent says when it is over.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(0));
  process.on('message', (asked: Asked) => {
    play({ ...asked, onWeek: () => say({ week: 'over' }) }).then(
      (result) =>
        say({
          ...result,
          faults: [...result.faults],
          peak: Math.round(process.resourceUsage().maxRSS / 1024),
        }),
      (error: unknown) => say({ error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' }),
    );
  });
}

// Whoever asked may be gone meanwhile: then nobody wants to know.
if (process.send !== undefined && process.argv[2] === 'player')
  answer((said) => void process.send?.(said, undefined, undefined, () => undefined));
