import type { SentFile } from '../media/kinds.js';
import type { Instant } from '../time.js';
import type { Card } from './card.js';

export type ChannelName = 'teams' | 'whatsapp';

/** A choice as the person sees it. The id comes back when it is tapped and carries talk and question. */
export type Choice = { id: string; label: string };

/** The approved template that carries a message outside the WhatsApp window; variables in order, never empty. */
export type TemplateUse = { name: string; language: string; variables: string[]; text: string };

/**
 * What is sent: words with choices, or a card. `from`: who of the staff wrote the words. `key` is what the card shows (an alert); `replaces` is the
 * provider's id of the card whose place it takes, filled in when it is sent.
 */
export type OutMessage =
  | { kind: 'text'; text: string; choices: Choice[]; template: TemplateUse | null; from?: string }
  | { kind: 'card'; card: Card; key: string; replaces: string | null; about?: string[] };

/** How a person is reached on a channel. `ref` is the channel's own and opaque to everything else. */
export type Address = { channel: ChannelName; address: string; ref: unknown };

/** A message or sign as it came in, in words that no SDK owns. */
export type Inbound = {
  channel: ChannelName;
  /** The sender on that channel: what an address item is looked up by. */
  address: string;
  /** The provider's id of this event: the same twice is one event. */
  providerId: string;
  at: Instant;
  /** When it was written, where the message itself says so. */
  writtenAt?: Instant;
  /** How to answer; kept with the person. */
  ref: unknown;
  /** The provider's id of the message that it answers to, where the person chose one. */
  quotes?: string;
  content: InboundContent;
};

export type InboundContent =
  | { type: 'text'; text: string }
  | { type: 'button'; payload: string; label: string }
  /** Files, or signs such as a location; `caption`: the words that came with them. */
  | { type: 'media'; files: SentFile[]; caption: string }
  /** Other words for a message sent before; of one that was deleted, the words that are back. */
  | { type: 'edit'; of: string; text: string }
  /** The person took a message away. */
  | { type: 'deleted'; of: string }
  /** The person is writing: no event to keep, only a reason to wait. */
  | { type: 'typing' }
  /** `wrote`: by sending something (a code), which opens WhatsApp's window; else by installing, which does not. */
  | { type: 'joined'; wrote?: true }
  | { type: 'left' };

/** What a provider said later about something that was sent. */
export type DeliveryReport = {
  channel: ChannelName;
  /** Our entry, when the provider gives it back. */
  entry: string | null;
  /** The address it went to. */
  address: string;
  providerId: string;
  /** `retry`: refused for now; `window_closed`: outside the 24 hours; `failed`: for good; `blocked`: so is all else. */
  status: 'sent' | 'delivered' | 'read' | 'retry' | 'window_closed' | 'failed' | 'blocked';
  /** The provider's error code, if any. */
  code: string | null;
};
