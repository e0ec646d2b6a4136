import { z } from 'zod';

/** The version of the script format that this program writes. Older ones are migrated forward when read. */
export const currentSpec = 1;

const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/, 'use small letters, digits and _');
const textKey = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)+$/, 'a text key has a file and a name, like reflectie.hallo');

/** Words for an occasion: they come first where their condition holds, but never twice running. */
const occasional = z.strictObject({ key: textKey, when: z.string().min(1) });

/** One key, or variants that rotate so that the same student does not read the same words twice running. */
const text = z.union([
  textKey,
  z
    .array(z.union([textKey, occasional]))
    .min(2)
    .refine((variants) => variants.some((one) => typeof one === 'string'), {
      error: 'one of the variants must fit always: leave out its "when"',
    }),
]);

/** Hours or days, like 20h or 2d. */
const duration = z.string().regex(/^[1-9][0-9]*[hd]$/, 'write hours or days, like 20h or 2d');

const outcome = z.enum(['completed', 'partial', 'stopped']);
/** `paused` ends a small script that stands on a talk, and leaves the open question unasked. */
const ending = z.enum([...outcome.options, 'paused']);

const choice = z.strictObject({
  id: identifier,
  label: textKey,
  /** Where this answer leads; without it the script goes on with `next`. */
  to: identifier.optional(),
});

const ask = z.strictObject({
  kind: z.enum(['text', 'choice', 'scale', 'confirm']),
  /** `{ prompts: skill }` takes the next unused prompt of the skill that the loop is at. */
  text: z.union([text, z.strictObject({ prompts: z.literal('skill') })]),
  /** At least two, or one beside `options`. */
  choices: z.array(choice).min(1).optional(),
  /** Extra choices that the school's data gives; `answers`: the answers of the summary, to be said anew. */
  options: z.enum(['assignments', 'languages', 'dates', 'answers']).optional(),
  /** With `options: answers`: what is said before the question of the chosen answer is asked again; {{before}} in it. */
  again: textKey.optional(),
  /** The name under which the answer is kept; conditions and texts can use it. */
  save: identifier.optional(),
  /** Kept under this name as well where the answer is enough and says something: for what builds on his words. */
  good: identifier.optional(),
  /** The label under which the answer stands in the summary. */
  summary: textKey.optional(),
  /**
   * Words that are none of the choices: kept under this name, and where they lead; `enough: told`: only words that tell
   * something, not a label or a choice with a slip in it; `summary`: their label there. Otherwise the choice is asked again.
   */
  words: z
    .strictObject({
      save: identifier,
      to: identifier,
      enough: z.literal('told').optional(),
      summary: textKey.optional(),
    })
    .optional(),
  /** What counts as an answer to a text question. */
  enough: z.enum(['ok', 'thin', 'any']).optional(),
  hints: z.strictObject({ frame: textKey, example: textKey, starter: textKey }).optional(),
  /** How many hints may follow a thin answer, at most. */
  nudges: z.number().int().min(0).max(2).optional(),
  /**
   * After so many good answers running one hint is enough, and from `none` on no hint is given. A good answer is
   * enough at once and says more than a label; one that is not enough brings all help back.
   */
  fade: z
    .strictObject({ after: z.number().int().min(1), none: z.number().int().min(2).optional() })
    .refine(({ after, none }) => none === undefined || none > after, {
      error: 'none must be more than after',
    })
    .optional(),
  /** The question in simpler words, for whoever asks for them; as many as `text` has, or one for all. */
  explain: z.union([textKey, z.array(textKey).min(2)]).optional(),
  skip: z.boolean().optional(),
  /** The approved WhatsApp template that carries this question outside the 24-hour window. */
  template: identifier.optional(),
  timeout: z.strictObject({ after: duration, to: identifier.optional() }).optional(),
});

const common = { id: identifier, when: z.string().min(1).optional(), next: identifier.optional() };

const value = z.union([z.string(), z.number(), z.boolean()]);

type StepShape = z.infer<typeof simpleStep> | RepeatShape;
type RepeatShape = {
  id: string;
  when?: string | undefined;
  next?: string | undefined;
  repeat: { over: 'skills'; limit?: number | undefined; steps: StepShape[] };
};

const simpleStep = z.union([
  z.strictObject({ ...common, say: text }),
  z.strictObject({ ...common, ask }),
  z.strictObject({
    ...common,
    branch: z.array(z.strictObject({ when: z.string().min(1).optional(), to: identifier })).min(1),
  }),
  z.strictObject({ ...common, set: z.record(identifier, value) }),
  z.strictObject({ ...common, call: identifier }),
  z.strictObject({ ...common, end: ending }),
]);

const step: z.ZodType<StepShape> = z.lazy(() =>
  z.union([
    simpleStep,
    z.strictObject({
      ...common,
      repeat: z.strictObject({
        over: z.literal('skills'),
        limit: z.number().int().min(1).optional(),
        steps: z.array(step).min(1),
      }),
    }),
  ]),
);

/** A dialog as a school writes it: one YAML file under dialogs/scripts/. See docs/authoring.md. */
export const scriptSchema = z.strictObject({
  spec: z.literal(currentSpec),
  id: identifier,
  /** Goes up with every change of the words or the order. */
  revision: z.number().int().min(1),
  title: z.string().min(1),
  /** True where the program opens the talk by itself: its first question then needs a template. */
  proactive: z.boolean().optional(),
  /** The talk ends as partial when it is still open after this time. */
  expires: duration.optional(),
  /** So long after its last word a talk of its own makes room for a practice day that is due; absent: it never does. */
  gives_way: duration.optional(),
  /** At most this many hints in one talk. */
  nudges: z.number().int().min(0).max(10).optional(),
  /** Where the talk goes on when the student has little time ("weinig tijd"): a step outside any repeat. */
  short: identifier.optional(),
  steps: z.array(step).min(1),
});

export type ScriptSource = z.infer<typeof scriptSchema>;
export type StepSource = StepShape;
export type AskSource = z.infer<typeof ask>;
export type Outcome = z.infer<typeof outcome>;
export type Ending = z.infer<typeof ending>;
export type ScriptValue = z.infer<typeof value>;

/** The skills (21e-eeuwse vaardigheden) and how many prompts each has; the words stand in locales/. */
export const skillsSchema = z.strictObject({
  spec: z.literal(currentSpec),
  /** Prompt n of skill s has the keys skills.s.prompts.n.question, .frame, .example and .starter. */
  skills: z.array(z.strictObject({ id: identifier, prompts: z.number().int().min(1).max(50) })).min(1),
});

/** A catalogue of assignments (praktijkleeropdrachten) of one sector. */
export const assignmentsSchema = z.strictObject({
  spec: z.literal(currentSpec),
  sector: identifier,
  assignments: z
    .array(
      z.strictObject({
        number: z.number().int().min(1).max(20),
        title: z.string().min(1).max(40),
        task: z.string().min(1).max(200),
        skills: z.array(identifier).min(1),
      }),
    )
    .min(1),
});

/** The approved WhatsApp templates: the words are a text key, its variables in order become {{1}}, {{2}} … */
export const templatesSchema = z.strictObject({
  spec: z.literal(currentSpec),
  templates: z.array(
    z.strictObject({
      name: identifier,
      category: z.enum(['utility']),
      text: textKey,
      variables: z.array(identifier),
      buttons: z.array(z.strictObject({ id: identifier, label: textKey })),
    }),
  ),
});
export type TemplateDefinition = z.infer<typeof templatesSchema>['templates'][number];

const language = z
  .strictObject({
    /** As its speakers write it. */
    name: z.string().min(1),
    state: z.enum(['source', 'drafted', 'reviewed']),
    /** When somebody who teaches in it has read every text. */
    reviewed: z.iso.date().optional(),
    direction: z.enum(['ltr', 'rtl']).default('ltr'),
  })
  .refine((one) => (one.state === 'reviewed') === (one.reviewed !== undefined), {
    error: 'a reviewed language has the date of its review, and no other has',
  });

/** `locales/languages.yaml`: which languages there are, and what was done with each. */
export const languagesSchema = z.strictObject({
  spec: z.literal(currentSpec),
  languages: z.record(z.string().regex(/^[a-z]{2}$/, 'use two small letters, as in ISO 639-1'), language),
});
export type Language = z.infer<typeof language>;
