import type { Card } from '../../core/thread/card.js';

/** What a button on a card comes to. */
export type AlertResult =
  | { kind: 'card'; card: Card }
  /** This person may not see it, or it is not there. */
  | { kind: 'refused' };
