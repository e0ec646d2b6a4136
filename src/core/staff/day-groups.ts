import { standingDays, type ReachCode, type Standing, type StandingDay } from '../school/standing.js';
import type { PlannedAssignment } from '../school/day-record.js';
import type { Instant } from '../time.js';

/** What a practice day of one student is to the begeleider who looks at it. */
export type DayState =
  /** Nothing can reach him, or did. */
  | { kind: 'not_reached'; why: ReachCode }
  /** Opened, or about to: there is no end yet. */
  | { kind: 'open' }
  | { kind: 'no_answer' }
  /** He began, and did not finish. */
  | { kind: 'partly' }
  /** The day is today and its talk opens later; null: by hand. */
  | { kind: 'to_come'; opensAt: Instant | null }
  /** There was no practice day after all; `to` is the date that it was moved to. */
  | { kind: 'off'; why: 'ill' | 'absent' | 'moved' | 'free'; to: string | null }
  | { kind: 'done' };

/** One student on one date. */
export type StudentOfDay = {
  standing: Standing;
  state: DayState;
  assignment: PlannedAssignment;
  /** Answers that stayed short; 0 where that is not for the reader. */
  short: number;
  /** Something about this day did not arrive, though the day itself was reached. */
  undelivered: ReachCode | null;
};

/** The students who have, or had, a practice day on a date, by name. Those without one are left out. */
export function studentsOn(standings: readonly Standing[], date: string): StudentOfDay[] {
  return standings
    .flatMap((standing) => studentOn(standing, date) ?? [])
    .sort((a, b) => a.standing.name.localeCompare(b.standing.name));
}

/** Whether a date is so far back that a standing may have forgotten it. */
export const isForgotten = ({ days }: Standing, date: string): boolean =>
  days.length === standingDays && date < (days[0]?.date ?? '');

function studentOn(standing: Standing, date: string): StudentOfDay | null {
  const day = standing.days.find((one) => one.date === date);
  if (day === undefined) {
    const { next } = standing;
    if (next?.date !== date) return null;
    const state: DayState =
      standing.unreachable === null
        ? { kind: 'to_come', opensAt: next.opensAt }
        : { kind: 'not_reached', why: standing.unreachable };
    return { standing, state, assignment: next.assignment, short: 0, undelivered: null };
  }
  const state = stateOf(day, standing);
  const undelivered = state.kind === 'not_reached' ? null : day.undelivered;
  return { standing, state, assignment: day.assignment, short: day.short ?? 0, undelivered };
}

function stateOf(day: StandingDay, { unreachable }: Standing): DayState {
  const { status, reason } = day;
  switch (status) {
    case 'completed':
      return { kind: 'done' };
    case 'partial':
      return { kind: 'partly' };
    case 'no_answer':
      return { kind: 'no_answer' };
    case 'undeliverable':
      return { kind: 'not_reached', why: day.undelivered ?? 'failed' };
    case 'not_started':
      return { kind: 'not_reached', why: reason === 'not_introduced' ? 'not_introduced' : 'not_joined' };
    case 'withdrawn':
      return { kind: 'not_reached', why: 'stopped' };
    case 'moved':
      return { kind: 'off', why: 'moved', to: reason };
    case 'skipped':
    case 'cancelled':
      return { kind: 'off', why: reason === 'ill' || reason === 'absent' ? reason : 'free', to: null };
    case 'planned':
    case 'open':
      // The way to him closed after the day was opened.
      return unreachable === null || unreachable === 'stopped'
        ? { kind: 'open' }
        : { kind: 'not_reached', why: unreachable };
  }
}
