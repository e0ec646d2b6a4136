import { z } from 'zod';
import { migrate, type Migration } from '../migrate.js';

const value = z.union([z.string(), z.number(), z.boolean()]);

const frame = z.strictObject({
  script: z.string(),
  /** The step it is at. */
  step: z.string(),
  /** Set while the frame runs the inner steps of a repeat. */
  loop: z.strictObject({ items: z.array(z.string()), index: z.number().int() }).optional(),
  /** Set on a worry script that was put on top of a talk: when it ends, the open question is asked again. */
  interrupt: z.boolean().optional(),
});

const answer = z.strictObject({
  step: z.string(),
  script: z.string(),
  skill: z.string().optional(),
  /** The text key of the question as it was asked. */
  question: z.string(),
  text: z.string(),
  choice: z.string().optional(),
  effort: z.enum(['none', 'thin', 'ok']).optional(),
  skipped: z.boolean().optional(),
  /** The summary's label for this answer. */
  label: z.string().optional(),
});

const openQuestion = z.strictObject({
  key: z.string(),
  /** Hints given to this question. */
  hints: z.number().int(),
  /** Answers that were not understood (choices only). */
  misses: z.number().int(),
  /** What was said so far, joined when help was given and the student goes on. */
  said: z.string(),
});

const conversationState = z.strictObject({
  v: z.literal(1),
  content: z.string(),
  script: z.string(),
  /** Innermost last; empty when the talk is over. */
  frames: z.array(frame),
  values: z.record(z.string(), value),
  skills: z.array(z.string()),
  answers: z.array(answer),
  /** Questions waiting for an answer: one per interrupted level, innermost last. */
  open: z.array(openQuestion),
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

/** Version n to n + 1, oldest first. The first format has none. */
const migrations: readonly Migration[] = [];

export type ReadState =
  | { kind: 'ok'; state: ConversationState }
  | { kind: 'newer'; version: number }
  | { kind: 'unreadable'; reason: string };

/** Reads stored state and brings it forward. State that cannot be read is the caller's to park, never to drop. */
export function readState(stored: unknown): ReadState {
  const migrated = migrate(stored, migrations);
  if (migrated.kind === 'newer') return migrated;
  if (migrated.kind === 'unreadable') return { kind: 'unreadable', reason: 'no version' };
  const parsed = conversationState.safeParse(migrated.value);
  if (parsed.success) return { kind: 'ok', state: parsed.data };
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  return { kind: 'unreadable', reason: `does not fit at ${where}` };
}
