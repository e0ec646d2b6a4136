import type { TextRef } from '../script/effect.js';
import type { Instant } from '../time.js';
import type { School } from './school.js';

/** What a card is drawn with. */
export type CardEnv = {
  /** Who looks at it: what he can do depends on who has it. */
  viewer: string;
  now: Instant;
  name: (person: string) => string;
  school: School;
  render: (text: TextRef) => string;
};

/** A text of cards by the name behind `card.`. */
export type Text = (key: string, params?: TextRef['params']) => string;
