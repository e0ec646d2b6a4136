import { minute } from '../../time.js';
import type { ScriptEvent } from '../../script/event.js';
import { openDueDay } from '../../days/open.js';
import type { TurnEnv } from '../env.js';
import { knockPayload } from '../delivery/knock.js';
import type { Choice, InboundContent } from '../message.js';
import { orParked } from './parking.js';
import { readPayload } from '../delivery/reply.js';
import { wordsOf, type Received } from './receive.js';
import { greet, resumeAfter, tell } from './answering.js';
import { edited, removed } from '../changes/changes.js';
import { stopWaiting, tellPastWaiting } from './confiding.js';
import { addLate, isOfAnother, meantAnother, replied, saidElsewhere } from '../changes/earlier.js';
import { flush, gather, hold, noteAnswer } from './fragments.js';
import { dayButton } from './day-buttons.js';
import { obey } from './obey.js';
import { pressedLate, tapKey } from './old-buttons.js';
import { answerStaff } from '../../staff/answer-staff.js';
import { inCare, openTalk, turnTalk } from '../talk/talk.js';
import { answerWithFiles, fileNotice } from '../files/sent-files.js';
import { hasSeen, markSeen, type Talk, type Thread } from '../thread.js';
import { takesBack, type Raised } from '../worry/worry.js';
import { commandIn, matchChoice, plain } from './words.js';

/** The second half of a turn: answers what was received. A script that fails parks the talk, and the message stays. */
export const settle = (thread: Thread, received: Received, env: TurnEnv): Thread =>
  orParked(thread, received.raised, env, () => openDueDay(answer(thread, received, env), env, true));

function answer(before: Thread, received: Received, env: TurnEnv): Thread {
  const { content } = received.inbound;
  const thread = saysHowToConfide(received) ? tellPastWaiting(before, env) : before;
  if (content.type === 'left') return thread;
  if (!thread.profile.roles.includes('student')) return answerStaff(thread, received.inbound, env);
  if (content.type === 'joined') return greet(thread, env);
  if (isWorry(received)) return care(hold(thread, env), received.raised, env);
  if (content.type === 'deleted') return removed(thread, received, env);
  if (content.type === 'edit') return edited(thread, received, env);
  if (content.type === 'typing') return thread;
  if (received.tooMany) return slowedDown(thread, env);
  if (content.type === 'media' && content.caption === '')
    return answerWithFiles(thread, received.inbound.providerId, content, env);
  const noticed = notices(thread, received, env);
  if (content.type === 'button') return tapped(flush(noticed, env), received, content, env);
  return spoke(noticed, received, env);
}

/** Who asks for somebody else again is told so by what answers that, and a worry says itself who reads it. */
const saysHowToConfide = (received: Received): boolean =>
  received.pastWaiting &&
  !isWorry(received) &&
  commandIn(wordsOf(received.inbound.content) ?? '') !== 'someone_else';

const isWorry = (received: Received): received is Received & { raised: Raised } =>
  received.raised !== null && received.raised.draft.category !== 'unread';

/** More messages than are answered: all of them are kept and judged, and that is said once a minute. */
function slowedDown(thread: Thread, env: TurnEnv): Thread {
  const key = `slow:${Math.floor(env.now / minute)}`;
  return hasSeen(thread, key) ? thread : tell(markSeen(thread, key), 'app.slow_down', env);
}

/**
 * A worry: fixed text only, on top of whatever was going on. A second worry in the same care is not asked again.
 * Words for the confidant get one quiet sentence, unless somebody must look now.
 */
export function care(before: Thread, raised: Raised, env: TurnEnv): Thread {
  const { draft, values } = raised;
  const forConfidant = draft.category === 'someone_else';
  const thread = forConfidant ? stopWaiting(before) : before;
  if (forConfidant && draft.severity !== 'acute') {
    // Who reads it now may be another than was said before: the words may name the first one.
    return tell(thread, { key: 'app.someone_else_kept', params: { confidant: values.reader } }, env, true);
  }
  const script = draft.severity === 'medium' ? 'zorg_keuze' : 'zorg';
  if (thread.talk === null) {
    return openTalk(thread, { script, day: null, assignment: null, care: { alert: draft.id, values } }, env);
  }
  const again = inCare(thread.talk);
  const known: Thread = { ...thread, talk: { ...thread.talk, alert: draft.id } };
  if (again) return tell(known, { key: 'app.worry_fallback', params: values }, env, true);
  return turnTalk(known, { type: 'interrupt', script, values }, env, true);
}

/** What the student should know about this message, before it is answered. */
function notices(thread: Thread, received: Received, env: TurnEnv): Thread {
  const { content } = received.inbound;
  if (content.type === 'media') return tell(thread, fileNotice(content), env);
  if (received.cut) return tell(thread, 'app.too_long', env);
  if (received.raised !== null) return tell(thread, 'app.unread', env);
  return thread;
}

type Button = Extract<InboundContent, { type: 'button' }>;

function tapped(thread: Thread, { inbound }: Received, content: Button, env: TurnEnv): Thread {
  const { payload, label } = content;
  if (payload === knockPayload) return thread;
  // Fixed words name no day: "ik was ziek" under last week's reminder says nothing of today.
  const fixed = readPayload(payload) === null;
  if (fixed && isOfAnother(thread.talk, inbound)) return resumeAfter(tell(thread, 'app.gone', env), env);
  const today = dayButton(thread, payload, env);
  if (today !== null) return today;
  const offered = thread.talk?.offered.find(
    (choice) => choice.id === payload || isTemplateButton(choice.id, payload),
  );
  const read = offered === undefined ? null : readPayload(offered.id);
  if (read !== null) {
    const parts = [{ id: inbound.providerId, text: label }];
    const event: ScriptEvent = { ...tap, text: label, choice: read.choice, parts };
    const answered = turnTalk(markSeen(thread, tapKey(payload)), event, env);
    return noteAnswer(answered, read.talk, env);
  }
  return pressedLate(thread, content, env);
}

const tap = { type: 'answer', effort: 'ok', depth: 0, unread: false } as const;

function spoke(thread: Thread, received: Received, env: TurnEnv): Thread {
  const text = wordsOf(received.inbound.content) ?? '';
  const offered = thread.talk?.offered ?? [];
  // "stop" stops, also where a button begins with it; the whole label of a button is that button.
  const command = offered.some((one) => plain(one.label) === plain(text)) ? null : commandIn(text);
  if (command !== null) return obey(hold(thread, env), command, env);
  const choice = matchChoice(offered, text);
  if (choice === null && takesBack(thread, text, env.now))
    return resumeAfter(tell(thread, 'app.taken_back', env), env);
  if (thread.settings.stoppedAt !== null) return tell(thread, 'app.stopped_before', env);
  if (thread.talk !== null) return toTalk({ ...thread, talk: thread.talk }, received, choice, env);
  if (thread.settings.introducedAt === null) return greet(thread, env);
  return tell(thread, 'app.nothing_open', env);
}

/** Words to the open talk: to an earlier question, to the answer before, or to the question that is open. */
function toTalk(
  thread: Thread & { talk: Talk },
  received: Received,
  choice: Choice | null,
  env: TurnEnv,
): Thread {
  const { inbound, assessment } = received;
  const text = wordsOf(inbound.content) ?? '';
  const earlier = replied(thread, received, text, env);
  if (earlier !== null) return earlier;
  if (choice === null) {
    if (saidElsewhere(thread, inbound, text, env.now))
      return resumeAfter(tell(thread, 'app.continued', env), env);
    if (meantAnother(thread, text, env)) return obey(thread, 'correct', env);
    const late = addLate(thread, received, text, env);
    if (late !== null) return late;
    const waits = gather(thread, { id: inbound.providerId, text }, assessment, env);
    if (waits !== null) return waits;
  }
  const { effort, depth, unread } = assessment;
  const id = choice === null ? null : (readPayload(choice.id)?.choice ?? null);
  const parts = [{ id: inbound.providerId, text }];
  const event: ScriptEvent = { type: 'answer', text, choice: id, effort, depth, unread, parts };
  const answered = choice === null ? thread : markSeen(thread, tapKey(choice.id));
  return noteAnswer(turnTalk(answered, event, env), thread.talk.id, env);
}

/** Buttons of an approved template are fixed words: they carry only the choice. */
const isTemplateButton = (offered: string, payload: string): boolean =>
  readPayload(offered)?.choice === payload;
