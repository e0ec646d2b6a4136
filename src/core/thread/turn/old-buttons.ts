import { resumeAfter, tell } from './answering.js';
import type { TurnEnv } from '../env.js';
import type { InboundContent } from '../message.js';
import { obey } from './obey.js';
import { addJob } from '../job.js';
import { readPayload } from '../delivery/reply.js';
import { turnTalk } from '../talk/talk.js';
import { hasSeen, markSeen, type Thread } from '../thread.js';
import { commandIn } from './words.js';

type Button = Extract<InboundContent, { type: 'button' }>;

/** What a tap is known by, whichever message it came in: tapped twice it is one answer. */
export const tapKey = (payload: string): string => `tap:${payload}`;

/** "Stoppen" under "Wil je hierna verder of stoppen?", after a worry: it is about that talk and no other. */
const stopsTalk = 'stoppen';

/** A button of a question that is over changes nothing; but nobody who says no is told that he is too late. */
export function pressedLate(thread: Thread, { payload, label }: Button, env: TurnEnv): Thread {
  const read = readPayload(payload);
  const known = hasSeen(thread, tapKey(payload));
  const aside = answeredAside(thread, payload, env);
  if (aside !== null) return resumeAfter(aside, env);
  if (read?.choice === stopsTalk && thread.talk?.id === read.talk && !known) {
    const stopped = turnTalk(markSeen(thread, tapKey(payload)), { type: 'stop', outcome: 'stopped' }, env);
    return tell(stopped, 'app.stopped_today', env);
  }
  // "Liever niet chatten" is about all messages, and may be meant again after "start".
  const isNo = commandIn(label) === 'stop' && read?.choice !== stopsTalk;
  if (isNo && thread.settings.stoppedAt === null) return obey(thread, 'stop', env);
  return known ? thread : resumeAfter(tell(thread, 'app.gone', env), env);
}

/** A question about a worry made room for a practice day: what is pressed under it counts as ever. */
function answeredAside(thread: Thread, payload: string, env: TurnEnv): Thread | null {
  const read = readPayload(payload);
  const { laidAside, ...rest } = thread;
  if (laidAside === undefined || read?.talk !== laidAside.talk || read.question !== laidAside.question)
    return null;
  const { save: name, alert } = laidAside;
  const isMentor = name === 'mentor_may';
  const value = isMentor ? String(read.choice === 'ja') : read.choice;
  const told = tell(rest, `opgepakt.${isMentor ? 'mentor_' : ''}${read.choice}`, env);
  return addJob(told, { type: 'alert_answer', alert, name, value }, env);
}
