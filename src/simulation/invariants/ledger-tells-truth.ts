import { ledgerOf } from '../../app/days/ledger.js';
import { isFinalStatus, type DayRecord } from '../../core/school/day-record.js';
import { day, hour, minute } from '../../core/time.js';
import { dateOf, dayAfter, firstDay } from '../calendar.js';
import type { Talk } from '../../core/thread/thread.js';
import type { SimStudent } from '../people.js';
import { decentFrom, endsAt, opensAt } from '../plan.js';
import type { Finding, Invariant, Sim } from '../sim.js';
import { seenOf } from '../watch.js';
import {
  hasCaughtUp,
  hasJustSpoken,
  hasStopped,
  lastEnd,
  notTakenBack,
  toldWorry,
  wasAsked,
  wasLost,
  wasSkipped,
  type Facts,
} from './day-facts.js';

/** How many dates back the records are held against what happened each evening. */
const lookBack = 24;

/**
 * Each record of the ledger says what happened: what was said and what arrived, as the simulation saw it, and when the
 * day should have opened and ended by a calendar of its own.
 */
export const ledgerTellsTruth = (): Invariant => {
  const judged = new Set<string>();
  return {
    name: '7 the ledger says what happened',
    daily: (sim) => compared(sim, judged),
    atEnd: (sim) => compared(sim, judged),
  };
};

/** @param judged Records that were found right once they were final; a record that changes is another one. */
async function compared(sim: Sim, judged: Set<string>): Promise<Finding[]> {
  const today = dateOf(sim.clock.now());
  const found: Finding[] = [];
  for (let ago = 0; ago <= lookBack && dayAfter(today, -ago) >= firstDay; ago += 1)
    for (const record of await ledgerOf(sim.store, sim.school.id, dayAfter(today, -ago))) {
      const { id, date, status, reason, history } = record;
      const student = sim.students.find((one) => one.id === record.student);
      const name = `${id} ${history.length}`;
      const wrong =
        student === undefined
          ? null
          : (otherThanThread(sim, record) ?? (judged.has(name) ? null : untrue(sim, student, record)));
      if (isFinalStatus(status)) judged.add(name);
      if (wrong !== null)
        found.push({ person: record.student, what: `${date} is ${status} (${reason ?? ''}), but ${wrong}` });
    }
  return found;
}

/** The student's thread tells the ledger what became of his days: in the evening both say the same. */
function otherThanThread({ watch }: Sim, { id, student, status, reason }: DayRecord): string | null {
  const known = watch.threads.get(student)?.now.days.find((one) => one.id === id);
  if (known === undefined || (known.status === status && known.reason === reason)) return null;
  return `his thread says ${known.status} (${known.reason ?? ''})`;
}

function untrue(sim: Sim, student: SimStudent, record: DayRecord): string | null {
  const { watch, options } = sim;
  const { heard, sendings } = seenOf(watch, student.id);
  const facts: Facts = {
    ...{ sim, record, said: heard.filter((one) => one.accepted) },
    opens: opensAt(student, record.date, options.weeks),
    ends: endsAt(student, record.date, options.weeks),
    sent: sendings.filter((one) => watch.talkDays.get(one.recorded?.talk ?? '') === record.date),
  };
  return isFinalStatus(record.status) ? untrueEnd(facts) : overdue(facts);
}

/** A day does not stay planned when it could have opened, nor open when it is over. */
function overdue(facts: Facts): string | null {
  const { sim, record, opens, ends } = facts;
  const now = sim.clock.now();
  if (now > lastEnd(facts) + hour) return `it was over at ${new Date(ends).toISOString()}`;
  if (record.status === 'open')
    return now < opens - hour && !hasCaughtUp(facts) ? 'it could not have opened yet' : null;
  const free = freeFrom(facts);
  return now > free + hour && !mayWait(facts)
    ? `it could have opened at ${new Date(free).toISOString()}`
    : null;
}

/** When it could open: a day that came to its date late, or had to wait for another talk, opens at a decent hour too. */
function freeFrom({ sim: { watch, options }, record: { student, date }, opens }: Facts): number {
  const { moved, freed } = watch;
  const from = Math.max(opens, moved.get(`${student} ${date}`) ?? 0, freed.get(student) ?? 0);
  return decentFrom(from, options.weeks);
}

/** Another talk goes on, or the student was written to as often as the school allows. */
function mayWait({ sim, record, opens }: Facts): boolean {
  const { watch, school } = sim;
  const talk = watch.threads.get(record.student)?.now.talk ?? null;
  if (talk !== null && talk.day?.date !== record.date && staysOpen(talk, sim.clock.now())) return true;
  const entries = seenOf(watch, record.student).sendings.filter(
    (one) => one.recorded?.unasked === true && one.at > opens - 7 * day,
  );
  return new Set(entries.map((one) => one.entry)).size >= school.days.unaskedPerWeek;
}

/** A talk about another day, about a worry or with staff stays; any other makes room a day after its last word at the latest. */
const staysOpen = ({ day: about, alert, reply, transcript }: Talk, now: number): boolean =>
  about !== null || alert !== null || reply !== undefined || now < (transcript.at(-1)?.at ?? 0) + day + hour;

/** Outcomes of an opening that tell nobody whether it arrived. */
const lost = /^(?:lost twice|time-out|adapter failed|no answer|limit)$/;

function untrueEnd(facts: Facts): string | null {
  const { sim, record, said, sent, opens } = facts;
  const arrived = sent.find((one) => one.arrived);
  // What came in the minute in which the day ended may have come too late.
  const answers = notTakenBack(said.filter(({ at }) => at < record.at - minute)).filter(
    ({ kind, reflects }) =>
      kind === 'button' && sent.some(({ recorded }) => recorded?.talk === reflects?.talk),
  );
  switch (record.status) {
    case 'completed':
    case 'partial':
      if (arrived === undefined) return 'nothing about it arrived';
      return said.some((one) => one.at >= arrived.at) ? null : 'he said nothing';
    case 'no_answer':
      if (answers.length > 0) return `he answered ${answers[0]?.providerId ?? ''}`;
      if (toldWorry(facts)) return 'he told a worry in it';
      return arrived === undefined && record.reason !== 'busy' ? 'nothing about it arrived' : null;
    case 'not_started':
      return wasAsked(facts, opens - hour) ? 'he had been asked about a day before' : null;
    case 'undeliverable':
      return sent.some((one) => one.outcome === 'sent') && !lost.test(record.reason ?? '') && !wasLost(facts)
        ? 'a message about it arrived'
        : null;
    case 'skipped':
    case 'moved':
      return hasJustSpoken(facts) || wasSkipped(facts) ? null : 'he had said nothing then';
    case 'withdrawn':
      if (toldWorry(facts)) return 'he told a worry in it';
      return hasStopped(facts) || hasJustSpoken(facts) || sim.gone.has(record.student)
        ? null
        : 'he had not stopped';
    case 'planned':
    case 'open':
    case 'cancelled':
      return null;
  }
}
