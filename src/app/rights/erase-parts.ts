import type { Job, Post } from '../../core/outbox/job.js';
import type { Thread } from '../../core/thread/thread.js';
import type { AddressBook } from '../conversation/address-book.js';
import type { Deliveries } from '../conversation/deliveries.js';
import type { Deps } from '../deps.js';
import type { HeldErasure } from './held-erasure.js';
import type { Threads } from '../conversation/threads.js';

/** What erasing stands on. */
export type EraseParts = {
  deps: Deps;
  threads: Threads;
  deliveries: Deliveries;
  addresses: Pick<AddressBook, 'forget'>;
  /** Does a job that must not go with the thread that holds it. */
  runJob: (job: Job, thread: Thread) => Promise<void>;
  post: (posted: Post) => Promise<void>;
};

/** What came of a step. `waiting`: worries that stay until they are handled. */
export type StepResult =
  | { kind: 'done'; waiting?: number }
  /** It is to be tried again, not before `afterMs` when a provider said so. */
  | { kind: 'later'; afterMs: number | null; reason: string };

/** One step of an erasure. It may run twice, and beside what is still under way for the person. */
export type EraseStep = (parts: EraseParts, held: HeldErasure) => Promise<StepResult>;

/** A step that has nothing more to say. */
export const done: StepResult = { kind: 'done' };
