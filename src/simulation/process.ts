import type { FaultKind, Faults } from './faults.js';

/** One process of the product: it may die at any call, and then nothing that it still tries comes about. */
export type Process = { name: string; alive: boolean };

/** What a dead process gets for every call. Nobody hears of it. */
class Died extends Error {}

/** Makes a call for a process that may die before it, or when it is done. */
export async function calling<T>(
  life: Process,
  faults: Faults,
  to: string,
  call: () => Promise<T>,
): Promise<T> {
  dieIf(life, faults, 'process dies before a call', to);
  const result = await call();
  dieIf(life, faults, 'process dies after a call', to);
  return result;
}

function dieIf(life: Process, faults: Faults, kind: FaultKind, to: string): void {
  if (life.alive && faults.happens(kind, to)) life.alive = false;
  if (!life.alive) throw new Died('the process is gone');
}
