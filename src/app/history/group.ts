import { sortedRows } from '../../core/history/group.js';
import type { GroupView } from '../../core/history/view.js';
import { doesWorkOf, may } from '../../core/school/access.js';
import { standingItemSchema, type Standing } from '../../core/school/standing.js';
import { openAlertsOf } from '../alerts/alert-lists.js';
import { everyItem } from '../items.js';
import { refs } from '../refs.js';
import { toJudge } from './judging.js';
import type { HistoryDeps } from './subject.js';

/** The students of a begeleider or mentor, and of whom he stands in for today: those who need attention first. */
export async function groupOf(deps: HistoryDeps, viewer: string): Promise<GroupView> {
  const [standings, alerts, waiting] = await Promise.all([
    standingsFor(deps, viewer),
    openAlertsOf(deps, viewer),
    toJudge(deps, viewer),
  ]);
  const rows = sortedRows(
    standings.map((standing) => ({
      standing,
      alerts: alerts.filter((one) => one.student === standing.student),
      toJudge: waiting.filter((one) => one.student === standing.student).length,
    })),
  );
  return { rows, judging: deps.school.judging };
}

async function standingsFor({ store, school, directory }: HistoryDeps, viewer: string): Promise<Standing[]> {
  const known = await directory.read();
  const found = new Map<string, Standing>();
  for (const owner of doesWorkOf(known, viewer)) {
    const { partition } = refs.underStaff(school.id, owner, '');
    for await (const { body } of everyItem(store, { partition, kind: 'standing' })) {
      const standing = standingItemSchema.parse(body);
      if ('gone' in standing || found.has(standing.student)) continue;
      if (may(known, viewer, 'group: see', { circle: standing }))
        found.set(standing.student, shown(standing));
    }
  }
  return [...found.values()];

  /** Which answers stayed short is for the begeleider only. */
  function shown(standing: Standing): Standing {
    if (may(known, viewer, 'short answers: see', { circle: standing })) return standing;
    return { ...standing, days: standing.days.map((day) => ({ ...day, short: null, unread: null })) };
  }
}
