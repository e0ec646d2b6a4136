import { readState, saidIn, type Answer, type ConversationState } from '../../script/state.js';
import type { School } from '../../school/school.js';
import { minute, second, type Instant } from '../../time.js';
import { resumeAfter, tell } from '../turn/answering.js';
import { tellOnce } from './changes.js';
import type { TurnEnv } from '../env.js';
import type { Inbound } from '../message.js';
import type { Received } from '../turn/receive.js';
import { turnTalk } from '../talk/talk.js';
import type { Talk, Thread } from '../thread.js';
import type { Line } from '../transcript.js';
import { goesOn, plain } from '../turn/words.js';

/** For this long "ik bedoel …" is about the answer before. */
const meantFor = 2 * minute;

/** For this long the same words on the other channel are the same answer. */
const bothFor = minute;

const stateOf = (talk: Talk | null): ConversationState | null => {
  const read = readState(talk?.state);
  return read.kind === 'ok' ? read.state : null;
};

/**
 * The answer that words belong to which came after the next question was asked, where that is clear: within seconds,
 * and with a word that goes on ("en toen…") or nothing but an emoji; a little longer for "ik bedoel …". Null otherwise.
 */
export function lateFor(
  { talk, lastAnswer, fragments }: Thread,
  text: string,
  { now, school }: { now: Instant; school: Pick<School, 'lateSeconds'> },
): Answer | null {
  const how = goesOn(text);
  const state = stateOf(talk);
  if (how === null || fragments !== undefined || talk === null || state === null) return null;
  const within = how === 'meant' ? meantFor : school.lateSeconds * second;
  if (lastAnswer?.talk !== talk.id || within === 0 || now - lastAnswer.at > within) return null;
  if (saidIn(state.open.at(-1)?.parts ?? []) !== '') return null;
  // A picture that stands on a button means that button.
  if (how === 'emoji' && talk.offered.some(({ label }) => label.includes(text.trim()))) return null;
  const last = state.answers.at(-1);
  return last === undefined || last.choice !== undefined || last.skipped === true ? null : last;
}

/** Whether "ik bedoel …" is about a choice that was just made: then it is asked again. */
export function meantAnother({ talk, lastAnswer }: Thread, text: string, { now }: TurnEnv): boolean {
  if (goesOn(text) !== 'meant' || talk === null || lastAnswer?.talk !== talk.id) return false;
  const state = stateOf(talk);
  const unsaid = saidIn(state?.open.at(-1)?.parts ?? []) === '';
  return unsaid && now - lastAnswer.at <= meantFor && state?.answers.at(-1)?.choice !== undefined;
}

/** Puts late words with their answer; the open question stays open and is not asked again. */
export function addLate(thread: Thread, received: Received, text: string, env: TurnEnv): Thread | null {
  if (lateFor(thread, text, env) === null) return null;
  const { effort, unread } = received.assessment;
  const part = { id: received.inbound.providerId, text };
  return turnTalk(thread, { type: 'add', part, effort, unread }, env);
}

/** The question that a message answers to, where the person chose one of the open talk. */
export function quotedIn(talk: Talk | null, { quotes }: Inbound): Line | null {
  if (quotes === undefined) return null;
  const asked = talk?.transcript.find(
    (line) => line.from !== 'student' && (line.providerId === quotes || line.whatsappId === quotes),
  );
  return asked ?? null;
}

/**
 * A reply to an earlier question: it changes the answer to that one, and the open question stays open. To a question
 * of another day: kept for people to read. Null where it answers the open question like any other message.
 */
export function replied(thread: Thread, received: Received, text: string, env: TurnEnv): Thread | null {
  const { inbound, assessment } = received;
  const { talk } = thread;
  const state = stateOf(talk);
  if (inbound.quotes === undefined || talk === null || state === null) return null;
  const line = quotedIn(talk, inbound);
  if (line === null)
    return isElsewhere(talk, inbound.quotes) ? resumeAfter(tell(thread, 'app.old_question', env), env) : null;
  const { asks } = line;
  if (asks === undefined || state.open.some(({ asked }) => asked === asks)) return null;
  const parts = [{ id: inbound.providerId, text }];
  const { effort, unread } = assessment;
  const changed = turnTalk(thread, { type: 'amend', asked: asks, parts, effort, unread }, env);
  if (stateOf(changed.talk)?.answers.some((one) => one.parts.some(({ id }) => id === inbound.providerId)))
    return tellOnce(changed, 'app.edited', env);
  const last = state.answers.at(-1)?.asked === asks;
  return last ? tellOnce(thread, 'app.edited_choice', env) : resumeAfter(tell(thread, 'app.gone', env), env);
}

/** Whether a button stands under a message that is surely none of the open talk: of another day, for instance. */
export const isOfAnother = (talk: Talk | null, inbound: Inbound): boolean =>
  talk !== null &&
  inbound.quotes !== undefined &&
  quotedIn(talk, inbound) === null &&
  isElsewhere(talk, inbound.quotes);

/** Whether a message that none of ours is, is surely of elsewhere: each of ours is known by its id, and it is no other. */
function isElsewhere({ transcript }: Talk, quotes: string): boolean {
  return transcript.every((line) =>
    line.from === 'student'
      ? line.id !== quotes
      : line.delivery === 'failed' || (line.providerId ?? line.whatsappId) !== undefined,
  );
}

/** Whether somebody who writes in two chats at once just said the same in the other one. */
export function saidElsewhere(
  { talk, lastAnswer }: Thread,
  inbound: Inbound,
  text: string,
  now: Instant,
): boolean {
  if (talk === null || lastAnswer?.talk !== talk.id || lastAnswer.channel === undefined) return false;
  if (lastAnswer.channel === inbound.channel || now - lastAnswer.at > bothFor) return false;
  const last = stateOf(talk)?.answers.at(-1);
  return last !== undefined && plain(text) !== '' && plain(last.text) === plain(text);
}
