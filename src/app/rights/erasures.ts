import { TerugblikError, hasCode } from '../../core/errors.js';
import {
  begun,
  newErasure,
  nextStep,
  stepDone,
  stepFailed,
  sweepOver,
  type Erasure,
  type Scope,
  type Step,
  type Traces,
} from '../../core/rights/erasure.js';
import type { Instant } from '../../core/time.js';
import type { Ref } from '../../ports/store.js';
import type { EraseParts } from './erase-parts.js';
import { steps } from './erase-steps.js';
import { eraseLease, erasureItem, holdErasure, type HeldErasure } from './held-erasure.js';
import type { InHand } from '../in-hand.js';
import { erasureAt, erasureRef } from './tombstones.js';

/** Erasing people, or what they answered. */
export type Erasures = {
  /**
   * Puts down that somebody is to be erased, and what is known of him: from here on a crash stops nothing. A moment in
   * the future begins it then. Doing it again while it is under way changes nothing.
   */
  begin: (person: string, scope: Scope, at: Instant, found?: Traces) => Promise<Ref>;
  /** Takes back the erasure of a leaver that has not begun. */
  cancel: (person: string) => Promise<void>;
  /** Does what can be done now; the rest is done when it is due. */
  work: (ref: Ref) => Promise<void>;
  /** The same in the background, when its alarm went off: other alarms do not wait for a provider. */
  wake: (ref: Ref) => void;
};

const conflictLimit = 8;

/** `parts` is what the steps work with; `inHand` waits for what goes on in the background when the process stops. */
export function createErasures(parts: EraseParts, inHand: InHand): Erasures {
  const running = new Set<string>();
  const work = async (ref: Ref): Promise<void> => {
    if (running.has(ref.id)) return;
    running.add(ref.id);
    try {
      await sweep(parts, ref);
    } catch (error) {
      if (!isConflict(error)) throw error;
    } finally {
      running.delete(ref.id);
    }
  };
  return {
    begin: (person, scope, at, found = {}) => begin(parts, newErasure(person, scope, at), found),
    cancel: (person) => cancel(parts, person),
    work,
    // An item that is due carries its alarm as well: only its name goes on.
    wake: ({ kind, partition, id }) => inHand.start(work({ kind, partition, id })),
  };
}

async function begin({ deps }: EraseParts, asked: Erasure, found: Traces): Promise<Ref> {
  const { store, clock } = deps;
  const ref = erasureRef(deps, asked.scope, asked.pending?.person ?? '');
  for (let round = 0; round < conflictLimit; round += 1) {
    const known = await erasureAt(deps, ref);
    const erasure = begun(known?.erasure ?? null, asked, found);
    if (erasure === known?.erasure) return ref;
    const wakeAt = Math.max(erasure.at, clock.now() + eraseLease);
    const guard = known === null ? ({ absent: true } as const) : { etag: known.stored.etag };
    if ((await store.put(erasureItem(ref, erasure, wakeAt), guard)).ok) return ref;
  }
  throw new TerugblikError('conflict', 'this erasure was begun again and again meanwhile');
}

async function cancel({ deps }: EraseParts, person: string): Promise<void> {
  const ref = erasureRef(deps, 'all', person);
  const known = await erasureAt(deps, ref);
  if (known !== null && known.erasure.pending !== null && known.erasure.at > deps.clock.now())
    await deps.store.remove(ref, known.stored.etag);
}

/** Does the steps of a sweep that are left. What fails is tried again later, with what was done kept. */
async function sweep(parts: EraseParts, ref: Ref): Promise<void> {
  const held = await holdErasure(parts.deps, ref);
  if (held === null) return;
  for (let step = nextStep(held.erasure()); step !== null; step = nextStep(held.erasure()))
    if (!(await tried(parts, held, ref, step))) return;
  const { erasure, wait } = sweepOver(held.erasure());
  if (wait !== null) return held.save(erasure, wait);
  await held.finish();
  parts.deps.metrics.count('erased', { scope: erasure.scope });
  parts.deps.log.info('erase.done', { erasure: ref.id, scope: erasure.scope });
}

/** Whether a step could be done. Where it could not, the erasure comes up again by itself. */
async function tried(parts: EraseParts, held: HeldErasure, ref: Ref, step: Step): Promise<boolean> {
  const { log } = parts.deps;
  try {
    const result = await steps[step](parts, held);
    if (result.kind === 'done') {
      await held.save(stepDone(held.erasure(), step, result.waiting), eraseLease);
      return true;
    }
    log.info('erase.waits', { erasure: ref.id, step, reason: result.reason });
    await later(held, result.afterMs ?? 0);
  } catch (error) {
    // Another process works on the same erasure, or on what it would remove: it, or its alarm, goes on.
    if (isConflict(error)) return false;
    const code = error instanceof TerugblikError ? error.code : 'unexpected';
    log.error('erase.step_failed', error, { erasure: ref.id, step, code });
    await later(held, 0).catch(() => undefined);
  }
  return false;
}

const isConflict = (error: unknown): boolean => hasCode(error, 'conflict');

function later(held: HeldErasure, afterMs: number): Promise<void> {
  const { erasure, wait } = stepFailed(held.erasure());
  return held.save(erasure, Math.max(wait, afterMs));
}
