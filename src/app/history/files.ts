import { readAlert } from '../../core/alerts/alert.js';
import { filesOn } from '../../core/alerts/file.js';
import type { Alert } from '../../core/alerts/state.js';
import type { AlertFile } from '../../core/alerts/types.js';
import { may } from '../../core/school/access.js';
import { localDate } from '../../core/school/calendar.js';
import { threadId } from '../../core/thread/thread.js';
import { headOf, readFile, type FileHead } from '../media/files.js';
import { refs } from '../refs.js';
import { recordLook } from '../rights/rights.js';
import { alertsAbout } from './history.js';
import type { HistoryDeps } from './subject.js';
import { shownLinesOf } from './transcripts.js';

/** A file of a student as it is given out. */
export type OpenedFile = { head: FileHead; bytes: Uint8Array };

/** A file that an alert shows and that is kept. */
export type FileOnAlert = AlertFile & Pick<FileHead, 'type'>;

/**
 * A file of a transcript; null where this member of staff does not see its line, or where none is kept. The rights are
 * those of the words beside it.
 */
export async function fileInTalk(
  deps: HistoryDeps,
  viewer: string,
  at: { student: string; talk: string; file: string },
): Promise<OpenedFile | null> {
  const shown = await shownLinesOf(deps, viewer, at.student, at.talk);
  const seen = shown?.lines.some(
    (one) => one.kind === 'line' && one.line.files?.some(({ id }) => id === at.file) === true,
  );
  return seen === true ? opened(deps, viewer, at.student, at.file) : null;
}

/** A file of an alert, for those who may read the alert. */
export async function fileOfAlert(
  deps: HistoryDeps,
  viewer: string,
  id: string,
  file: string,
): Promise<OpenedFile | null> {
  const alert = await alertAt(deps, id);
  if (alert === null || !may(await deps.directory.read(), viewer, 'worry: see', { alert })) return null;
  const open = await openFiles(deps, viewer, alert);
  return open.some((one) => one.id === file) ? opened(deps, viewer, alert.student, file) : null;
}

/** The files of an alert that are kept, for somebody who may read it. */
export async function filesOfAlert(deps: HistoryDeps, viewer: string, id: string): Promise<FileOnAlert[]> {
  const alert = await alertAt(deps, id);
  return alert === null ? [] : openFiles(deps, viewer, alert);
}

/** A file in which a program heard a worry about staff belongs to that worry, whatever alert it stood on before. */
async function openFiles(deps: HistoryDeps, viewer: string, alert: Alert): Promise<FileOnAlert[]> {
  if (filesOn(alert).length === 0) return [];
  const directory = await deps.directory.read();
  const thread = threadId(alert.school, alert.student);
  const others = (await alertsAbout(deps, thread)).filter(
    (one) => one.route.confidential && !may(directory, viewer, 'worry: see', { alert: one }),
  );
  const hidden = new Set(others.flatMap((one) => filesOn(one).map(({ id }) => id)));
  const open: FileOnAlert[] = [];
  for (const one of filesOn(alert)) {
    const head = hidden.has(one.id) ? null : await headOf(deps.store, thread, one.id);
    if (head !== null) open.push({ ...one, type: head.type });
  }
  return open;
}

async function alertAt({ store }: HistoryDeps, id: string): Promise<Alert | null> {
  const stored = await store.get(refs.alert(id));
  return stored === null ? null : readAlert(stored.body);
}

/** Gives a file out; that somebody looked is noted once a day, however often it is played. */
async function opened(
  deps: HistoryDeps,
  viewer: string,
  student: string,
  file: string,
): Promise<OpenedFile | null> {
  const found = await readFile(deps.store, threadId(deps.school.id, student), file);
  if (found === null) return null;
  const day = localDate(deps.school, deps.clock.now());
  await recordLook(deps, student, {
    by: viewer,
    what: 'file',
    once: deps.ids.hash(`${viewer} ${day} ${file}`),
  });
  return found;
}
