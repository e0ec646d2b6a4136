import { createTexts } from '../../../src/adapters/texts/i18next-texts.js';
import type { AlertLine } from '../../../src/core/alerts/line.js';
import type { Standing, StandingDay } from '../../../src/core/school/standing.js';
import type { DayView } from '../../../src/core/staff/day-view.js';
import type { StaffEnv } from '../../../src/core/staff/staff-env.js';
import type { Card } from '../../../src/core/thread/card.js';
import { realContent } from '../../support/content.js';
import { aSchool, at } from '../school/builders.js';

/** The practice day that is looked at: a Tuesday. */
export const tuesday = '2026-11-24';

export const aStanding = (student: string, more: Partial<Standing> = {}): Standing => ({
  ...{ v: 1, student, name: `Student ${student}`, relations: ['begeleider'] },
  ...{ begeleider: 'samira', mentor: 'peter', backups: [], sector: 'retail', company: 'Winkel', weekday: 2 },
  ...{ days: [], next: null, joined: true, stopped: false, unreachable: null },
  ...{ lastFinished: null, missed: 0, revision: 1 },
  ...more,
});

export const aStandingDay = (more: Partial<StandingDay> = {}): StandingDay => ({
  ...{ date: tuesday, phase: 'over', status: 'completed', reason: null, assignment: 4 },
  ...{ short: 0, unread: 0, undelivered: null },
  ...more,
});

/** A student whose Tuesday is like this. */
export const onTuesday = (
  student: string,
  day: Partial<StandingDay>,
  more: Partial<Standing> = {},
): Standing => aStanding(student, { days: [aStandingDay(day)], ...more });

export const anAlertLine = (more: Partial<AlertLine> = {}): AlertLine => ({
  ...{ v: 1, alert: 'vista:noor:m1', student: 'noor', studentName: 'Noor Yilmaz', category: 'violence' },
  ...{ severity: 'high', status: 'new', at: at('2026-11-24T15:00'), handledAt: null, revision: 1 },
  ...{ takenBy: null, reopened: false, confidential: false },
  ...more,
});

export const aView = (standings: Standing[], more: Partial<DayView> = {}): DayView => ({
  ...{ date: tuesday, owner: { id: 'samira', name: null }, standings, alerts: [], mayChange: true, key: 'k' },
  ...more,
});

/** The real texts, at half past four on that Tuesday. */
export async function staffEnv(more: Partial<StaffEnv> & { language?: string } = {}): Promise<StaffEnv> {
  const { content } = await realContent();
  const texts = createTexts();
  const { language = 'nl', ...rest } = more;
  return {
    ...{ now: at('2026-11-24T16:30'), school: aSchool(), content, publicUrl: 'https://terugblik.example' },
    render: (text) => texts.render(content, language, text),
    ...rest,
  };
}

/** The lists of a card as lines. */
export const linesOf = (card: Card): string[] =>
  (card.sections ?? []).flatMap(({ title, rows }) => [
    title,
    ...rows.map((row) => `  ${row.label}: ${row.value}`),
  ]);
