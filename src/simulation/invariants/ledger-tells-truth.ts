import { ledgerOf } from '../../app/days/ledger.js';
import { isFinalStatus, type DayRecord } from '../../core/school/day-record.js';
import { day, hour, minute } from '../../core/time.js';
import { dateOf, dayAfter, firstDay } from '../calendar.js';
import type { SimStudent } from '../people.js';
import { decentFrom, endsAt, opensAt } from '../plan.js';
import type { Finding, Invariant, Sim } from '../sim.js';
import { seenOf, type Heard, type Sending } from '../watch.js';

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

/** What was seen of one student and one practice day. */
type Facts = {
  sim: Sim;
  record: DayRecord;
  opens: number;
  ends: number;
  said: readonly Heard[];
  /** What was sent in the talk about this day. */
  sent: readonly Sending[];
};

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

/** Somebody who catches up a day, or comes back to one that he stopped in, has a week for it again. */
const lastEnd = (facts: Facts): number => {
  const last = caughtUp(facts).at(-1);
  // The limit of unasked messages may put off its opening: its week counts from there.
  const opened = facts.sent[0]?.at ?? 0;
  return Math.max(facts.ends, opened + 8 * day, last === undefined ? 0 : last.at + 8 * day);
};

const caughtUp = ({ said, record }: Facts): readonly Heard[] => {
  const label = onButtons.format(new Date(`${record.date}T12:00:00Z`)).replace('.', '');
  return said.filter(({ mark }) => mark === 'inhalen' || mark === 'start' || mark === label);
};

/** "ma 12 oktober" */
const onButtons = new Intl.DateTimeFormat('nl-NL', { weekday: 'short', day: 'numeric', month: 'long' });

const hasCaughtUp = (facts: Facts): boolean => caughtUp(facts).length > 0;

/** Another talk goes on, or the student was written to as often as the school allows. */
function mayWait({ sim, record, opens }: Facts): boolean {
  const { watch, school } = sim;
  const talk = watch.threads.get(record.student)?.now.talk ?? null;
  if (talk !== null && talk.day?.date !== record.date) return true;
  const entries = seenOf(watch, record.student).sendings.filter(
    (one) => one.recorded?.unasked === true && one.at > opens - 7 * day,
  );
  return new Set(entries.map((one) => one.entry)).size >= school.days.unaskedPerWeek;
}

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
      return arrived === undefined && record.reason !== 'busy' ? 'nothing about it arrived' : null;
    case 'not_started':
      return wasAsked(facts, opens - hour) ? 'he had been asked about a day before' : null;
    case 'undeliverable':
      return sent.some((one) => one.outcome === 'sent') && !lost.test(record.reason ?? '') && !wasLost(facts)
        ? 'a message about it arrived'
        : null;
    case 'skipped':
    case 'moved':
      return hasJustSpoken(facts) ? null : 'he had said nothing then';
    case 'withdrawn':
      return hasStopped(facts) || hasJustSpoken(facts) || sim.gone.has(record.student)
        ? null
        : 'he had not stopped';
    case 'planned':
    case 'open':
    case 'cancelled':
      return null;
  }
}

/** What was answered in reflections, without what "verbeter" took back: what is not said anew then is no answer. */
function notTakenBack(said: readonly Heard[]): Heard[] {
  const standing: Heard[] = [];
  for (const one of said.filter(({ reflects }) => reflects !== null)) {
    const last = standing.at(-1);
    const before = last?.reflects?.talk === one.reflects?.talk ? last : undefined;
    if (one.mark !== 'verbeter') {
      // Several messages to one question are one answer.
      if (one.kind === 'button' || (isAnswer(one) && before?.kind !== 'text')) standing.push(one);
    } else if (before !== undefined) standing.pop();
  }
  return standing;
}

/** Words that are no answer have no mark of their own; what is typed to buttons is asked again. */
const isAnswer = ({ kind, mark, reflects }: Heard): boolean =>
  kind === 'text' && mark.startsWith('kast') && reflects?.by === 'words';

/** Nobody is asked about a day who has not read the explanation. */
const wasAsked = ({ sim: { watch }, record }: Facts, before: number): boolean =>
  seenOf(watch, record.student).sendings.some(
    (one) => one.arrived && one.at < before && watch.talkDays.has(one.recorded?.talk ?? ''),
  );

/** What a student or his begeleider decides is put down when he says it. */
const hasJustSpoken = ({ sim, said, record }: Facts): boolean =>
  [...said.map(({ at }) => at), ...(sim.decided.get(record.student) ?? [])].some(
    (at) => at <= record.at + minute && at > record.at - 10 * minute,
  );

/** He stopped all messages; or only the talk, just now. */
function hasStopped({ said, record }: Facts): boolean {
  const last = said.findLast(
    (one) => one.at <= record.at + minute && (one.mark === 'stop' || one.mark === 'start'),
  );
  return last?.mark === 'stop';
}

/** A process that dies, or a store that is away, may lose what the provider told. */
const wasLost = ({ sim, sent, record }: Facts): boolean =>
  sent.length > 1 ||
  sim.faults.log.some(
    ({ at, to, kind }) =>
      at >= (sent[0]?.at ?? Infinity) &&
      (to === `${sim.school.id}:${record.student}` || kind.startsWith('process')),
  );
