import { toAddress } from '../addresses.js';
import type { PlannedFailure } from '../types.js';

/** What goes wrong on purpose. Most controls work on the next message that is created through the REST API. */
export interface Faults {
  failNext(failure: PlannedFailure): void;
  dropNextResponse(): void;
  delayNext(ms: number): void;
  /** While true, no webhook and no status callback reaches us: our server, or the way to it, is down. */
  loseWebhooks(lost: boolean): void;
  webhooksLost(): boolean;
  takeFailure(when: PlannedFailure['when']): number | null;
  takeDrop(): boolean;
  takeDelay(): number;
  optOut(person: string): void;
  optIn(person: string): void;
  hasOptedOut(person: string): boolean;
}

export function createFaults(): Faults {
  const planned: { code: number; when: PlannedFailure['when']; skip: number }[] = [];
  const delays: number[] = [];
  const optedOut = new Set<string>();
  let drops = 0;
  let lost = false;

  return {
    failNext({ code, when, count = 1, skip = 0 }) {
      for (let i = 0; i < count; i += 1) planned.push({ code, when, skip: i === 0 ? skip : 0 });
    },
    dropNextResponse: () => void (drops += 1),
    delayNext: (ms) => void delays.push(ms),
    loseWebhooks: (on) => void (lost = on),
    webhooksLost: () => lost,
    takeFailure(when) {
      const index = planned.findIndex((failure) => failure.when === when);
      const first = planned[index];
      if (first === undefined) return null;
      if (first.skip > 0) {
        first.skip -= 1;
        return null;
      }
      return planned.splice(index, 1)[0]?.code ?? null;
    },
    takeDrop() {
      if (drops === 0) return false;
      drops -= 1;
      return true;
    },
    takeDelay: () => delays.shift() ?? 0,
    optOut: (person) => void optedOut.add(toAddress(person)),
    optIn: (person) => void optedOut.delete(toAddress(person)),
    hasOptedOut: (person) => optedOut.has(toAddress(person)),
  };
}
