import { heldInQuietHours } from '../../days/unasked.js';
import type { Post } from '../../outbox/job.js';
import { interlude, tell } from './answering.js';
import type { TurnEnv } from '../env.js';
import { hold } from './fragments.js';
import { saidAbout } from '../worry/said-about.js';
import { openScript } from '../talk/talk.js';
import type { Talk, Thread } from '../thread.js';

/** The script in which a student reads what somebody of the staff wrote, and may write back. */
const replyScript = 'antwoord';

export type StaffReply = Extract<Post['body'], { kind: 'reply' }>;

/** How much of it the next reflection begins with. */
const openingLimit = 300;

/** Whether words of staff may go to the student now; not to somebody who wants no messages, or who left. */
export const mayBeWrittenTo = ({ settings, leftAt }: Thread): boolean =>
  settings.stoppedAt === null && leftAt === null;

/**
 * Puts what somebody of the staff wrote into the student's conversation: it arrives where he reads, stands in the
 * transcript as that person's words, and he may write back. Outside the window a template says who answered, and the
 * words follow the tap. What is about no worry also opens his next reflection.
 */
export function staffReply(thread: Thread, reply: StaffReply, entry: string, env: TurnEnv): Thread {
  const { by, name, text, alert, confidential } = reply;
  const params = { reader: name, words: text };
  const before = hold(thread, env);
  // A talk that was begun before there was such a script: the words go all the same.
  const plainly = before.talk !== null && !env.pinned.scripts.has(replyScript);
  const said = plainly
    ? tell(before, { key: 'antwoord.bericht', params }, env)
    : interlude(before, replyScript, env, params);
  const marked = saidAbout(thread, said, { alert, confidential }, name);
  const { talk } = marked;
  const told: Thread =
    talk === null || plainly
      ? marked
      : { ...marked, talk: { ...talk, reply: { entry, by, name, alert, confidential } } };
  const opening = { by: name, text: text.slice(0, openingLimit).toWellFormed(), at: env.now };
  const history = alert === null ? { ...told.history, reply: opening } : told.history;
  return heldInQuietHours(thread, { ...told, history });
}

/** Whether the open question is whether the student wants to write back; then to whom. */
export function replyingTo(talk: Talk | null): NonNullable<Talk['reply']> | null {
  return talk?.reply !== undefined && openScript(talk) === replyScript ? talk.reply : null;
}
