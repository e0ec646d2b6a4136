import { replyingTo } from '../turn/staff-reply.js';
import { marksFor, type About } from './said-about.js';
import { answersWorry } from '../talk/talk.js';
import type { Thread } from '../thread.js';
import type { Line } from '../transcript.js';
import type { Raised } from './worry.js';
import { commandIn } from '../turn/words.js';

type Message = {
  /** The thread as it stood before the message. */
  before: Thread;
  words: string;
  raised: Raised | null;
  /** It belongs to the last worry: said while that is being answered, or taking it back. */
  belongs: boolean;
};

/**
 * Which worry a message of the student belongs to, and whether only the confidant may read it. Whoever may read the
 * transcript but not that worry does not see the line.
 */
export function marksOf({ before, words, raised, belongs }: Message): Pick<Line, 'alert' | 'confidential'> {
  if (raised !== null) return marksFor(worryOf(raised));
  const about = aboutReply(before) ?? aboutWorry(before, belongs);
  return marksFor(about ?? { alert: null, confidential: commandIn(words) === 'someone_else' });
}

/** The marks that a line has already. */
export const marksOn = ({ alert, confidential }: Line): Pick<Line, 'alert' | 'confidential'> =>
  marksFor({ alert: alert ?? null, confidential: confidential === true });

/** What no program could judge is no worry yet: whoever reads the transcript reads it. */
function worryOf({ draft: { id, category, route } }: Raised): About {
  return { alert: category === 'unread' ? null : id, confidential: route.confidential };
}

function aboutReply({ talk }: Thread): About | null {
  const reply = replyingTo(talk);
  return reply === null || (reply.alert === null && !reply.confidential) ? null : reply;
}

/** Also the taps that answer how to be reached: they say that there is a worry. */
function aboutWorry({ talk, lastAlert }: Thread, belongs: boolean): About | null {
  const alert = talk !== null && answersWorry(talk) ? talk.alert : belongs ? (lastAlert?.id ?? null) : null;
  if (alert === null) return null;
  return { alert, confidential: lastAlert?.id === alert && lastAlert.confidential };
}
