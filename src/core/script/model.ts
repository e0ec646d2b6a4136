import type { Condition } from './condition.js';
import type { AskSource, Ending, Language, ScriptValue, TemplateDefinition } from './schema.js';

/** What a script check found, with its place. Errors keep the old content in force. */
export type Finding = { file: string; line: number; severity: 'error' | 'warning'; message: string };

type StepBase = {
  id: string;
  line: number;
  when: Condition | null;
  /** The step that follows; null at the end of its list. */
  next: string | null;
};

/** A branch row: the first whose condition holds (or that has none) is taken. */
export type BranchRow = { when: Condition | null; to: string };

/** Text keys to choose from, and for which of them something must hold. */
export type Variants = { texts: readonly string[]; only: ReadonlyMap<string, Condition> };

export type AskStep = StepBase & Variants & { kind: 'ask'; ask: AskSource };

/** A step, ready to run: texts as lists of variants, conditions parsed, successors known. */
export type Step =
  | (StepBase & Variants & { kind: 'say' })
  | AskStep
  | (StepBase & { kind: 'branch'; rows: readonly BranchRow[] })
  | (StepBase & { kind: 'repeat'; first: string; limit: number })
  | (StepBase & { kind: 'set'; values: Readonly<Record<string, ScriptValue>> })
  | (StepBase & { kind: 'call'; script: string })
  | (StepBase & { kind: 'end'; outcome: Ending });

/** A dialog, ready to run. */
export type Script = {
  id: string;
  file: string;
  line: number;
  revision: number;
  title: string;
  proactive: boolean;
  /** Milliseconds after which an open talk ends as partial; null: never by itself. */
  expiresAfter: number | null;
  /** Milliseconds after its last word from which it makes room for a practice day that is due; null: it never does. */
  givesWayAfter: number | null;
  nudges: number;
  /** The step that the talk jumps to when the student has little time; null: it has no shorter way. */
  short: string | null;
  first: string;
  steps: ReadonlyMap<string, Step>;
};

/** A WhatsApp template of the manifest, with its place. */
export type Template = TemplateDefinition & { file: string; line: number };

/** A praktijkleeropdracht of a school's catalogue. */
export type Assignment = { number: number; title: string; task: string; skills: readonly string[] };

/** Everything a talk is made of, as one value that is pinned under its hash when the talk begins. */
export type Content = {
  hash: string;
  scripts: ReadonlyMap<string, Script>;
  /** Skill id to its number of prompts. */
  skills: ReadonlyMap<string, number>;
  /** Sector to its assignments. */
  assignments: ReadonlyMap<string, readonly Assignment[]>;
  templates: ReadonlyMap<string, Template>;
  /** Language to flat text keys. */
  texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** What was done with each language. */
  languages: ReadonlyMap<string, Language>;
};

/** The assignment of a number in a sector's catalogue, or null where it has none. */
export const assignmentIn = (
  { assignments }: Pick<Content, 'assignments'>,
  sector: string | null,
  number: unknown,
): Assignment | null => assignments.get(sector ?? '')?.find((one) => one.number === number) ?? null;

/** A file of content as it was read, with its path from the content root. */
export type ContentFile = { path: string; text: string };

/** Every text key that a step may send, prompts of the pools apart. */
export function keysOf(step: Step): string[] {
  if (step.kind === 'say') return [...step.texts];
  if (step.kind !== 'ask') return [];
  const { hints, summary, choices, again, words } = step.ask;
  return [
    ...step.texts,
    ...(hints ? Object.values(hints) : []),
    ...(summary ? [summary] : []),
    ...(again ? [again] : []),
    ...(words?.summary === undefined ? [] : [words.summary]),
    ...explanations(step),
    ...(choices ?? []).map((choice) => choice.label),
  ];
}

/** The simpler words of a question: one for each of its texts, or one for all. */
export const explanations = ({ ask: { explain } }: AskStep): string[] =>
  explain === undefined ? [] : [explain].flat();

/** The four keys of prompt `n` of a skill. */
export function promptKeys(skill: string, n: number) {
  const root = `skills.${skill}.prompts.${n}`;
  return {
    question: `${root}.question`,
    frame: `${root}.frame`,
    example: `${root}.example`,
    starter: `${root}.starter`,
  };
}
