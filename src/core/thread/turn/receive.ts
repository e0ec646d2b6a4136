import { minute } from '../../time.js';
import type { Assessment } from '../../signals/types.js';
import { release } from '../../outbox/delivery.js';
import type { TurnEnv } from '../env.js';
import { threadLimits } from '../env.js';
import type { Inbound, InboundContent } from '../message.js';
import { changeOf, lineAt, type Changed } from '../changes/changed-words.js';
import { isPastWaiting, stopWaiting } from './confiding.js';
import { saidSoFar } from './fragments.js';
import { keepChange, keepLine } from '../changes/keep.js';
import { marksOf, marksOn } from '../worry/line-marks.js';
import { askSecondReader } from '../worry/second-reading.js';
import { fetchLater, inWordsOfStaff, lineFiles, onAlert } from '../files/sent-files.js';
import { hasSeen, markSeen, type KnownAddress, type Thread } from '../thread.js';
import type { Line } from '../transcript.js';
import { besideUnread, noteUnread } from '../worry/unread.js';
import { addToWorry, alertCategory, belongsToWorry, raise, type Raised } from '../worry/worry.js';

/** A message that was stored and judged, ready to be answered. */
export type Received = {
  inbound: Inbound;
  assessment: Assessment;
  raised: Raised | null;
  /** Longer than what is kept. */
  cut: boolean;
  /** Said to the talk of another day than the one on which "iemand anders" was asked for, and no longer for the confidant. */
  pastWaiting: boolean;
  /** More messages than get an answer: stored and judged all the same. */
  tooMany: boolean;
  /** Other words for an earlier message, or none, with what they met. */
  changed?: Changed;
};

export type ReceiveResult = { kind: 'duplicate' } | { kind: 'received'; thread: Thread; received: Received };

/**
 * The first half of a turn: stores the message and judges it for worry, before anything else can fail, refuse
 * or limit it (invariant 8). The same event twice is one event.
 */
export function receive(
  before: Thread,
  inbound: Inbound,
  assessment: Assessment,
  env: TurnEnv,
): ReceiveResult {
  if (hasSeen(before, inbound.providerId)) return { kind: 'duplicate' };
  let thread = arrived(markSeen(before, inbound.providerId), inbound, env);
  const words = wordsOf(inbound.content);
  const student = thread.profile.roles.includes('student');
  const past = student && words !== null && inbound.content.type !== 'edit' && isPastWaiting(thread, env);
  if (past) thread = stopWaiting(thread);
  const category = student && words !== null ? alertCategory(thread, inbound.content, assessment) : null;
  let raised: Raised | null = null;
  const said = inWordsOfStaff(inbound.content, words ?? '', env);
  const beside = category === 'unread' ? besideUnread(thread, inbound, said, env) : null;
  if (beside !== null) thread = beside;
  else if (category !== null) {
    ({ thread, raised } = raise(
      thread,
      { id: inbound.providerId, text: withPieces(before, said), ...onAlert(thread, inbound) },
      category,
      assessment,
      env,
    ));
    if (category === 'unread') thread = noteUnread(thread, raised.draft.id);
  }
  const belongs = student && raised === null && words !== null && belongsToWorry(thread, inbound, words, env);
  if (belongs) thread = addToWorry(thread, inbound, words, env);
  if (student) {
    const alert = raised?.draft.id ?? (category === 'unread' ? (thread.talk?.unread?.alert ?? null) : null);
    thread = fetchLater(thread, inbound, { alert, question: before.talk?.question ?? '' }, env);
  }
  const change = student ? changeOf(inbound) : null;
  // An answer of before does not come to belong to a worry because it is changed while that is talked about.
  const standing = change === null || raised !== null ? null : lineAt(thread, change.of);
  const marks =
    standing === null ? marksOf({ before, words: words ?? '', raised, belongs }) : marksOn(standing);
  // Words for the confidant go to nobody else, not even to a program.
  if (student && words !== null && inbound.content.type !== 'button' && marks.confidential !== true) {
    const question = before.talk?.question ?? '';
    const of = standing === null ? {} : { of: standing.id };
    const message = { id: inbound.providerId, at: inbound.at, text: words, question, ...of };
    thread = askSecondReader(thread, message, assessment, raised, env);
  }
  const cut = (words?.length ?? 0) > threadLimits.message;
  const kept = student && words !== null ? line(thread, inbound, words, assessment, marks) : null;
  let changed: Changed | null = null;
  // A worry stands by itself, with its own readers: the answer keeps the words that it had.
  const worry = raised !== null && raised.draft.category !== 'unread';
  if (change !== null && !worry) ({ thread, changed } = keepChange(thread, change, kept, env));
  else if (kept !== null) thread = keepLine(thread, kept, env);
  const received = {
    inbound,
    assessment,
    raised,
    cut,
    pastWaiting: past,
    tooMany: thread.recent.length > threadLimits.perMinute,
    ...(changed === null ? {} : { changed }),
  };
  return { kind: 'received', thread, received };
}

/** A worry that began in the pieces before is told whole. */
function withPieces(before: Thread, words: string): string {
  const said = saidSoFar(before);
  return said === '' ? words : `${said}\n${words}`;
}

/** The words of a message, '' for a picture or voice without a caption; null where nobody said anything. */
export function wordsOf(content: InboundContent): string | null {
  switch (content.type) {
    case 'text':
    case 'edit':
      return content.text;
    case 'button':
      return content.label;
    case 'media':
      return content.caption;
    case 'joined':
    case 'left':
    case 'deleted':
    case 'typing':
      return null;
  }
}

/** What every sign of life changes: how to reach the person, the open window, what was held back by it. */
function arrived(thread: Thread, inbound: Inbound, env: TurnEnv): Thread {
  const { content } = inbound;
  // Changing a message of before is no writing: the talk stays in the chat that it is in.
  const passing = content.type === 'deleted' || content.type === 'edit' || content.type === 'left';
  const spoke = content.type === 'joined' ? content.wrote === true : !passing;
  // A message that was missed and comes late does not close the window early.
  const before = known(thread, inbound)?.lastInboundAt ?? null;
  const address: KnownAddress = {
    channel: inbound.channel,
    address: inbound.address,
    ref: inbound.ref,
    lastInboundAt: spoke ? Math.max(inbound.at, before ?? 0) : before,
    blocked: content.type === 'left' ? 'uninstalled' : null,
  };
  const others = thread.addresses.filter((one) => one.channel !== inbound.channel);
  return {
    ...thread,
    addresses: [...others, address],
    channel: passing && thread.channel !== null ? thread.channel : inbound.channel,
    recent: [...thread.recent.filter((at) => env.now - at < minute), env.now].slice(-100),
    outbox: spoke ? thread.outbox.map(release) : thread.outbox,
  };
}

const known = (thread: Thread, inbound: Inbound): KnownAddress | undefined =>
  thread.addresses.find((one) => one.channel === inbound.channel);

function line(
  thread: Thread,
  inbound: Inbound,
  words: string,
  assessment: Assessment,
  marks: Pick<Line, 'alert' | 'confidential'>,
): Line {
  const { content } = inbound;
  return {
    id: inbound.providerId,
    at: inbound.at,
    from: 'student',
    channel: inbound.channel,
    // A cut through an emoji leaves half of it, which no provider takes.
    text: words.slice(0, threadLimits.message).toWellFormed(),
    ...(content.type === 'button' ? { choice: content.payload } : { effort: assessment.effort }),
    ...(content.type === 'edit' ? { of: content.of } : {}),
    ...(content.type === 'media' ? { files: lineFiles(thread, inbound.providerId, content) } : {}),
    ...(words.length > threadLimits.message ? { cut: true } : {}),
    ...marks,
    ...(assessment.unread ? { unread: true } : {}),
  };
}
