import type { Entry } from '../outbox/entry.js';
import type { Card } from '../thread/card.js';
import { enqueue } from '../thread/delivery/reply.js';
import { nextId, type Talk, type Thread } from '../thread/thread.js';
import type { Instant } from '../time.js';
import type { IsAbout } from './about.js';

/** How a student who is erased is recognised in the thread of a member of staff. */
export type StudentTraces = {
  isAbout: IsAbout;
  /** His full name, as messages to staff have it; null when it is not known any more. */
  name: string | null;
};

/**
 * The thread of a member of staff without a student: what waits to be sent about him goes, and each card about him that
 * stands in the chat is changed where it stands to `erased`, under a new key that names nobody; one about several (the
 * card of a day) to `outdated`. The same thread when there was nothing.
 */
export function withoutTraces(
  thread: Thread,
  traces: StudentTraces,
  { erased, outdated }: { erased: Card; outdated: Card },
  now: Instant,
): Thread {
  const { isAbout } = traces;
  const isOn = ({ key, about }: Thread['cards'][number]): boolean =>
    isAbout(key) || about?.some(isAbout) === true;
  const cards = thread.cards.filter(isOn);
  const cleaned: Thread = {
    ...thread,
    outbox: thread.outbox.filter((entry) => !isEntryAbout(entry, traces)),
    ended: thread.ended.filter((talk) => !isTalkAbout(talk, traces)),
    seen: thread.seen.filter((key) => !isAbout(key)),
    cards: thread.cards.filter((card) => !isOn(card)),
  };
  const same =
    cards.length === 0 &&
    (['outbox', 'ended', 'seen'] as const).every((part) => cleaned[part].length === thread[part].length);
  if (same) return thread;
  return cards.reduce((sofar, { key: known, providerId }) => {
    const [key, counted] = nextId(sofar);
    const standing = { ...counted, cards: [...counted.cards, { key, providerId }] };
    const card = isAbout(known) ? erased : outdated;
    const message = { kind: 'card' as const, card, key, replaces: null };
    return enqueue(standing, message, { talk: null, urgent: false, report: null }, now).thread;
  }, cleaned);
}

function isEntryAbout({ id, message }: Entry, { isAbout, name }: StudentTraces): boolean {
  if (isAbout(id)) return true;
  if (message.kind === 'card' && (isAbout(message.key) || message.about?.some(isAbout) === true)) return true;
  return name !== null && JSON.stringify(message).includes(JSON.stringify(name).slice(1, -1));
}

const isTalkAbout = (talk: Talk, { name }: StudentTraces): boolean =>
  name !== null && talk.transcript.some((line) => line.text.includes(name));
