import { z } from 'zod';
import type { Instant } from '../time.js';

/** Letters of a note for the next talk. */
export const noteLimit = 2000;
const countLimit = 100;

const note = z.strictObject({
  id: z.string(),
  by: z.string(),
  at: z.number(),
  /** When it was last changed; null: never. */
  changedAt: z.number().nullable(),
  text: z.string(),
});
const notesSchema = z.strictObject({ v: z.literal(1), student: z.string(), notes: z.array(note) });

/** A note of a mentor or begeleider for the next talk. The student sees it when he asks what is kept. */
export type Note = z.infer<typeof note>;
/** The notes about one student, oldest first: one item. */
export type Notes = z.infer<typeof notesSchema>;

export const readNotes = (body: unknown): Notes => notesSchema.parse(body);
export const noNotes = (student: string): Notes => ({ v: 1, student, notes: [] });

/** What somebody does with notes: only his own can be changed or removed. */
export type NoteChange =
  | { do: 'add'; id: string; text: string }
  | { do: 'change'; id: string; text: string }
  | { do: 'remove'; id: string };

/** The notes after a change; the same object where it changes nothing: not his, gone, empty, or there already. */
export function withNote(before: Notes, change: NoteChange, by: string, now: Instant): Notes {
  const text = 'text' in change ? change.text.trim().slice(0, noteLimit).toWellFormed() : '';
  const known = before.notes.find((one) => one.id === change.id);
  if (change.do === 'add') {
    if (text === '' || known !== undefined) return before;
    const added = { id: change.id, by, at: now, changedAt: null, text };
    return { ...before, notes: [...before.notes, added].slice(-countLimit) };
  }
  if (known === undefined || known.by !== by) return before;
  if (change.do === 'remove') return { ...before, notes: before.notes.filter((one) => one !== known) };
  if (text === '' || text === known.text) return before;
  const changed = { ...known, text, changedAt: now };
  return { ...before, notes: before.notes.map((one) => (one === known ? changed : one)) };
}
