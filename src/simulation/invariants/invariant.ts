import type { Item } from '../../ports/store.js';
import type { Sim } from '../sim.js';
import type { Sending } from '../watch.js';

/** Something found wrong; `person`: whose events are shown with it. */
export type Finding = { person: string | null; what: string };

/**
 * One invariant of the design, as far as it can be seen from outside. Each looks when it must: at a write, at a sending,
 * after each step at what was touched, each evening when nothing goes wrong for a while, and at the end.
 */
export type Invariant = {
  /** Its number in the design, and what it says. */
  name: string;
  onPut?: (sim: Sim, item: Item) => string[];
  onSend?: (sim: Sim, sending: Sending) => string[];
  onStep?: (sim: Sim) => Promise<Finding[]>;
  daily?: (sim: Sim) => Promise<Finding[]>;
  atEnd?: (sim: Sim) => Promise<Finding[]>;
};
