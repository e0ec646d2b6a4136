import type { Address, ChannelName, OutMessage } from '../core/thread/message.js';

/** What came of one attempt. Nothing is thrown for what a provider may answer. */
export type SendResult =
  /** The provider took it. `final`: there will be no later report (Teams); else one may come (WhatsApp). */
  | { status: 'sent'; providerId: string; final: boolean }
  /** Not sent; try again, not before `afterMs` when the provider said so. */
  | { status: 'retry'; afterMs: number | null; reason: string }
  /** Outside the 24-hour window and no template was given. */
  | { status: 'window_closed' }
  /** It may or may not have been sent: a time-out, a connection that broke after the request left. */
  | { status: 'unknown'; reason: string }
  /** It will never be sent. `blocks`: nor will anything else to this address (uninstalled, opted out …). */
  | { status: 'failed'; reason: string; blocks: boolean };

/** What a look-up found about an attempt whose outcome is unknown. */
export type LookUp =
  | { found: true; providerId: string }
  /** It never left: it may be sent again. */
  | { found: false }
  /** The provider could not be asked now. */
  | { found: 'later' }
  /** This channel has no way to look. */
  | { found: 'cannot_tell' };

/** A way to a person. One attempt per call: repeating is the outbox's work and nobody else's. */
export interface Channel {
  name: ChannelName;
  send(to: Address, entry: string, message: OutMessage): Promise<SendResult>;
  /**
   * Looks for an attempt that was recorded at `since` and whose outcome was lost. `known` are the provider's ids of
   * messages that belong to other entries: the same words may have been sent before.
   */
  lookUp(to: Address, message: OutMessage, since: number, known: readonly string[]): Promise<LookUp>;
}
