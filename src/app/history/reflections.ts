import { noJudgements, readJudgements, withDone } from '../../core/history/judgement.js';
import { isReflection, reflectionOf } from '../../core/history/reflection.js';
import { localDate } from '../../core/school/calendar.js';
import type { Talk, Thread } from '../../core/thread/thread.js';
import type { Instant } from '../../core/time.js';
import type { Deps } from '../deps.js';
import { changeItem } from '../items.js';
import { refs } from '../refs.js';

/** Keeps what the time line shows of a talk that is over, and notes the assignment as done. Twice is once. */
export async function keepReflection(
  { store, school }: Pick<Deps, 'store' | 'school'>,
  thread: Thread,
  talk: Talk,
  expiresAt: Instant,
): Promise<void> {
  if (!isReflection(talk)) return;
  const body = reflectionOf(talk);
  const date = body.date ?? localDate(school, body.at);
  const ref = refs.reflection(thread.id, talk.id);
  await store.put({ ...ref, body, sort: `${date} ${body.at}`, expiresAt }, { absent: true });
  const { assignment, at } = body;
  if (!school.judging || typeof assignment !== 'number' || body.answers === 0) return;
  await changeItem(store, refs.judgements(thread.id), (stored) => {
    const before = stored === null ? noJudgements(thread.person) : readJudgements(stored.body);
    const after = withDone(before, { number: assignment, at, talk: talk.id });
    return after === before ? null : { body: after };
  });
}
