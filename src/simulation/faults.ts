import { day } from '../core/time.js';
import type { Random } from './random.js';

/** What can go wrong, and how often at each occasion. */
export const faultChances = {
  'store away at a read': 0.0015,
  'store away at a write': 0.003,
  'write done, answer lost': 0.003,
  'conflict without a cause': 0.003,
  'refused for now': 0.02,
  'time-out, not sent': 0.015,
  'time-out, sent': 0.015,
  'adapter breaks, sent': 0.005,
  'refused for good': 0.002,
  'report comes twice': 0.05,
  'report comes late': 0.1,
  'report is lost': 0.02,
  'message comes twice': 0.05,
  'message comes twice at once': 0.05,
  'messages change places': 0.1,
  'messages come at once': 0.3,
  'process dies before a call': 0.0001,
  'process dies after a call': 0.0001,
  'clock goes back': 0.002,
  'all processes stop': 0.05,
} as const;

export type FaultKind = keyof typeof faultChances;

/** Decides what goes wrong; switched off while the books are compared. */
export type Faults = {
  on: boolean;
  counts: Map<FaultKind, number>;
  /** What happened to whom and when, oldest first. */
  log: { kind: FaultKind; to: string; at: number }[];
  /** Whether it happens now, to this aggregate or address. */
  happens: (kind: FaultKind, to: string) => boolean;
  /** Lets go of what happened long ago. */
  forget: () => void;
};

/** So long a fault explains what is seen. */
const remembered = 60 * day;

/** Faults drawn from a stream of each one's own. */
export function createFaults(stream: (name: string) => Random, now: () => number): Faults {
  const faults: Faults = {
    on: false,
    counts: new Map(),
    log: [],
    happens: (kind, to) => {
      if (!faults.on || stream(`fault ${to}`)() >= faultChances[kind]) return false;
      faults.log.push({ kind, to, at: now() });
      faults.counts.set(kind, (faults.counts.get(kind) ?? 0) + 1);
      return true;
    },
    forget: () => {
      faults.log = faults.log.filter(({ at }) => at > now() - remembered);
    },
  };
  return faults;
}
