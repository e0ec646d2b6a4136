import { randomBytes } from 'node:crypto';

/** AC account, SM text message, MM message with media, ME media, HX content, XE channel. */
export type SidPrefix = 'SM' | 'MM' | 'ME' | 'HX' | 'XE';

/** Random rather than counted: a restarted demo must not repeat the ids that its store already knows. */
export function newSid(prefix: SidPrefix): string {
  return prefix + randomBytes(16).toString('hex');
}
