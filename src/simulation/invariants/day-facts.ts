import { day, minute } from '../../core/time.js';
import type { DayRecord } from '../../core/school/day-record.js';
import type { Sim } from '../sim.js';
import { seenOf, type Heard, type Sending } from '../watch.js';
import { isMark } from '../marks.js';

/** What was seen of one student and one practice day. */
export type Facts = {
  sim: Sim;
  record: DayRecord;
  opens: number;
  ends: number;
  said: readonly Heard[];
  /** What was sent in the talk about this day. */
  sent: readonly Sending[];
};

/** Somebody who catches up a day, or comes back to one that he stopped in, has a week for it again. */
export const lastEnd = (facts: Facts): number => {
  const last = caughtUp(facts).at(-1);
  // Free days and the limit of unasked messages may put off its opening: its week counts from there.
  const talk = facts.sent.at(-1)?.recorded?.talk;
  const opened = facts.sent.find(({ recorded }) => recorded?.talk === talk)?.at ?? 0;
  return Math.max(facts.ends, opened + 8 * day, last === undefined ? 0 : last.at + 8 * day);
};

const caughtUp = ({ said, record }: Facts): readonly Heard[] => {
  const label = onButtons.format(new Date(`${record.date}T12:00:00Z`)).replace('.', '');
  return said.filter(({ mark }) => mark === 'inhalen' || mark === 'start' || mark === label);
};

/** "ma 12 oktober" */
const onButtons = new Intl.DateTimeFormat('nl-NL', { weekday: 'short', day: 'numeric', month: 'long' });

export const hasCaughtUp = (facts: Facts): boolean => caughtUp(facts).length > 0;

/** What was answered in reflections, without what "verbeter" took back: what is not said anew then is no answer. */
export function notTakenBack(said: readonly Heard[]): Heard[] {
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

/** A worry that was told while a question about this day stood open counts; one that begeleider or mentor may not see does not. */
export function toldWorry({ sim: { watch }, said, record }: Facts): boolean {
  return said.some(
    (one, place) =>
      one.worry !== null &&
      one.worry.names === null &&
      one.at < record.at - minute &&
      watch.talkDays.get(one.reflects?.talk ?? '') === record.date &&
      !isForConfidant(said.slice(0, place)),
  );
}

/** "Iemand anders": the words that come next go to the confidant. */
const isForConfidant = (before: readonly Heard[]): boolean =>
  before.findLast(({ kind, mark }) => kind === 'text' && (mark === 'iemand anders' || isMark(mark)))?.mark ===
  'iemand anders';

/** Words that are no answer have no mark of their own; what is typed to buttons is asked again. */
const isAnswer = ({ kind, mark, reflects }: Heard): boolean =>
  kind === 'text' && isMark(mark) && reflects?.by === 'words';

/** Nobody is asked about a day who has not read the explanation. */
export const wasAsked = ({ sim: { watch }, record }: Facts, before: number): boolean =>
  seenOf(watch, record.student).sendings.some(
    (one) => one.arrived && one.at < before && watch.talkDays.has(one.recorded?.talk ?? ''),
  );

/** What a student or his begeleider decides is put down when he says it. */
export const hasJustSpoken = ({ sim, said, record }: Facts): boolean =>
  [...said.map(({ at }) => at), ...(sim.decided.get(record.student) ?? [])].some(
    (at) => at <= record.at + minute && at > record.at - 10 * minute,
  );

/** Taken up again and left without an answer, a day is what he said of it before. */
export const wasSkipped = ({ record: { status, reason, history } }: Facts): boolean =>
  status === 'skipped' &&
  history.slice(0, -1).some((mark) => mark.status === status && mark.reason === reason);

/** He stopped all messages; or only the talk, just now. */
export function hasStopped({ said, record }: Facts): boolean {
  const last = said.findLast(
    (one) => one.at <= record.at + minute && (one.mark === 'stop' || one.mark === 'start'),
  );
  return last?.mark === 'stop';
}

/** A process that dies, or a store that is away, may lose what the provider told. */
export const wasLost = ({ sim, sent, record }: Facts): boolean =>
  sent.length > 1 ||
  sim.faults.log.some(
    ({ at, to, kind }) =>
      at >= (sent[0]?.at ?? Infinity) &&
      (to === `${sim.school.id}:${record.student}` || kind.startsWith('process')),
  );
