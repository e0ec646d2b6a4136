import { attempt, claimable, settleEntry } from '../../outbox/delivery.js';
import type { Entry } from '../../outbox/entry.js';
import { undisturbed } from '../../school/calendar.js';
import { day, type Instant } from '../../time.js';
import { changeEntry, changeLine, replaceEntry } from './entries.js';
import type { TurnEnv } from '../env.js';
import type { OutMessage } from '../message.js';
import { settleOutcome } from './outcomes.js';
import { paced, paceWait } from './pace.js';
import type { KnownAddress, Thread } from '../thread.js';
import { wayTo, windowOpen } from './ways.js';

/** An entry whose attempt is recorded, and where it goes. */
export type Dispatch = { entry: Entry; to: KnownAddress };

/**
 * Records the attempts that are made now, in the write of the turn. `waitFor` asks the channel's rate budget and
 * gives the milliseconds to wait, 0 for none; it is asked only for what the person himself may be sent.
 * Entries without any way to the person die here, with their reason.
 */
export function claim(
  thread: Thread,
  env: TurnEnv,
  waitFor: (address: KnownAddress) => number,
): { thread: Thread; dispatches: Dispatch[] } {
  const { now } = env;
  const dispatches: Dispatch[] = [];
  let next = holdBack(thread, env);
  let waiting = false;
  for (const entry of claimable(next.outbox, now)) {
    const to = wayTo(next, entry.avoid);
    if (to === null) {
      const nowhere = { status: 'failed', reason: 'no way to reach', blocks: false } as const;
      next = changeEntry(next, entry.id, (one) => settleEntry(one, nowhere, now), env);
      continue;
    }
    const free = entry.unasked === true ? undisturbed(env.school, now) : now;
    if (free !== now) {
      next = replaceEntry(next, { ...entry, dueAt: free ?? now + day });
      waiting = true;
      continue;
    }
    // What was said later never passes what waits for the budget.
    if (waiting && !entry.urgent) continue;
    const wait = paceWait(next, to.channel, now) || waitFor(to);
    // A worry's reply and an alert never wait for a budget: if it is too much, the channel says so itself.
    if (wait > 0 && !entry.urgent) {
      next = replaceEntry(next, { ...entry, dueAt: now + wait });
      waiting = true;
      continue;
    }
    const begun = { ...attempt(entry, now), channel: to.channel };
    next = paced(asRead(replaceEntry(next, begun), begun, to, now), to.channel, now);
    dispatches.push({ entry: { ...begun, message: asSent(next, begun.message, to, now) }, to });
  }
  return { thread: next, dispatches };
}

/** Words that may not go out by themselves wait; a knock says that something is there. */
function holdBack(thread: Thread, env: TurnEnv): Thread {
  const barred = claimable(thread.outbox, env.now).filter(({ message, avoid }) => {
    const to = wayTo(thread, avoid);
    const bare = message.kind === 'card' || message.template === null;
    return bare && to !== null && !windowOpen(to, env.now);
  });
  return barred.reduce(
    (sofar, entry) => settleOutcome(sofar, entry, { status: 'window_closed' }, env),
    thread,
  );
}

/** What leaves: the template only outside the window; a card that stands in the chat is changed where it stands. */
function asSent(thread: Thread, message: OutMessage, to: KnownAddress, now: Instant): OutMessage {
  if (message.kind === 'text') return windowOpen(to, now) ? { ...message, template: null } : message;
  return { ...message, replaces: thread.cards.find((card) => card.key === message.key)?.providerId ?? null };
}

/** The transcript keeps what the person reads: outside the window, the words of the template. */
function asRead(thread: Thread, entry: Entry, to: KnownAddress, now: Instant): Thread {
  const { message } = entry;
  if (message.kind === 'card' || message.template === null || windowOpen(to, now)) return thread;
  const { text } = message.template;
  return changeLine(thread, entry, (line) => ({ ...line, text }));
}
