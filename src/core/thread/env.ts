import type { TextRef } from '../script/effect.js';
import type { Content } from '../script/model.js';
import type { Directory } from '../school/people.js';
import type { School } from '../school/school.js';
import type { Instant } from '../time.js';

/** What a pure turn may know of the world: handed in, never fetched. */
export type TurnEnv = {
  now: Instant;
  school: School;
  directory: Directory;
  /** The content that new talks begin with. */
  current: Content;
  /** The content that the open talk is pinned to; the current one when none is open. */
  pinned: Content;
  render: (content: Content, language: string, text: TextRef) => string;
  /** A script failed: whoever carries out the turn is told, and says under which code the talk is parked. */
  failed: (thread: { id: string; talk: { id: string } | null }, error: unknown) => string;
};

/** Limits of one person's thread (invariant 13). They never come before a message is judged and stored. */
export const threadLimits = {
  /** Characters of one message that are kept. */
  message: 4000,
  /** Characters of one transcript; beyond it, lines are kept without their words. */
  transcript: 300_000,
  /** Messages a minute that get an answer. */
  perMinute: 20,
  /** Characters that one outgoing text with buttons may have. */
  outgoing: 1000,
} as const;
