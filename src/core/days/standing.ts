import { isFinalStatus, type DayStatus } from '../school/day-record.js';
import {
  standingDays,
  type ReachCode,
  type ReaderRelation,
  type Standing,
  type StandingDay,
  type StandingNote,
} from '../school/standing.js';
import { readState } from '../script/state.js';
import { addJob } from '../thread/job.js';
import type { StudentDay } from '../thread/student-day.js';
import type { Talk, Thread } from '../thread/thread.js';
import { wayTo } from '../thread/delivery/ways.js';
import { nextDay } from './change.js';
import { standsAsBefore } from './stands-as-before.js';

const nothingNoted: StandingNote = { days: [], lastFinished: null, under: [], former: [] };

/** Former staff that are remembered: more than anybody has in two years. */
const formerLimit = 20;

/** How a student stands, without who reads it; null for staff and for somebody who left. */
export type StandingOf = Omit<Standing, 'relations' | 'revision'>;

/** What is to be said of a student to his begeleider and mentor. No word of his is in it. */
export function standingOf(thread: Thread): StandingOf | null {
  const { profile, settings, addresses, leftAt } = thread;
  if (!profile.roles.includes('student') || leftAt !== null) return null;
  const { name, begeleider, mentor, backups, sector, company, weekday } = profile;
  const { days, lastFinished } = noted(thread);
  const next = nextDay(thread);
  return {
    v: 1,
    student: thread.person,
    ...{ name, begeleider, mentor, backups, sector, company, weekday, days },
    next: next === undefined ? null : { date: next.date, assignment: next.assignment, opensAt: next.opensAt },
    joined: addresses.length > 0,
    stopped: settings.stoppedAt !== null,
    unreachable: unreachable(thread),
    lastFinished,
    missed: missedRunning(days),
  };
}

/** The staff under whom a student's standing lies, with what each is to him; nobody once he left. */
export function readersOf(thread: Thread): Map<string, ReaderRelation[]> {
  const readers = new Map<string, ReaderRelation[]>();
  if (thread.leftAt !== null || !thread.profile.roles.includes('student')) return readers;
  for (const relation of ['begeleider', 'mentor'] as const) {
    const person = thread.profile[relation];
    if (person !== null) readers.set(person, [...(readers.get(person) ?? []), relation]);
  }
  return readers;
}

/**
 * Notes what a change made of a student's standing, and puts down the job that tells it when it says something else
 * now. Part of every commit of a thread; `before` is null for a thread that is new.
 */
export function noteStanding(before: Thread | null, after: Thread, now: number): Thread {
  if (!after.profile.roles.includes('student') || standsAsBefore(before, after)) return after;
  const note = noted(after);
  const kept = same(note, after.standing) ? after : { ...after, standing: note };
  const told = before?.standing === undefined ? undefined : standingOf(before);
  const gone = (before?.standing?.under ?? []).filter((one) => !note.under.includes(one));
  if (gone.length === 0 && told !== undefined && same(told, standingOf(kept))) return kept;
  return toldAnew(kept, gone, note.under, now);
}

/** One job at a time: a later one tells what stands then, and where a standing is to go. */
function toldAnew(thread: Thread, gone: readonly string[], under: readonly string[], now: number): Thread {
  const waiting = thread.jobs.flatMap(({ task }) => (task.type === 'tell_standing' ? task.gone : []));
  const leaves = [...new Set([...waiting, ...gone])].filter((one) => !under.includes(one));
  const jobs = thread.jobs.filter(({ task }) => task.type !== 'tell_standing');
  return addJob({ ...thread, jobs }, { type: 'tell_standing', gone: leaves }, { now });
}

function noted(thread: Thread): StandingNote {
  const { standing = nothingNoted } = thread;
  const known = new Set(thread.days.map((day) => day.date));
  const here = thread.days.filter((day) => day.phase !== 'planned' && day.status !== 'cancelled');
  const days = [
    ...standing.days.filter((day) => !known.has(day.date)),
    ...here.map((day) =>
      dayNoted(
        thread,
        day,
        standing.days.find(({ date }) => date === day.date),
      ),
    ),
  ].sort((a, b) => a.date.localeCompare(b.date));
  const finished = days.filter((day) => day.status === 'completed').at(-1)?.date ?? '';
  const last = standing.lastFinished ?? '';
  const under = [...readersOf(thread).keys()];
  const former = [...standing.former, ...standing.under].filter((one) => !under.includes(one));
  return {
    days: days.slice(-standingDays),
    lastFinished: (finished > last ? finished : last) || null,
    under,
    former: [...new Set(former)].slice(-formerLimit),
  };
}

function dayNoted(thread: Thread, day: StudentDay, before: StandingDay | undefined): StandingDay {
  const { date, status, reason, assignment } = day;
  const phase = day.phase === 'planned' ? 'due' : day.phase;
  const talk = thread.ended.findLast((one) => one.day?.id === day.id);
  const { short, unread } = talk === undefined ? (before ?? { short: 0, unread: 0 }) : countsOf(talk);
  const failed = status === 'undeliverable' ? undeliveredCode(reason) : failedFor(thread, day);
  const kept = before?.status === status ? before.undelivered : null;
  return { date, phase, status, reason, assignment, short, unread, undelivered: failed ?? kept };
}

/** The note without what it counted in answers: they were erased. */
export const withoutCounts = (note: StandingNote): StandingNote => ({
  ...note,
  days: note.days.map((day) => ({ ...day, short: 0, unread: 0 })),
});

/** How many answers in words stayed short, and how many messages nobody could judge. */
function countsOf(talk: Talk): Pick<StandingDay, 'short' | 'unread'> {
  const read = readState(talk.state);
  const answers = read.kind === 'ok' ? read.state.answers : [];
  return {
    short: answers.filter(
      ({ effort, skipped }) => skipped !== true && effort !== undefined && effort !== 'ok',
    ).length,
    unread: talk.transcript.filter((line) => line.unread === true).length,
  };
}

/** Something of this day's talk that did not arrive, as long as it stands in the outbox. */
function failedFor(thread: Thread, day: StudentDay): ReachCode | null {
  const talk =
    thread.talk?.day?.id === day.id ? thread.talk : thread.ended.findLast((one) => one.day?.id === day.id);
  const dead = thread.outbox.find((entry) => entry.status === 'dead' && entry.talk === talk?.id);
  return dead === undefined || talk === undefined ? null : undeliveredCode(dead.reason);
}

function unreachable(thread: Thread): ReachCode | null {
  const { settings, addresses } = thread;
  if (settings.stoppedAt !== null) return 'stopped';
  if (addresses.length === 0) return 'not_joined';
  if (wayTo(thread) === null) return undeliveredCode(addresses.at(-1)?.blocked ?? null);
  return settings.introducedAt === null ? 'not_introduced' : null;
}

/** Twilio's codes for a number that takes nothing from us (adapters/whatsapp/outcomes.ts). */
const byProvider: readonly (readonly [RegExp, ReachCode])[] = [
  [/template/u, 'template'],
  [/21610|63032/u, 'opted_out'],
  [/63003|63024|21211|21614/u, 'no_whatsapp'],
  [/^status 40[34]|uninstalled/u, 'uninstalled'],
  [/^no way|not_joined/u, 'not_joined'],
];

const ownCodes: readonly ReachCode[] = ['limit', 'no_moment', 'outage', 'stopped', 'not_introduced'];

/** What a reason that was kept means for whoever reads it. */
export function undeliveredCode(reason: string | null): ReachCode {
  const own = ownCodes.find((code) => code === reason);
  return own ?? byProvider.find(([sign]) => sign.test(reason ?? ''))?.[1] ?? 'failed';
}

const unanswered: readonly DayStatus[] = ['no_answer', 'undeliverable', 'not_started', 'withdrawn'];
const passedBy: readonly DayStatus[] = ['skipped', 'moved'];

function missedRunning(days: readonly StandingDay[]): number {
  const over = days.filter(
    ({ phase, status }) => phase === 'over' && isFinalStatus(status) && !passedBy.includes(status),
  );
  const answered = over.findLastIndex(({ status }) => !unanswered.includes(status));
  return over.length - 1 - answered;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
