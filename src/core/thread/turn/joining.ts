import { nothingSeen } from '../../signals/types.js';
import type { TurnEnv } from '../env.js';
import type { Inbound } from '../message.js';
import { receive, type Received } from './receive.js';
import { tell } from './answering.js';
import type { Thread } from '../thread.js';
import { plain } from './words.js';

/** Answers a received message; a script that fails in it must leave the thread in order. */
export type Answer = (thread: Thread, received: Received) => Thread;

/** What people write around a code without saying anything by it, as words are compared: small letters, no marks. */
const greetings = new Set(
  [
    'hoi hallo hai dag hey hi hello goedemorgen goedemiddag mijn de dit deze is hier code my the this here',
    'merhaba selam kodum kod bu benim cześć czesc hej kod mój moj to',
    'привіт вітаю код мій це مرحبا أهلا السلام عليكم الرمز هذا رمزي',
  ]
    .join(' ')
    .split(' ')
    .map(plain),
);

/**
 * The words beside a code that say something, '' for none. `link` is what the link of the card wrote there.
 * Whatever is not surely a greeting is kept: a worry may stand beside the code (invariant 8).
 */
export function wordsBeside(beside: readonly string[], link: readonly string[]): string {
  const ours = new Set(link.map(plain));
  return beside.filter((part) => !ours.has(plain(part)) && !isGreeting(part)).join('\n');
}

const isGreeting = (part: string): boolean =>
  /^[\p{P}\s]*$/u.test(part) ||
  (plain(part) !== '' &&
    plain(part)
      .split(' ')
      .every((word) => greetings.has(word)));

/**
 * The turn of a message that is the person's own code and nothing else. It is no answer to an open question and is
 * not kept as words. Whoever was in already is told so and asked the open question again. Null for a duplicate.
 */
export function joinByCode(before: Thread, inbound: Inbound, env: TurnEnv, answer: Answer): Thread | null {
  const result = receive(before, signOf(inbound), nothingSeen, env);
  if (result.kind === 'duplicate') return null;
  if (before.settings.stoppedAt !== null) return tell(result.thread, 'app.stopped_before', env);
  const thread = isIn(before, inbound) ? tell(result.thread, 'join.already', env) : result.thread;
  const answered = answer(thread, result.received);
  const heard = answered.outbox.length > before.outbox.length;
  return heard ? answered : tell(answered, 'join.here', env);
}

/** After a message that came with the code: whoever is new and was told nothing yet is told who this is. */
export function introduceAfter(thread: Thread, inbound: Inbound, answer: Answer): Thread {
  const { talk, settings } = thread;
  if (talk !== null || settings.introducedAt !== null || settings.stoppedAt !== null) return thread;
  return answer(thread, {
    inbound: signOf(inbound),
    assessment: nothingSeen,
    raised: null,
    cut: false,
    pastWaiting: false,
    tooMany: false,
  });
}

/** The turn of a code that belongs to somebody else, sent by a person we know. Null for a duplicate. */
export function refuseCode(before: Thread, inbound: Inbound, env: TurnEnv): Thread | null {
  const result = receive(before, signOf(inbound), nothingSeen, env);
  return result.kind === 'duplicate' ? null : tell(result.thread, 'join.not_yours', env);
}

const signOf = (inbound: Inbound): Inbound => ({ ...inbound, content: { type: 'joined', wrote: true } });

const isIn = (thread: Thread, { channel, address }: Inbound): boolean =>
  thread.addresses.some(
    (one) => one.channel === channel && one.address === address && one.lastInboundAt !== null,
  );
