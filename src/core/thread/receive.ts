import { minute } from '../time.js';
import type { Assessment } from '../signals/types.js';
import { release } from '../outbox/delivery.js';
import type { TurnEnv } from './env.js';
import { threadLimits } from './env.js';
import type { Inbound, InboundContent } from './message.js';
import { saidSoFar } from './fragments.js';
import { marksOf } from './line-marks.js';
import { askSecondReader } from './second-reading.js';
import { keepLoose, looseTalk } from './talk.js';
import { hasSeen, markSeen, type KnownAddress, type Line, type Talk, type Thread } from './thread.js';
import { fetchLater, inWordsOfStaff, lineFiles, onAlert } from './sent-files.js';
import { besideUnread, noteUnread } from './unread.js';
import { addToWorry, alertCategory, belongsToWorry, raise, type Raised } from './worry.js';

/** A message that was stored and judged, ready to be answered. */
export type Received = {
  inbound: Inbound;
  assessment: Assessment;
  raised: Raised | null;
  /** Longer than what is kept. */
  cut: boolean;
  /** More messages than get an answer: stored and judged all the same. */
  tooMany: boolean;
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
  const category = student && words !== null ? alertCategory(thread, assessment) : null;
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
  const marks = marksOf({ before, words: words ?? '', raised, belongs });
  // Words for the confidant go to nobody else, not even to a program.
  if (student && words !== null && inbound.content.type !== 'button' && marks.confidential !== true) {
    const question = before.talk?.question ?? '';
    const message = { id: inbound.providerId, at: inbound.at, text: words, question };
    thread = askSecondReader(thread, message, assessment, raised, env);
  }
  const cut = (words?.length ?? 0) > threadLimits.message;
  if (student && words !== null) {
    const kept = line(thread, inbound, words, assessment, marks);
    const { content } = inbound;
    const edited = content.type === 'edit' ? editLine(thread, content.of, kept.text, env.now) : null;
    thread = edited ?? keepLine(thread, kept, env);
  }
  const received = {
    inbound,
    assessment,
    raised,
    cut,
    tooMany: thread.recent.length > threadLimits.perMinute,
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
      return null;
  }
}

/** What every sign of life changes: how to reach the person, the open window, what was held back by it. */
function arrived(thread: Thread, inbound: Inbound, env: TurnEnv): Thread {
  const { content } = inbound;
  const spoke = content.type === 'joined' ? content.wrote === true : content.type !== 'left';
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
    channel: content.type === 'left' ? thread.channel : inbound.channel,
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
    ...(content.type === 'media' ? { files: lineFiles(thread, inbound.providerId, content) } : {}),
    ...(words.length > threadLimits.message ? { cut: true } : {}),
    ...marks,
    ...(assessment.unread ? { unread: true } : {}),
  };
}

/** Keeps a line with the open talk, or on its own. */
function keepLine(thread: Thread, added: Line, env: TurnEnv): Thread {
  if (thread.talk === null) {
    const loose = looseTalk(thread, env);
    return keepLoose({ ...loose, talk: { ...loose.talk, transcript: [...loose.talk.transcript, added] } });
  }
  const size = thread.talk.transcript.reduce((sum, one) => sum + one.text.length, 0);
  const full = size + added.text.length > threadLimits.transcript;
  const kept: Line = full ? { ...added, text: '', cut: true } : added;
  return { ...thread, talk: { ...thread.talk, transcript: [...thread.talk.transcript, kept] } };
}

/**
 * Replaces the words of a line that the student edited; the first wording stays beside it. Null when the line has
 * left the thread: the new words are then kept as a line of their own.
 */
function editLine(thread: Thread, of: string, text: string, at: number): Thread | null {
  const { talk, ended } = thread;
  if (
    ![...ended, ...(talk === null ? [] : [talk])].some((one) => one.transcript.some((line) => line.id === of))
  ) {
    return null;
  }
  const edit = (one: Line): Line =>
    one.id === of ? { ...one, text, edits: [...(one.edits ?? []), { text: one.text, at }] } : one;
  const changed = (one: Talk): Talk => ({ ...one, transcript: one.transcript.map(edit) });
  return { ...thread, talk: talk === null ? null : changed(talk), ended: ended.map(changed) };
}
