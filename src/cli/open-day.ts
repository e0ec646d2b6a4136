import { createMetrics } from '../adapters/http/health.js';
import { createLog } from '../adapters/system/pino-log.js';
import { systemClock } from '../adapters/system/system-clock.js';
import { openDay } from '../app/days.js';
import { createThreads } from '../app/threads.js';
import { localDate } from '../core/school/calendar.js';
import { TerugblikError } from '../core/errors.js';
import { projectRoot, wireApp } from '../wire.js';
import { databaseOf, schoolOf } from './school-store.js';

type Options = { student: string; date?: string; assignment?: number };

/** Opens a practice day in the store; the server that runs on it finds it due and sends it. */
export async function openDayFor(
  env: Readonly<Record<string, string | undefined>>,
  options: Options,
): Promise<string> {
  const [store, school] = [await databaseOf(env, systemClock), await schoolOf(env)];
  const date = options.date ?? localDate(school, systemClock.now());
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new TerugblikError('date_wrong', `${date} is no date like 2026-11-24`);
  const { deps } = await wireApp({
    root: projectRoot,
    store,
    school,
    clock: systemClock,
    log: createLog('warn'),
    metrics: createMetrics().metrics,
    channels: [],
    instance: 'cli',
  });
  // Nothing is sent from here: an empty budget leaves the message for the server's dispatcher.
  const waiting = { ...deps, budget: { waitFor: () => 1 } };
  const opened = await openDay(createThreads(waiting), {
    student: options.student,
    date,
    assignment: options.assignment ?? null,
  });
  await store.close();
  return `${options.student}, ${date}: ${opened.kind}${opened.kind === 'waits' ? ` (${opened.why})` : ''}`;
}
