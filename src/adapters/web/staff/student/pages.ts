import type { NoteChange } from '../../../../core/history/notes.js';
import type { HttpReply } from '../../../../ports/http.js';
import { fileReply } from '../../file-reply.js';
import { download, goTo } from '../headers.js';
import { historyCsv } from '../history-csv.js';
import type { StaffPage, Visit } from '../router.js';
import { searchPage } from '../search-page.js';
import { talkPage } from '../talk-page.js';
import type { StaffUse } from '../use.js';
import { studentPage } from './page.js';
import { suggestionsFor } from './suggestions.js';

const base = '/history/student/:student';

/** Everything about one student. */
export const studentPages = (use: StaffUse): StaffPage[] => [
  { method: 'GET', path: base, handle: (visit) => history(use, visit) },
  { method: 'GET', path: `${base}/talk/:talk`, handle: (visit) => talk(use, visit) },
  { method: 'GET', path: `${base}/talk/:talk/file/:file`, handle: (visit) => sentFile(use, visit) },
  { method: 'GET', path: `${base}/search`, handle: (visit) => search(use, visit) },
  { method: 'GET', path: `${base}/export.csv`, handle: (visit) => file(use, visit) },
  { method: 'POST', path: `${base}/notes`, handle: (visit) => note(use, visit) },
  { method: 'POST', path: `${base}/share`, handle: (visit) => share(use, visit) },
  { method: 'POST', path: `${base}/write`, handle: (visit) => write(use, visit) },
];

const studentIn = ({ params }: Visit): string => params['student'] ?? '';

/** What was just done, as it may stand in an address. */
const doings = ['written', 'note', 'empty', 'not_reachable', 'shared', 'not_shared'];

async function history(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const { viewer, query, words } = visit;
  const before = query.get('before') ?? '';
  const known = /^\d{4}-\d{2}-\d{2}$/.test(before) ? before : undefined;
  const view = await use.history(viewer.id, studentIn(visit), known);
  if (view === null) return visit.refused();
  const done = doings.find((one) => one === query.get('done')) ?? null;
  const suggestions = suggestionsFor(view.alerts, words);
  return visit.page(studentPage({ view, suggestions, done }, visit));
}

async function talk(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const view = await use.transcript(visit.viewer.id, studentIn(visit), visit.params['talk'] ?? '');
  return view === null ? visit.refused() : visit.page(talkPage(view, visit));
}

async function sentFile(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const { viewer, params, range } = visit;
  const found = await use.file(viewer.id, studentIn(visit), params['talk'] ?? '', params['file'] ?? '');
  return found === null ? visit.refused() : fileReply(found, range);
}

async function search(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const student = studentIn(visit);
  const hits = await use.search(visit.viewer.id, student, (visit.query.get('q') ?? '').slice(0, 200));
  return hits === null ? visit.refused() : visit.page(searchPage(student, hits, visit));
}

async function file(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const student = studentIn(visit);
  const whole = await use.whole(visit.viewer.id, student);
  if (whole === null) return visit.refused();
  const csv = historyCsv(whole, visit.words);
  return download(`terugblik-${student.replace(/[^A-Za-z0-9._-]/g, '')}.csv`, 'text/csv', csv);
}

async function note(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const student = studentIn(visit);
  const change = changeIn(visit.form);
  const done = change !== null && (await use.changeNote(visit.viewer.id, student, change));
  return done ? goTo(`/history/student/${student}?done=note#notes`) : visit.refused();
}

function changeIn(form: Visit['form']): NoteChange | null {
  const [what, id = '', text = ''] = [form.get('do'), form.get('id'), form.get('text')];
  if (!/^[A-Za-z0-9-]{1,64}$/.test(id)) return null;
  if (what === 'remove') return { do: 'remove', id };
  return what === 'add' || what === 'change' ? { do: what, id, text: plainLines(text) } : null;
}

async function share(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const student = studentIn(visit);
  const number = Number(visit.form.get('number') ?? Number.NaN);
  const choice = visit.form.get('do');
  if (!Number.isInteger(number) || (choice !== 'yes' && choice !== 'no')) return visit.refused();
  const through = choice === 'yes';
  if (!(await use.decideShare(visit.viewer.id, student, { number, through }))) return visit.refused();
  return goTo(`/history/student/${student}?done=${through ? 'shared' : 'not_shared'}#shares`);
}

async function write(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const { form, viewer } = visit;
  const student = studentIn(visit);
  const token = form.get('id') ?? '';
  if (!/^[A-Za-z0-9-]{1,64}$/.test(token)) return visit.refused();
  const outcome = await use.write(viewer.id, student, { text: plainLines(form.get('text') ?? ''), token });
  if (outcome === 'refused') return visit.refused();
  const done = outcome === 'sent' ? 'written' : outcome;
  return goTo(`/history/student/${student}?done=${done}`);
}

/** Browsers send two signs for the end of a line. */
const plainLines = (text: string): string => text.replaceAll('\r\n', '\n');
