/** Values that may stand in a log: ids, codes, counts. Never a person's words, name or number. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Structured logs. `event` is a stable name in small letters with dots. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `error` is reduced to its code and type: messages of libraries may repeat what was sent. */
  error(event: string, error: unknown, fields?: LogFields): void;
}
