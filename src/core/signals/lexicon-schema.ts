import { z } from 'zod';
import { concernCategories } from './types.js';

/** What depth is read from. */
export const depthCues = ['reason', 'feeling', 'weigh', 'plan'] as const;

/** One kind of sign of depth. */
export type DepthCue = (typeof depthCues)[number];

const about = z.enum(['self', 'staff', 'company', 'home', 'peer', 'unknown']);
const example = z.union([
  z.string().min(1),
  z.strictObject({ prompt: z.string(), answer: z.string().min(1) }),
]);

/** One reviewed rule: what it means, how it is said, and what it must and must not catch. */
export const entrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  category: z.enum(concernCategories),
  severity: z.enum(['acute', 'high', 'medium']),
  /** Left out: worked out from the people named near the words. */
  about: about.optional(),
  /** How sure these words alone make us. */
  confidence: z.number().min(0.1).max(1).default(0.7),
  /** The question must match one of these: for bare answers such as "nee". */
  prompt: z.array(z.string()).default([]),
  patterns: z.array(z.string()).min(1),
  /** Found anywhere in the answer, these take the rule off the table. */
  unless: z.array(z.string()).default([]),
  /** A plain negation just before the words ("niemand slaat mij") takes them back. */
  negatable: z.boolean().default(true),
  matches: z.array(example).min(1),
  not: z.array(example).min(1),
});

/** A language that answers may come in. */
export const languageSchema = z.strictObject({
  code: z.string().regex(/^[a-z]{2}$/),
  name: z.string(),
  /** Words that tell the language and make a text readable; `word*` is a beginning. */
  known: z.string().default(''),
  /** Letters that are joined to the front of a word: "و" of "وقال". */
  prefixes: z.string().default(''),
  /**
   * How much is asked before an answer counts as read: the share of known words, and the chance of a worry from which
   * somebody looks although no alarm is raised. Chosen per language on measured answers (docs/signals.md).
   */
  read: z
    .strictObject({ known: z.number().min(0).max(1), doubt: z.number().min(0).max(1) })
    .default({ known: 0.7, doubt: 1 }),
  /** No answer at all: "weet niet". */
  filler: z.string().default(''),
  /** An answer without anything concrete: "prima". */
  label: z.string().default(''),
});

/** Where an alarm begins. docs/signals.md has the table of what each choice costs in missed and false alarms. */
export const thresholdsSchema = z.strictObject({
  /** From this confidence a worry is raised, marked "misschien". */
  alarm: z.number().min(0.01).max(0.99),
  /** The same for what looks acute: lower, because there a miss costs most. */
  acute: z.number().min(0.01).max(0.99),
  /** From this confidence it is raised without "misschien". */
  sure: z.number().min(0.01).max(0.99),
  /** A rule this sure raises a worry whatever the model makes of it. */
  rule: z.number().min(0.1).max(1),
});

/** Where an alarm begins. */
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** What holds where no file says otherwise: low, because a missed worry costs more than a look. */
export const usualThresholds: Thresholds = { alarm: 0.4, acute: 0.4, sure: 0.5, rule: 0.4 };

/** One file of dialogs/signals. Every part is optional; names are shared between files. */
export const fileSchema = z.strictObject({
  language: languageSchema.optional(),
  /** Spellings that are read as another word: { niet: "nie nt" }. */
  spelling: z.record(z.string(), z.string()).default({}),
  families: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string()).default({}),
  /** Words by what they mean in these students' lives, for the model: `word*`, and `two_words` for a phrase. */
  classes: z.record(z.string().regex(/^[a-z][a-z_]*$/), z.string()).default({}),
  thresholds: thresholdsSchema.optional(),
  /** Harmless uses of alarming words: what they cover is not looked at again. */
  harmless: z.array(z.string()).default([]),
  /** Signs of depth: why, what it did to me, what I did wrong or right, what I do next time. */
  depth: z.partialRecord(z.enum(depthCues), z.array(z.string())).default({}),
  entries: z.array(entrySchema).default([]),
});

/** A rule as it is written in a file. */
export type Entry = z.infer<typeof entrySchema>;

/** A language as it is written in a file. */
export type LanguageEntry = z.infer<typeof languageSchema>;

/** A file of the lexicons, checked. */
export type LexiconFile = z.infer<typeof fileSchema>;
