import type { Instant } from '../time.js';
import { refresh } from './posts.js';
import type { Alert } from './state.js';
import type { AlertFile, FileNews } from './types.js';

/** Every file that an alert shows: of its own message, and of those that were added. */
export const filesOn = ({ files, added }: Pick<Alert, 'files' | 'added'>): AlertFile[] => [
  ...(files ?? []),
  ...(added ?? []).flatMap((one) => one.files ?? []),
];

/**
 * Takes in what became of a file that the alert shows, once for each kind of news. When a program has understood all
 * that nobody had looked at, and found no worry, nobody has to look any more: the alert is settled, unless somebody of
 * the staff has it in hand already.
 */
export function fileNews(alert: Alert, file: string, news: FileNews, now: Instant): Alert {
  const known = alert.fileNews ?? [];
  if (known.some((one) => one.file === file && one.news.kind === news.kind)) return alert;
  if (!filesOn(alert).some(({ id }) => id === file)) return alert;
  const told: Alert = { ...alert, fileNews: [...known, { file, at: now, news }] };
  return refresh(isAllHeard(told) ? settled(told, now) : told, now);
}

/** Only files, each of them understood; words in a language that nobody here reads are never among them. */
function isAllHeard(alert: Alert): boolean {
  if (alert.category !== 'unread' || alert.status !== 'new') return false;
  const parts = [alert, ...(alert.added ?? [])];
  const files = filesOn(alert);
  const wordless = parts.every((one) => (one.files ?? []).length > 0 && one.captioned !== true);
  return wordless && files.every(({ id }) => isHeard(alert, id));
}

const isHeard = ({ fileNews: known }: Alert, file: string): boolean =>
  (known ?? []).some(
    ({ file: id, news }) => id === file && (news.kind === 'worry' || (news.kind === 'heard' && news.sure)),
  );

const settled = (alert: Alert, now: Instant): Alert => ({
  ...alert,
  status: 'handled',
  handled: { by: '', at: now, outcome: 'judged' },
});
