import { z } from 'zod';
import { migrate, type Migration } from '../migrate.js';

const value = z.union([z.string(), z.number(), z.boolean()]);

const frame = z.strictObject({
  script: z.string(),
  /** The step it is at. */
  step: z.string(),
  /** Set while the frame runs the inner steps of a repeat. */
  loop: z.strictObject({ items: z.array(z.string()), index: z.number().int() }).optional(),
  /** Set while a question is asked again: the place of the answer that the new one takes. */
  redo: z.number().int().optional(),
  /** Set on a worry script that was put on top of a talk: when it ends, the open question is asked again. */
  interrupt: z.boolean().optional(),
});

/** One message of an answer, by the id of the message; '' where it is not known, no text where it was deleted. */
const part = z.strictObject({ id: z.string(), text: z.string() });

const answer = z.strictObject({
  step: z.string(),
  script: z.string(),
  skill: z.string().optional(),
  /** The text key of the question as it was asked. */
  question: z.string(),
  /** Which question of the talk it answers, as they were asked. */
  asked: z.number().int(),
  text: z.string(),
  parts: z.array(part),
  choice: z.string().optional(),
  effort: z.enum(['none', 'thin', 'ok']).optional(),
  skipped: z.boolean().optional(),
  /** The summary's label for this answer. */
  label: z.string().optional(),
  /** The name under which its words are kept. */
  save: z.string().optional(),
  /** The name under which they are kept as well, because they say something. */
  good: z.string().optional(),
});

const openQuestion = z.strictObject({
  key: z.string(),
  /** Which question of the talk it is; asked again it stays the same one. */
  asked: z.number().int(),
  /** Hints given to this question. */
  hints: z.number().int(),
  /** Answers that were not understood (choices only). */
  misses: z.number().int(),
  /** What was said so far, joined when help was given and the student goes on. */
  parts: z.array(part),
});

/** What an answer changed, so that it can be taken back. */
const back = z.strictObject({
  frames: z.array(frame),
  open: openQuestion,
  /** The names that got another value, with what they were before; null: not set. */
  values: z.record(z.string(), value.nullable()),
  skills: z.array(z.string()),
  /** How many answers there were. */
  answers: z.number().int(),
  /** The answer whose place was taken. */
  replaced: z.strictObject({ at: z.number().int(), answer }).optional(),
});

const conversationState = z.strictObject({
  v: z.literal(2),
  content: z.string(),
  script: z.string(),
  /** Innermost last; empty when the talk is over. */
  frames: z.array(frame),
  values: z.record(z.string(), value),
  skills: z.array(z.string()),
  answers: z.array(answer),
  /** Questions waiting for an answer: one per interrupted level, innermost last. */
  open: z.array(openQuestion),
  /** How to take back the last answers, oldest first. */
  back: z.array(back),
  /** Text keys this student read lately, oldest first: what rotates avoids them. */
  used: z.array(z.string()),
  hintsGiven: z.number().int(),
  asked: z.number().int(),
  outcome: z.enum(['completed', 'partial', 'stopped']).nullable(),
});

/** A conversation as a value: where it is, what was said, and the content it ends on. Plain JSON. */
export type ConversationState = z.infer<typeof conversationState>;
export type Frame = z.infer<typeof frame>;
export type Answer = z.infer<typeof answer>;
export type OpenQuestion = z.infer<typeof openQuestion>;
export type Part = z.infer<typeof part>;
export type Back = z.infer<typeof back>;

/** The words of several messages as one answer. */
export const saidIn = (parts: readonly Part[]): string =>
  parts.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n');

/** Version n to n + 1, oldest first. */
const migrations: readonly Migration[] = [messagesOfAnswers];

/** Version 2 knows which messages an answer is made of. */
function messagesOfAnswers(old: Record<string, unknown>): Record<string, unknown> {
  const of = (text: unknown): Part[] => (typeof text === 'string' && text !== '' ? [{ id: '', text }] : []);
  const each = (list: unknown, change: (one: Record<string, unknown>) => object): unknown =>
    Array.isArray(list) ? list.map((one) => change(one as Record<string, unknown>)) : list;
  return {
    ...old,
    answers: each(old['answers'], (one) => ({ ...one, asked: 0, parts: of(one['text']) })),
    open: each(old['open'], ({ said, ...one }) => ({ ...one, asked: 0, parts: of(said) })),
    back: [],
  };
}

export type ReadState =
  | { kind: 'ok'; state: ConversationState }
  | { kind: 'newer'; version: number }
  | { kind: 'unreadable'; reason: string };

/** What was read before: one turn reads the same state several times, and no state changes once it is made. */
const known = new WeakMap<object, ReadState>();

/** A state that was made here, and not read from somewhere: it needs no looking at. */
export function asMade(state: ConversationState): ConversationState {
  known.set(state, { kind: 'ok', state });
  return state;
}

/** Reads stored state and brings it forward. State that cannot be read is the caller's to park, never to drop. */
export function readState(stored: unknown): ReadState {
  if (typeof stored !== 'object' || stored === null) return read(stored);
  const before = known.get(stored);
  if (before !== undefined) return before;
  const fresh = read(stored);
  known.set(stored, fresh);
  // What was read is itself a state that can be read: it goes into the next turn as it is.
  if (fresh.kind === 'ok') asMade(fresh.state);
  return fresh;
}

function read(stored: unknown): ReadState {
  const migrated = migrate(stored, migrations);
  if (migrated.kind === 'newer') return migrated;
  if (migrated.kind === 'unreadable') return { kind: 'unreadable', reason: 'no version' };
  const parsed = conversationState.safeParse(migrated.value);
  if (parsed.success) return { kind: 'ok', state: parsed.data };
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  return { kind: 'unreadable', reason: `does not fit at ${where}` };
}
