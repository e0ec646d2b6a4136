import { verdicts } from '../../../core/history/judgement.js';
import type { HttpReply } from '../../../ports/http.js';
import { csvOf } from './csv.js';
import { download, goTo } from './headers.js';
import { judgePage, toJudgePage } from './judge-pages.js';
import type { StaffPage, Visit } from './router.js';
import type { StaffUse } from './use.js';

const one = '/history/judge/:student/:number';

/** Judging the work of assignments. */
export const judgeRoutes = (use: StaffUse): StaffPage[] => [
  { method: 'GET', path: '/history/judge', handle: (visit) => list(use, visit) },
  { method: 'GET', path: '/history/judgements.csv', handle: (visit) => file(use, visit) },
  { method: 'GET', path: one, handle: (visit) => show(use, visit) },
  { method: 'POST', path: one, handle: (visit) => save(use, visit) },
];

async function list(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const waiting = await use.toJudge(visit.viewer.id);
  // Whoever stands in for a begeleider need not be one.
  if (waiting.length === 0 && !visit.viewer.roles.includes('begeleider')) return visit.refused();
  return visit.page(toJudgePage(waiting, visit.query.get('done') === 'judged', visit));
}

/** For the school's own student system: what was judged, and nothing else. */
async function file(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const { text, moment } = visit.words;
  const rows = await use.judgements(visit.viewer.id);
  if (rows === null) return visit.refused();
  const header = ['student', 'name', 'sector', 'number', 'title', 'verdict', 'sentence', 'by', 'at'];
  const cells = rows.map(({ student, name, judgement, by }) => {
    const { sector, number, title, verdict, sentence, at } = judgement;
    const said = text(`judge.verdict.${verdict}`);
    return [student, name, sector, String(number), title, said, sentence, by, moment(at)];
  });
  const csv = csvOf([header.map((name) => text(`csv.${name}`)), ...cells]);
  return download('terugblik-oordelen.csv', 'text/csv', csv);
}

const asked = ({ params }: Visit): { student: string; number: number } => ({
  student: params['student'] ?? '',
  number: /^\d{1,3}$/.test(params['number'] ?? '') ? Number(params['number']) : 0,
});

async function show(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const { student, number } = asked(visit);
  const view = await use.judging(visit.viewer.id, student, number);
  return view === null ? visit.refused() : visit.page(judgePage(view, visit));
}

async function save(use: StaffUse, visit: Visit): Promise<HttpReply> {
  const { student, number } = asked(visit);
  const verdict = verdicts.find((known) => known === visit.form.get('verdict'));
  if (verdict === undefined) return visit.refused();
  const sentence = (visit.form.get('sentence') ?? '').replaceAll('\r\n', '\n');
  const outcome = await use.judge(visit.viewer.id, student, number, { verdict, sentence });
  if (outcome === 'refused' || outcome === 'unknown_assignment') return visit.refused();
  return goTo('/history/judge?done=judged');
}
