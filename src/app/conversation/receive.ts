import { helpLinesFor } from '../../core/alerts/promise.js';
import type { TurnEnv } from '../../core/thread/env.js';
import type { Inbound } from '../../core/thread/message.js';
import { receive, type Received } from '../../core/thread/turn/receive.js';
import { introduceAfter, joinByCode, refuseCode } from '../../core/thread/turn/joining.js';
import { tell } from '../../core/thread/turn/answering.js';
import { typing } from '../../core/thread/turn/fragments.js';
import { settle } from '../../core/thread/turn/settle.js';
import type { Thread } from '../../core/thread/thread.js';
import { day, type Instant } from '../../core/time.js';
import type { Alerts } from '../alerts/alerts.js';
import type { AddressBook } from './address-book.js';
import type { Deps } from '../deps.js';
import type { Deliveries } from './deliveries.js';
import { judge } from './judge.js';
import type { Joining, Redeemed } from '../joining/joining.js';
import { unlessGone, type Threads } from './threads.js';
import { isUnreadable, raiseBeside } from './unreadable.js';

/** What the channel may be answered: the message, its judgement and its effects are durable. */
export type ReceiveOutcome =
  | { kind: 'accepted' }
  | { kind: 'duplicate' }
  /** Nobody we know, or a code that lets nobody in: nothing was kept; the channel may say this in its own answer. */
  | { kind: 'unknown'; text: string }
  /** By somebody who had this address and was erased since, or a mere sign of a stranger: nothing is kept or said. */
  | { kind: 'outdated' };

/** What receiving a message rests on. */
export type Reception = {
  deps: Deps;
  threads: Threads;
  deliveries: Deliveries;
  alerts: Alerts;
  addresses: AddressBook;
  joining: Joining;
};

/**
 * Takes in one message: one read and one write before the answer, address look-up and codes to join with apart.
 * @throws TerugblikError `store_unavailable`, `conflict` or `thread_newer`: the channel should send again;
 *   `thread_unreadable`, `item_damaged` or `content_gone`: its worry is raised, and nothing else can be kept.
 */
export async function receiveMessage(reception: Reception, sent: Inbound): Promise<ReceiveOutcome> {
  const { deps, threads, deliveries, alerts, addresses, joining } = reception;
  const inbound = { ...sent, content: wellFormed(sent.content) };
  const holder = await addresses.holderOf(inbound);
  if (holder !== null && (await isFromBefore(deps, inbound, holder.erasedAt))) return { kind: 'outdated' };
  const known = holder?.person ?? null;
  const code = await joining.redeem(inbound, known);
  if (known === null && isSign(inbound)) return { kind: 'outdated' };
  if (code.kind === 'refused') return { kind: 'unknown', text: code.text };
  const person = code.kind === 'joins' ? code.person : known;
  if (person === null) return { kind: 'unknown', text: unknownPerson(deps) };
  if (inbound.content.type === 'typing') return waitForMore(threads, person);
  const found = { person: false };
  const committed = await unlessGone(
    threads.change(person, (thread, env) => {
      found.person = true;
      return turnOf(deps, thread, inbound, code, env);
    }),
  ).catch(async (error: unknown) => {
    if (isUnreadable(error)) await raiseBeside({ deps, threads, alerts }, person, inbound);
    throw error;
  });
  if (!found.person) {
    // Erased a moment ago: the address was still remembered here.
    addresses.forget(inbound.channel, inbound.address);
    return { kind: 'unknown', text: unknownPerson(deps) };
  }
  if (committed === null) return { kind: 'duplicate' };
  deps.metrics.count('messages', { channel: inbound.channel, type: inbound.content.type });
  deliveries.follow(committed);
  return { kind: 'accepted' };
}

/** What nobody said: somebody whom we do not know is not spoken to because of it. */
const isSign = ({ content }: Inbound): boolean => content.type === 'typing' || content.type === 'deleted';

/** Somebody is typing: an answer that waits for more waits a little longer. Nothing else is kept of it. */
async function waitForMore(threads: Threads, person: string): Promise<ReceiveOutcome> {
  await unlessGone(threads.change(person, typing));
  return { kind: 'accepted' };
}

/** So long after an erasure a webhook may still bring a message from before it. */
const lateFor = 3 * day;

/**
 * Whether a message was written before somebody was erased who had this address. A webhook says when it came, not when
 * the message was written: in the first days the provider is asked, and a message that it does not know any more went
 * with the erasure. Where the provider gives no answer the message is taken: it may be a worry.
 */
async function isFromBefore(deps: Deps, inbound: Inbound, erasedAt: Instant | null): Promise<boolean> {
  if (erasedAt === null) return false;
  const said = inbound.writtenAt ?? inbound.at;
  if (said <= erasedAt) return true;
  const channel = deps.channels.get(inbound.channel);
  if (inbound.writtenAt !== undefined || inbound.at - erasedAt > lateFor) return false;
  if (channel?.takenInAt === undefined) return false;
  try {
    const at = await channel.takenInAt(inbound.providerId);
    return at === null || at <= erasedAt;
  } catch (error) {
    deps.log.error('receive.moment_unknown', error, { channel: inbound.channel });
    return false;
  }
}

/** Half an emoji cannot be stored: it becomes the replacement character, and nothing beside it is lost. */
function wellFormed(content: Inbound['content']): Inbound['content'] {
  switch (content.type) {
    case 'text':
    case 'edit':
      return { ...content, text: content.text.toWellFormed() };
    case 'button':
      return { ...content, payload: content.payload.toWellFormed(), label: content.label.toWellFormed() };
    case 'media':
      return { ...content, caption: content.caption.toWellFormed() };
    case 'joined':
    case 'left':
    case 'deleted':
    case 'typing':
      return content;
  }
}

/** A code by itself is a sign and no answer; words beside it go the way of all words. */
function turnOf(
  deps: Deps,
  thread: Thread,
  inbound: Inbound,
  code: Exclude<Redeemed, { kind: 'refused' }>,
  env: TurnEnv,
): Thread | null {
  const reply = (at: Thread, received: Received): Thread => settle(at, received, env);
  switch (code.kind) {
    case 'none':
      return turn(deps, thread, inbound, env);
    case 'joins': {
      if (code.words === null) return joinByCode(thread, inbound, env, reply);
      const heard = turn(deps, thread, { ...inbound, content: saying(inbound.content, code.words) }, env);
      return heard === null ? null : introduceAfter(heard, inbound, reply);
    }
    case 'not_yours': {
      if (code.words === null) return refuseCode(thread, inbound, env);
      const heard = turn(deps, thread, { ...inbound, content: saying(inbound.content, code.words) }, env);
      return heard === null ? null : tell(heard, 'join.not_yours', env);
    }
  }
}

/** The same message without its code. */
const saying = (content: Inbound['content'], words: string): Inbound['content'] =>
  content.type === 'media' ? { ...content, caption: words } : { type: 'text', text: words };

/** Receive and settle as one pure change. */
function turn(deps: Deps, thread: Thread, inbound: Inbound, env: TurnEnv): Thread | null {
  const result = receive(thread, inbound, judge(deps, thread, inbound), env);
  if (result.kind === 'duplicate') return null;
  return settle(result.thread, result.received, env);
}

/** Nothing is known of whoever this is, nor what he reads: Dutch, and English below it. */
function unknownPerson({ school, texts, contents: { current } }: Deps): string {
  const helplines = helpLinesFor(school, null, null);
  const said = ['nl', 'en'].filter((language) => current.texts.has(language));
  return said
    .map((language) => texts.render(current, language, { key: 'app.unknown_person', params: { helplines } }))
    .join('\n\n');
}
