import { z } from 'zod';
import { migrate, type Migration } from '../migrate.js';
import type { Thread } from './thread.js';

/** Version n to n + 1, oldest first. */
const migrations: readonly Migration[] = [daysInTheThread];

/** Version 2 keeps the practice days of a student, and from the roster what they are planned by. */
function daysInTheThread(old: Record<string, unknown>): Record<string, unknown> {
  const { waitingDay: _waiting, unfinishedDay: _unfinished, ...kept } = old;
  const placement = { company: null, weekday: null, start: null, end: null };
  const profile = { ...placement, ...(old['profile'] as object) };
  const history = { efforts: [], ...(old['history'] as object) };
  return {
    ...kept,
    profile,
    history,
    lastAlert: null,
    days: [],
    plannedTo: null,
    pauses: [],
    unasked: [],
    leftAt: null,
  };
}

const shape = z.looseObject({
  v: z.literal(2),
  id: z.string(),
  person: z.string(),
  addresses: z.array(z.unknown()),
  outbox: z.array(z.unknown()),
  days: z.array(z.unknown()),
  jobs: z.array(z.unknown()),
  seen: z.array(z.string()),
  sequence: z.number(),
});

export type ReadThread = { kind: 'ok'; thread: Thread } | { kind: 'newer' } | { kind: 'unreadable' };

/** Reads a stored thread and brings it forward. A newer one is left alone. */
export function readThread(stored: unknown): ReadThread {
  const migrated = migrate(stored, migrations);
  if (migrated.kind !== 'current') return { kind: migrated.kind };
  const parsed = shape.safeParse(migrated.value);
  return parsed.success ? { kind: 'ok', thread: parsed.data as unknown as Thread } : { kind: 'unreadable' };
}
