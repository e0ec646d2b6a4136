import { exampleFor, noExamples, readExamples } from '../../core/history/shares.js';
import type { TextRef } from '../../core/script/effect.js';
import { assignmentIn } from '../../core/script/model.js';
import { readState } from '../../core/script/state.js';
import type { Thread } from '../../core/thread/thread.js';
import type { Handlers } from '../handlers.js';
import { refs } from '../refs.js';
import { withdrawShares } from './kept-shares.js';
import { sayOnce } from './say-once.js';

/** Answers "niet delen" in the student's own chat, once. */
export async function unshare(handlers: Handlers, person: string, entry: string): Promise<void> {
  await withdrawShares(handlers.deps, person);
  await sayOnce(handlers, person, entry, () => ({ key: 'anderen.niet_meer', params: {} }));
}

/** Answers "hoe deed een ander het": an example of the assignment that the talk is about, or that comes next. */
export async function showExample(handlers: Handlers, thread: Thread, entry: string): Promise<void> {
  const { deps } = handlers;
  const { sector } = thread.profile;
  const number = assignmentMeant(thread);
  const assignment = number === null ? null : assignmentIn(deps.contents.current, sector, number);
  if (assignment === null)
    return sayOnce(handlers, thread.person, entry, () => ({ key: 'anderen.welke', params: {} }));
  const stored = await deps.store.get(refs.examples(deps.school.id, sector ?? '', assignment.number));
  const examples = stored === null ? noExamples : readExamples(stored.body);
  await sayOnce(handlers, thread.person, entry, ({ sequence }) => {
    const example = exampleFor(examples, thread.person, sequence);
    const params = { number: assignment.number, title: assignment.title };
    const about: TextRef = { key: 'common.assignment', params };
    return example === null
      ? { key: 'anderen.niemand', params: { assignment: about } }
      : { key: 'anderen.zo', params: { assignment: about, words: example } };
  });
}

/** What the talk is about; otherwise the assignment of the next day for which one is planned. */
function assignmentMeant({ talk, days }: Thread): number | null {
  const read = talk === null ? null : readState(talk.state);
  const chosen = read?.kind === 'ok' ? Number(read.state.values['assignment']) : Number.NaN;
  if (Number.isInteger(chosen)) return chosen;
  const planned = days.find(({ phase, assignment }) => phase !== 'over' && typeof assignment === 'number');
  return typeof planned?.assignment === 'number' ? planned.assignment : null;
}
