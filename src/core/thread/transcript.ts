import type { FileKind, NotKept } from '../media/kinds.js';
import type { MediaType } from '../media/sniff.js';
import type { Effort } from '../signals/types.js';
import type { Instant } from '../time.js';
import type { ChannelName } from './message.js';

/** A file that came with a message, as the transcript knows it: its bytes are an item of their own under the same id. */
export type LineFile = {
  id: string;
  kind: FileKind;
  state: 'waiting' | 'kept' | 'not_kept';
  /** Why not; present when it is not kept. */
  why?: NotKept;
  /** What it is by its bytes, once it is kept. */
  type?: MediaType;
  size?: number;
  /** What a program wrote down of what is said in it; absent where none listened, or none understood it. */
  transcript?: Transcript;
};

/** Words that a machine heard. `confidence` is its own word for how sure it is, 0 to 1. */
export type Transcript = { text: string; language: string | null; confidence: number };

/** One line of a transcript. */
export type Line = {
  id: string;
  at: Instant;
  from: 'student' | 'bot' | 'staff';
  /** Who of the staff speaks, by name. */
  by?: string;
  channel: ChannelName | null;
  text: string;
  choice?: string;
  files?: LineFile[];
  /** The first wording, and when it was changed. */
  edits?: { text: string; at: Instant }[];
  /** When the words that stand were written, once they were changed: an older change that comes late undoes nothing. */
  changedAt?: Instant;
  /** When the student took the message away: its words are gone. */
  deleted?: Instant;
  /** When the student took these words back as his answer, to say it anew. */
  corrected?: Instant;
  /** For a line of its own that holds other words for an earlier message: that message. */
  of?: string;
  /** For a question of the bot: which one of its talk. */
  asks?: number;
  /** The message was longer than what is kept. */
  cut?: true;
  /** Only the confidant may read it. */
  confidential?: true;
  /** The worry that it belongs to: its readers see it, and nobody else of the staff. */
  alert?: string;
  /** A person must look: no program could judge it. */
  unread?: true;
  effort?: Effort;
  /** For lines of the bot in Teams: its id there. Without it nothing in that chat could be taken back. */
  providerId?: string;
  /** For lines of the bot on WhatsApp: its id there, which a reply to it names. */
  whatsappId?: string;
  /** For lines of the bot: whether it arrived. */
  delivery?: 'sent' | 'delivered' | 'unknown' | 'failed' | 'waiting';
};
