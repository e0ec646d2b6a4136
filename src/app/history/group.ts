import { sortedRows } from '../../core/history/group.js';
import type { GroupView } from '../../core/history/view.js';
import { openAlertsOf } from '../alerts/alert-lists.js';
import { toJudgeOf } from './judging.js';
import { standingsSeenBy } from './students.js';
import type { HistoryDeps } from './subject.js';

/** The students of a begeleider or mentor, and of whom he stands in for today: those who need attention first. */
export async function groupOf(deps: HistoryDeps, viewer: string): Promise<GroupView> {
  const [standings, alerts] = await Promise.all([standingsSeenBy(deps, viewer), openAlertsOf(deps, viewer)]);
  const waiting = await toJudgeOf(deps, viewer, standings);
  const rows = sortedRows(
    standings.map((standing) => ({
      standing,
      alerts: alerts.filter((one) => one.student === standing.student),
      toJudge: waiting.filter((one) => one.student === standing.student).length,
    })),
  );
  return { rows, judging: deps.school.judging };
}
