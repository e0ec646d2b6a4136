import type { ScriptValue } from '../../script/schema.js';

/** Why a talk is opened, and about which practice day. */
export type Opening = {
  script: string;
  day: { id: string; date: string } | null;
  assignment: number | null;
  /** More names for a small script. */
  values?: Readonly<Record<string, ScriptValue>>;
  /** Set where the talk itself is the answer to a worry. */
  care?: { alert: string; values: Readonly<Record<string, ScriptValue>> };
};
