import type { Clock, Instant } from '../../ports/clock.js';
import type { ContentSeed } from './state/content.js';

/** The states that Twilio gives a WhatsApp message; `received` is the only one of an inbound message. */
export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'undelivered' | 'failed' | 'received';

/** What a person can tap under a message. `id` is what comes back in ButtonPayload or ListId. */
export type Choices =
  | { readonly kind: 'none' }
  | { readonly kind: 'buttons'; readonly buttons: readonly { readonly id: string; readonly title: string }[] }
  | { readonly kind: 'list'; readonly button: string; readonly items: readonly ListItem[] };

/** One line of a list picker. */
export interface ListItem {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
}

/** A file that came with a message; kept by the double until it is deleted through the API. */
export interface StoredMedia {
  readonly sid: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly createdAt: Instant;
}

/** A message as the double keeps it. Only `status`, `errorCode`, the moments and redaction change. */
export interface StoredMessage {
  readonly sid: string;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  readonly from: string;
  readonly to: string;
  readonly createdAt: Instant;
  readonly statusCallback: string | null;
  readonly messagingServiceSid: string | null;
  readonly contentSid: string | null;
  readonly choices: Choices;
  /** The exact form that was posted to the webhook, so that a duplicate is a true duplicate. */
  readonly webhookForm: Readonly<Record<string, string>> | null;
  body: string;
  status: MessageStatus;
  errorCode: number | null;
  sentAt: Instant | null;
  updatedAt: Instant;
  media: readonly StoredMedia[];
  /** What stands on the telephone: deleting at Twilio takes nothing from there. */
  readonly onPhone: readonly StoredMedia[];
}

/** A REST request as it came in, for proofs against Twilio's specification. The Authorization header is left out. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly contentType: string | null;
  readonly body: string;
  readonly status: number;
}

/** Who sits behind a telephone in the simulator. `number` is `+31…`, with or without `whatsapp:`. */
export interface SimulatedPerson {
  readonly name: string;
  readonly number: string;
}

export interface TwilioDoubleOptions {
  /** 0 takes any free port. The double listens on 127.0.0.1 only. */
  readonly port: number;
  readonly accountSid: string;
  readonly authToken: string;
  /** Our sender: `whatsapp:+31…`. A request from another one is refused with 63007. */
  readonly from: string;
  readonly messagingServiceSid?: string;
  /** The exact public URL of the inbound webhook, connection overrides (`#rc=2&rp=5xx`) included. */
  readonly webhookUrl?: string;
  readonly clock: Clock;
  readonly contents?: readonly ContentSeed[];
  readonly people?: readonly SimulatedPerson[];
  /** `automatic`: a message goes from queued to delivered by itself; `manual`: only `sendStatus` moves it. */
  readonly progress?: 'automatic' | 'manual';
  /** `automatic`: read right after delivered; `opened`: when the simulator shows it; `never`: receipts are off. */
  readonly readReceipts?: 'automatic' | 'opened' | 'never';
  /** Pause between two states, by the clock. 0 (the default) goes on at once. */
  readonly stepMs?: number;
  /** `automatic` decides an approval request at once, by the rules that are known; `manual` waits for `decide`. */
  readonly approvals?: 'automatic' | 'manual';
  /** Moves the clock of the whole demo. Without it the simulator has no clock buttons. */
  readonly advanceClock?: (ms: number) => void | Promise<void>;
  /** One line on what happened, never with a message's text. */
  readonly log?: (line: string) => void;
}

/** What a person sends. `media`, `button` and `list` exclude each other, as on the telephone. */
export interface InboundDraft {
  readonly from: string;
  readonly profileName?: string;
  readonly body?: string;
  /** A place on the map; a message of its own. */
  readonly location?: { readonly latitude: string; readonly longitude: string };
  readonly media?: { readonly contentType: string; readonly data: Buffer };
  readonly button?: { readonly text: string; readonly payload: string };
  readonly list?: { readonly id: string; readonly title: string; readonly description?: string };
  /** The message of ours that this one answers. */
  readonly repliedTo?: string;
}

/** How the webhook answered. `status` is 0 when there was no connection or no answer in time. */
export interface WebhookAnswer {
  readonly messageSid: string;
  readonly status: number;
  readonly twiml: string;
  readonly attempts: number;
}

/**
 * A failure that waits: for the next messages, refused by the REST API (`request`) or accepted and failed afterwards
 * (`callback`); for the next pages of a list, of messages or contents (`list`), after `skip` of them; or for the next
 * messages that are deleted (`delete`).
 */
export interface PlannedFailure {
  readonly code: number;
  readonly when: 'request' | 'callback' | 'list' | 'delete';
  readonly count?: number;
  readonly skip?: number;
}

export interface MessageFilter {
  readonly person?: string;
  readonly direction?: 'inbound' | 'outbound';
  readonly status?: MessageStatus;
}

/** A listener hears of every message that is new or changed. */
export type MessageListener = (message: Readonly<StoredMessage>) => void;
