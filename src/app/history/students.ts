import { doesWorkOf, may } from '../../core/school/access.js';
import type { Standing } from '../../core/school/standing.js';
import { standingsOf } from '../days/standings.js';
import type { HistoryDeps } from './subject.js';

/** How the students of a begeleider or mentor stand, and of those for whom he stands in today, each once. */
export async function standingsSeenBy(deps: HistoryDeps, viewer: string): Promise<Standing[]> {
  const known = await deps.directory.read();
  const found = new Map<string, Standing>();
  for (const owner of doesWorkOf(known, viewer))
    for (const standing of await standingsOf(deps.store, deps.school.id, owner)) {
      const circle = { begeleider: standing.begeleider, mentor: standing.mentor };
      if (found.has(standing.student) || !may(known, viewer, 'group: see', { circle })) continue;
      const short = may(known, viewer, 'short answers: see', { circle });
      found.set(standing.student, short ? standing : withoutShort(standing));
    }
  return [...found.values()];
}

/** Which answers stayed short is for the begeleider only. */
const withoutShort = (standing: Standing): Standing => ({
  ...standing,
  days: standing.days.map((day) => ({ ...day, short: null, unread: null })),
});
