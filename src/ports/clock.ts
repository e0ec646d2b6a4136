import type { Instant } from '../core/time.js';

export type { Instant };

/** The only source of time. Tests and the demo move it; nothing else reads the system clock. */
export interface Clock {
  now(): Instant;
  /** Calls `task` once, `delayMs` from now in this clock's own time; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void;
}
