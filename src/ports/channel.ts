import type { Address, ChannelName, DeliveryReport, Inbound, OutMessage } from '../core/thread/message.js';
import type { Instant } from '../core/time.js';
import type { MediaSource } from './media-source.js';

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

/** A message that the provider keeps, for those whose webhook was lost. */
export type PastMessage =
  | {
      direction: 'in';
      providerId: string;
      address: string;
      /** When it was sent, by the provider's clock. */
      at: Instant;
      words: string;
      /**
       * The message as its webhook would have brought it, as far as the provider still knows; asks the provider again
       * where there is more than words.
       * @throws TerugblikError as `history` does.
       */
      read: () => Promise<Inbound>;
    }
  /** One of ours that has come to its end, as its last status callback said it. */
  | { direction: 'out'; changedAt: Instant; report: DeliveryReport };

/** Where the provider stands on a template. `unsubmitted`: nobody asked; `unknown`: a state that is new to us. */
export type TemplateState =
  'approved' | 'pending' | 'received' | 'rejected' | 'paused' | 'disabled' | 'unsubmitted' | 'unknown';

/** One wording of one template in one language, as the provider keeps it. Plain JSON. */
export type TemplateVersion = {
  /** Its name at the provider: `terugblik_<name>_<language>_<fingerprint>`. */
  version: string;
  name: string;
  language: string;
  fingerprint: string;
  sid: string;
  state: TemplateState;
  /** Why it was rejected, in the provider's words. */
  reason: string | null;
  madeAt: Instant;
  body: string;
  buttons: { id: string; title: string }[];
};

/** How far back a listing goes, in either direction. */
export type HistorySpan = { in: Instant; out: Instant };

/** What a channel is asked to forget about a person. */
export type ToForget = {
  /** Nothing that was made after this moment. */
  until: Instant;
  /** The provider's ids of what we sent, where it cannot be asked for the messages of a person (Teams). */
  sent: readonly string[];
};

/** What came of it. What is gone already counts as forgotten, so that asking again is safe. */
export type Forgotten =
  /** `kept`: what the provider will never remove for us. */
  | { status: 'done'; removed: number; kept: number }
  /** Not everything could be removed now: a message on its way, a provider that does not answer. `left`: of `sent`. */
  | { status: 'later'; removed: number; left: readonly string[]; afterMs: number | null; reason: string };

/** A way to a person. One attempt per call: repeating is the outbox's work and nobody else's. */
export interface Channel {
  name: ChannelName;
  send(to: Address, entry: string, message: OutMessage): Promise<SendResult>;
  /**
   * Looks for an attempt that was recorded at `since` and whose outcome was lost. `known` are the provider's ids of
   * messages that belong to other entries: the same words may have been sent before.
   */
  lookUp(to: Address, message: OutMessage, since: number, known: readonly string[]): Promise<LookUp>;
  /**
   * What went to and fro since these moments, each direction newest first. Absent where the provider keeps nothing
   * that could be asked for (Teams) and repeats by itself what was not taken in.
   * @throws TerugblikError `provider_unreachable` or `provider_refused`, at any page.
   */
  history?(since: HistorySpan): AsyncIterable<PastMessage>;
  /**
   * Every wording of our templates that the provider holds, older ones too. Absent on channels without templates.
   * @throws TerugblikError `provider_unreachable` or `provider_refused`.
   */
  templates?(): Promise<TemplateVersion[]>;
  /** Removes what the provider keeps of a person: messages to and from him, and their media. */
  forget?(who: Address, what: ToForget): Promise<Forgotten>;
  /** The files that people send here; absent where a process has no way to fetch any. */
  media?: MediaSource;
  /**
   * When the provider took in a message of a person; null for one that it does not know (any more). Absent where each
   * message tells it itself.
   * @throws TerugblikError `provider_unreachable` or `provider_refused`.
   */
  takenInAt?(providerId: string): Promise<Instant | null>;
}
