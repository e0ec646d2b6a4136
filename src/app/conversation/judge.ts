import { nothingSeen, type Assessment } from '../../core/signals/types.js';
import { contextOf } from '../../core/thread/turn/context.js';
import type { Inbound } from '../../core/thread/message.js';
import { wordsOf } from '../../core/thread/turn/receive.js';
import { inCare } from '../../core/thread/talk/talk.js';
import type { Talk, Thread } from '../../core/thread/thread.js';
import { commandIn, matchChoice, plain } from '../../core/thread/turn/words.js';
import type { Deps } from '../deps.js';

/** Somebody who asks for a person gets one today; nobody has to find the right words for it. */
const wantsAPerson: Assessment = {
  ...nothingSeen,
  ...{ concern: 'help_request', severity: 'high', confidence: 1, about: null },
  reasons: ['de student vraagt om een gesprek'],
};

/** Judges a message with the question it answers. Our own button labels are not judged. */
export function judge(deps: Deps, thread: Thread, inbound: Inbound): Assessment {
  const { content } = inbound;
  const words = wordsOf(content);
  if (words === null || content.type === 'button') return nothingSeen;
  if (content.type === 'media' && words === '')
    return { ...nothingSeen, unread: true, reasons: ['geen programma heeft dit beoordeeld'] };
  // Our own words ("help", "ziek") are answered by what they mean: help says where help is now.
  const command = content.type === 'text' ? commandIn(words) : null;
  if (command === 'call_me') return wantsAPerson;
  if (command !== null) return nothingSeen;
  const { talk } = thread;
  // Inside care, the words of our own choices ("Bel mij") are an answer and not a new worry.
  if (talk !== null && matchChoice(talk.offered, words) !== null && inCare(talk)) return nothingSeen;
  const judged = orUnread(deps, thread, () => judgeWords(deps, thread, inbound, words));
  // Our own label in whatever language is read: nobody has to look at it.
  if (judged.unread && isOurLabel(talk, words)) return { ...judged, unread: false, effort: 'ok' };
  // What was sent beside the words counts as an answer, and nobody has looked at it.
  return content.type === 'media' ? { ...judged, effort: 'ok', unread: true } : judged;
}

/** A judgement that fails is "unread", which a person must look at, and never "no concern". */
export function orUnread({ log }: Pick<Deps, 'log'>, { id }: Thread, judged: () => Assessment): Assessment {
  try {
    return judged();
  } catch (error) {
    log.error('signals.failed', error, { thread: id });
    return { ...nothingSeen, unread: true, reasons: ['het programma kon dit bericht niet beoordelen'] };
  }
}

const isOurLabel = (talk: Talk | null, words: string): boolean =>
  (talk?.offered ?? []).some(({ label }) => plain(label) !== '' && plain(label) === plain(words));

/**
 * A piece of an answer is judged by itself and together with the pieces around it: a worry may stand in neither alone,
 * and a short piece is no short answer.
 */
function judgeWords(
  { assess, school, clock }: Deps,
  thread: Thread,
  inbound: Inbound,
  words: string,
): Assessment {
  const { whole, ...question } = contextOf(thread, inbound, words, { school, now: clock.now() });
  const alone = assess({ ...question, answer: words });
  if (whole === words) return alone;
  const together = assess({ ...question, answer: whole });
  return alone.concern === null ? together : { ...alone, effort: together.effort };
}
