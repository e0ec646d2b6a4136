import { noNotes, readNotes, withNote, type NoteChange } from '../../core/history/notes.js';
import { changeItem } from '../items.js';
import { refs } from '../refs.js';
import { lookAt, type HistoryDeps } from './subject.js';

/** Adds, changes or removes a note for the next talk; false where this member of staff may not. */
export async function changeNote(
  deps: HistoryDeps,
  viewer: string,
  student: string,
  change: NoteChange,
): Promise<boolean> {
  const looking = await lookAt(deps, viewer, student);
  if (looking === null || !looking.may('notes: write')) return false;
  await changeItem(deps.store, refs.notes(looking.thread.id), (stored) => {
    const before = stored === null ? noNotes(student) : readNotes(stored.body);
    const after = withNote(before, change, viewer, deps.clock.now());
    if (after === before) return null;
    const term = stored?.expiresAt;
    return { body: after, ...(term === undefined ? {} : { expiresAt: term }) };
  });
  return true;
}
