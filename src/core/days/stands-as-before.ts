import type { Thread } from '../thread/thread.js';

/** What a standing is made of and a change leaves in place when it does not touch it. */
const parts = [
  'standing',
  'days',
  'ended',
  'profile',
  'settings',
  'leftAt',
] as const satisfies (keyof Thread)[];

/**
 * Whether a change left alone everything that a standing is made of, as most messages do: it needs no second look then.
 * It says yes only where it is sure.
 */
export function standsAsBefore(before: Thread | null, after: Thread): boolean {
  if (before?.standing === undefined || parts.some((part) => before[part] !== after[part])) return false;
  return sameWays(before, after) && !hasDead(before) && !hasDead(after);
}

/** The same addresses, blocked or not as they were; when somebody wrote there does not matter. */
const sameWays = (before: Thread, after: Thread): boolean =>
  before.addresses === after.addresses ||
  (before.addresses.length === after.addresses.length &&
    before.addresses.every((one, place) => one.blocked === after.addresses[place]?.blocked));

const hasDead = ({ outbox }: Thread): boolean => outbox.some(({ status }) => status === 'dead');
