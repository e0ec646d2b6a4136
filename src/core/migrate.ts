/** One step forward: takes a value of version n and gives the value of version n + 1. */
export type Migration = (old: Record<string, unknown>) => Record<string, unknown>;

export type Migrated =
  | { kind: 'current'; value: Record<string, unknown> }
  /** Written by a newer program: leave it alone. */
  | { kind: 'newer'; version: number }
  | { kind: 'unreadable' };

/**
 * Brings a stored value with a version field `v` forward. `migrations[0]` takes version 1 to 2, and so on;
 * the current version is therefore `migrations.length + 1`.
 */
export function migrate(stored: unknown, migrations: readonly Migration[]): Migrated {
  if (typeof stored !== 'object' || stored === null) return { kind: 'unreadable' };
  let value = stored as Record<string, unknown>;
  const version = value['v'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { kind: 'unreadable' };
  if (version > migrations.length + 1) return { kind: 'newer', version };
  for (const step of migrations.slice(version - 1)) value = step(value);
  return { kind: 'current', value: { ...value, v: migrations.length + 1 } };
}
