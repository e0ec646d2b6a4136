import { z } from 'zod';
import { TerugblikError } from '../core/errors.js';
import type { DayStatus } from '../core/outbox/job.js';
import { openWaiting } from '../core/thread/talk.js';
import type { Committed, Threads } from './threads.js';
import type { Deps } from './deps.js';
import { dateOfDay, dayId, refs } from './refs.js';

const dayRecord = z.object({
  v: z.literal(1),
  student: z.string(),
  date: z.string(),
  status: z.string(),
  history: z.array(z.object({ status: z.string(), at: z.number() })),
});

/** A record of the ledger: one student, one practice day. */
export type DayRecord = z.infer<typeof dayRecord>;

export type OpenDay = { student: string; date: string; assignment: number | null };

export type OpenedDay =
  /** The talk is open and its first message on its way. */
  | { kind: 'opened'; committed: Committed }
  /** It opens when the explanation was read, or when the talk in hand is over. */
  | { kind: 'waits'; why: 'not_introduced' | 'busy' | 'stopped' }
  | { kind: 'already' }
  /** Nothing goes out to anybody who has not joined. */
  | { kind: 'not_joined' };

/** Opens the reflection on a practice day. Doing it twice is doing it once. */
export async function openDay(deps: Deps, threads: Threads, day: OpenDay): Promise<OpenedDay> {
  const id = dayId(deps.school.id, day.student, day.date);
  const known = await deps.store.get(refs.day(deps.school.id, id, day.date));
  if (known !== null) return { kind: 'already' };
  let result: Exclude<OpenedDay['kind'], 'opened'> | 'opened' = 'opened';
  let why: 'not_introduced' | 'busy' | 'stopped' = 'busy';
  const committed = await threads.change(day.student, (thread, env) => {
    result = 'opened';
    if (thread.talk?.day?.id === id || thread.waitingDay?.id === id) {
      result = 'already';
      return null;
    }
    if (thread.addresses.every((one) => one.blocked !== null)) {
      result = 'not_joined';
      return null;
    }
    const script = day.assignment === null ? 'kort' : 'reflectie';
    const waiting = { ...thread, waitingDay: { id, date: day.date, script, assignment: day.assignment } };
    const opened = openWaiting(waiting, env);
    if (opened.waitingDay !== null) {
      result = 'waits';
      why = waitsFor(opened.settings.introducedAt, opened.settings.stoppedAt);
    }
    return opened;
  });
  return outcome(result, why, committed);
}

export type DayChange = { id: string; student: string; status: DayStatus; at: number };

/** Writes what became of a practice day. Final statuses are corrected by later ones, and all are kept. */
export async function recordDay(deps: Deps, change: DayChange): Promise<void> {
  const { id, student, status, at } = change;
  const ref = refs.day(deps.school.id, id, dateOfDay(id));
  for (let round = 0; round < 8; round += 1) {
    const stored = await deps.store.get(ref);
    const before = stored === null ? null : dayRecord.parse(stored.body);
    const last = before?.history.at(-1);
    // A job that was held up, or runs twice, never undoes what happened after it.
    if (before?.status === status || (last !== undefined && last.at > at)) return;
    const history = [...(before?.history ?? []), { status, at }];
    const body: DayRecord = { v: 1, student, date: dateOfDay(id), status, history };
    const put = await deps.store.put(
      { ...ref, body, sort: id },
      stored === null ? { absent: true } : { etag: stored.etag },
    );
    if (put.ok) return;
  }
  throw new TerugblikError('conflict', `the record of ${id} was written again and again meanwhile`);
}

function outcome(
  kind: OpenedDay['kind'],
  why: 'not_introduced' | 'busy' | 'stopped',
  committed: Committed | null,
): OpenedDay {
  if (kind === 'waits') return { kind, why };
  if (kind === 'opened') return committed === null ? { kind: 'already' } : { kind, committed };
  return { kind };
}

function waitsFor(introduced: number | null, stopped: number | null): 'not_introduced' | 'busy' | 'stopped' {
  if (stopped !== null) return 'stopped';
  return introduced === null ? 'not_introduced' : 'busy';
}
