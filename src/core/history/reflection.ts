import { z } from 'zod';
import { plannedAssignment } from '../school/day-record.js';
import { readState, type Answer } from '../script/state.js';
import { reflectionScripts } from '../thread/talk/scripts.js';
import type { Talk } from '../thread/thread.js';
import type { Line } from '../thread/transcript.js';

/** What the student says of a skill himself, in order (Kennisrotonde: self-assessment). */
export const ownRatings = ['moeilijk', 'hulp', 'zelf'] as const;
export type OwnRating = (typeof ownRatings)[number];

/** What his own words are about; `other`: a question of the school's own. */
const subject = z.enum(['moment', 'skill', 'mezelf', 'werk', 'vraag', 'volgende', 'other']);
export type Subject = z.infer<typeof subject>;

const reflectionSchema = z.strictObject({
  v: z.literal(1),
  /** The talk that it is taken from: the transcript has the rest. */
  talk: z.string(),
  script: z.string(),
  at: z.number(),
  /** The practice day that it is about, as a date; null for a talk about none. */
  date: z.string().nullable(),
  completed: z.boolean(),
  assignment: plannedAssignment,
  mood: z.string().nullable(),
  ratings: z.array(z.strictObject({ skill: z.string(), rating: z.enum(ownRatings) })),
  /** Whether last time's intention was taken up, in his own judgement. */
  kept: z.string().nullable(),
  words: z.array(z.strictObject({ subject, skill: z.string().nullable(), text: z.string() })),
  /** What staff wrote to him in it, by name; absent: nothing. Words that belong to a worry are not among them. */
  replies: z.array(z.strictObject({ by: z.string(), at: z.number(), text: z.string() })).optional(),
  /** Answers in words; how many of them stayed short, and how many no program could judge. */
  answers: z.number().int(),
  short: z.number().int(),
  unread: z.number().int(),
  /** Messages of ours in it that did not arrive. */
  undelivered: z.number().int(),
});

/**
 * A talk as the time line shows it: a small item beside the transcript, so that a year is read at once. It holds no
 * words that belong to a worry.
 */
export type Reflection = z.infer<typeof reflectionSchema>;

export const readReflection = (body: unknown): Reflection => reflectionSchema.parse(body);

/** The talk about a goal, before the day: its plan is the one that the next reflection begins with. */
const goal = 'doel';

/**
 * Whether a talk belongs on the time line: about a practice day, a reflection by itself, a goal, or words of his
 * staff.
 */
export const isReflection = (talk: Talk): boolean =>
  talk.day !== null || [...reflectionScripts, goal].includes(talk.script) || repliesIn(talk).length > 0;

/** Whether it looks back, and so counts as one more time: a goal does not. */
export const looksBack = ({ script, completed }: Reflection): boolean => completed && script !== goal;

const repliesIn = ({ transcript }: Talk): NonNullable<Reflection['replies']> =>
  transcript.flatMap(({ from, by, at, text, alert, confidential }) =>
    from === 'staff' && by !== undefined && alert === undefined && confidential !== true
      ? [{ by, at, text: text.slice(0, wordLimit).toWellFormed() }]
      : [],
  );

const wordLimit = 1000;

/** Takes the time line's part from a talk that is over. A state that cannot be read leaves the marks of the transcript. */
export function reflectionOf(talk: Talk): Reflection {
  const read = readState(talk.state);
  const state = read.kind === 'ok' ? read.state : null;
  const { values = {}, answers = [] } = state ?? {};
  const text = (name: string): string | null =>
    typeof values[name] === 'string' && values[name] !== '' ? values[name] : null;
  const said = talk.transcript.filter((line) => line.from === 'student' && line.choice === undefined);
  const replies = repliesIn(talk);
  const reflects = talk.day !== null || reflectionScripts.includes(talk.script);
  return {
    v: 1,
    talk: talk.id,
    script: talk.script,
    at: talk.endedAt ?? talk.openedAt,
    date: talk.day?.date ?? null,
    completed: state?.outcome === 'completed',
    assignment: assignmentOf(values['assignment'], values['hasAssignment']),
    mood: text('mood'),
    ratings: answers.flatMap(ratingOf),
    kept: text('kept_intention'),
    words: wordsOf(answers, said),
    ...(replies.length === 0 ? {} : { replies }),
    // Writing back to somebody is no reflection: "ok" is a whole answer there.
    answers: reflects ? answers.filter(inWords).length : 0,
    short: reflects ? answers.filter((one) => inWords(one) && one.effort !== 'ok').length : 0,
    unread: said.filter((line) => line.unread === true).length,
    undelivered: talk.transcript.filter((line) => line.delivery === 'failed').length,
  };
}

const inWords = ({ effort, skipped }: Answer): boolean => effort !== undefined && skipped !== true;

function assignmentOf(assignment: unknown, has: unknown): Reflection['assignment'] {
  if (has !== true) return 'none';
  const number = Number(assignment);
  return Number.isInteger(number) ? number : null;
}

function ratingOf({ skill, choice }: Answer): Reflection['ratings'] {
  const rating = ownRatings.find((one) => one === choice);
  return skill === undefined || rating === undefined ? [] : [{ skill, rating }];
}

/** His own words, without those of a worry: they are for its readers. */
function wordsOf(answers: readonly Answer[], said: readonly Line[]): Reflection['words'] {
  const hidden = said.flatMap(({ alert, confidential, text }) =>
    (alert !== undefined || confidential === true) && text !== '' ? [text] : [],
  );
  return answers
    .filter(
      (one) => inWords(one) && one.text.trim() !== '' && !hidden.some((text) => one.text.includes(text)),
    )
    .map((one) => ({
      subject: subjectOf(one),
      skill: one.skill ?? null,
      text: one.text.slice(0, wordLimit).toWellFormed(),
    }));
}

/** From the label under which the answer stands in the summary: `reflectie.label.moment`. */
function subjectOf({ label, skill }: Answer): Subject {
  const named = subject.safeParse(label?.split('.').at(-1));
  if (named.success) return named.data;
  return skill === undefined ? 'other' : 'skill';
}
