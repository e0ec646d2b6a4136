import type { ChannelName } from '../message.js';
import { hour, type Instant } from '../../time.js';
import type { KnownAddress, Thread } from '../thread.js';

/** The way to a person: the channel he used last, else another that works; `avoid` names those that failed before. */
export function wayTo(thread: Thread, avoid: readonly ChannelName[] = []): KnownAddress | null {
  const open = thread.addresses.filter((one) => one.blocked === null && !avoid.includes(one.channel));
  return open.find((one) => one.channel === thread.channel) ?? open[0] ?? null;
}

/** WhatsApp takes free words only within 24 hours of the person's last message. */
const window = 24 * hour;

/** Whether free words may go out there now. */
export const windowOpen = (to: KnownAddress, now: Instant): boolean =>
  to.channel !== 'whatsapp' || (to.lastInboundAt !== null && now - to.lastInboundAt < window);
