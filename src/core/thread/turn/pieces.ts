import type { Depth, Effort } from '../../signals/types.js';
import type { Instant } from '../../time.js';

/**
 * Pieces of one answer that came in messages of their own. Students send one thought in five messages: the talk waits
 * a few seconds after each before it goes on. What is stored and judged never waits; only the answer does.
 */
export type Fragments = {
  /** The talk and the question that they answer. */
  talk: string;
  asked: number;
  parts: { id: string; text: string }[];
  /** How the answer as a whole was judged when its last piece came. */
  effort: Effort;
  /** Absent in what an older version stored. */
  depth?: Depth;
  unread: boolean;
  since: Instant;
  /** Somebody was seen typing: it may take longer. */
  typing?: true;
  /** When the talk goes on, unless another piece comes before. */
  dueAt: Instant;
};
