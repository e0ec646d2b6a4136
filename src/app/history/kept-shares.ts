import {
  dropped,
  isShared,
  noExamples,
  noShares,
  readExamples,
  readShares,
  shareLimit,
  withAsked,
  withdrawn,
  withDecision,
  withExample,
  type Share,
  type Shares,
} from '../../core/history/shares.js';
import type { Task } from '../../core/outbox/job.js';
import { withoutNames } from '../../core/signals/second-reading.js';
import { threadId, type Thread } from '../../core/thread/thread.js';
import { longestRetention } from '../conversation/archive.js';
import type { Deps } from '../deps.js';
import { changeItem } from '../items.js';
import { refs } from '../refs.js';
import { lookAt, type HistoryDeps } from './subject.js';

type Told = Extract<Task, { type: 'share_moment' }>;

/** The student lets others read how he did it. Nobody does before his begeleider has. Without words he took them away. */
export async function keepShare(
  deps: Deps,
  { person, profile }: Pick<Thread, 'person' | 'profile'>,
  { number, text, at }: Told,
): Promise<void> {
  const sector = profile.sector ?? '';
  const directory = await deps.directory.read();
  const names = [profile.name, ...[...directory.values()].map((one) => one.name)];
  const words = withoutNames(text, names).slice(0, shareLimit).toWellFormed();
  const after = await changeShares(deps, person, (before) =>
    words === ''
      ? dropped(before, { sector, number })
      : withAsked(before, { sector, number, text: words, at }),
  );
  // A job may run twice: what his begeleider let through in between is read on.
  if (after !== null && isShared(after, { sector, number })) return;
  // What he shared of it before is not what he wants read now.
  await changeExample(deps, { sector, number }, person, null);
}

/**
 * His begeleider lets it through, or not; also later. Others read it only after the yes.
 * @returns false where this member of staff may not, or there is nothing to decide.
 */
export async function decideShare(
  deps: HistoryDeps,
  viewer: string,
  student: string,
  { number, through }: { number: number; through: boolean },
): Promise<boolean> {
  const looking = await lookAt(deps, viewer, student);
  if (looking === null || !looking.may('sharing: decide')) return false;
  const after = await changeShares(deps, student, (before) => withDecision(before, number, through, viewer));
  const decided = after?.shares.find((one) => one.number === number && one.status !== 'withdrawn');
  if (decided === undefined) return false;
  const { text, at } = decided;
  await changeExample(deps, decided, student, decided.status === 'shared' ? { text, at } : null);
  return true;
}

/** Everything that he shared is read by nobody any more: he took it back, left, or had it erased. */
export async function withdrawShares(deps: Pick<Deps, 'store' | 'school'>, student: string): Promise<void> {
  const stored = await deps.store.get(refs.shares(threadId(deps.school.id, student)));
  if (stored === null) return;
  for (const share of readShares(stored.body).shares) await changeExample(deps, share, student, null);
  await changeShares(deps, student, withdrawn);
}

async function changeShares(
  { store, school }: Pick<Deps, 'store' | 'school'>,
  student: string,
  change: (before: Shares) => Shares,
): Promise<Shares | null> {
  const kept: { shares: Shares | null } = { shares: null };
  await changeItem(store, refs.shares(threadId(school.id, student)), (stored) => {
    const before = stored === null ? noShares(student) : readShares(stored.body);
    const after = change(before);
    kept.shares = after;
    const term = stored?.expiresAt;
    return after === before ? null : { body: after, ...(term === undefined ? {} : { expiresAt: term }) };
  });
  return kept.shares;
}

async function changeExample(
  { store, school }: Pick<Deps, 'store' | 'school'>,
  { sector, number }: Pick<Share, 'sector' | 'number'>,
  student: string,
  news: { text: string; at: number } | null,
): Promise<void> {
  await changeItem(store, refs.examples(school.id, sector, number), (stored) => {
    const before = stored === null ? noExamples : readExamples(stored.body);
    const after = withExample(before, student, news);
    if (after === before) return null;
    // Without any left it is over at once.
    const newest = Math.max(0, ...after.examples.map((one) => one.at));
    return { body: after, expiresAt: newest + longestRetention };
  });
}
