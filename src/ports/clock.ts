/** A moment: milliseconds since 1970-01-01T00:00Z. Dates and times of day are computed in the school's zone. */
export type Instant = number;

/** The only source of time. Tests and the demo move it; nothing else reads the system clock. */
export interface Clock {
  now(): Instant;
  /** Calls `task` once, `delayMs` from now in this clock's own time; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void;
}
