import type { GroupRow, GroupView } from '../../../../core/history/view.js';
import type { StandingDay } from '../../../../core/school/standing.js';
import { html, plainly, type Html } from '../../html.js';
import type { Visit } from '../router.js';
import type { Words } from '../words.js';
import { filtered, filterForm, filtersIn, needsSomebody } from './filters.js';

/** The students of a begeleider or mentor, those who need attention first, with why in words. */
export function groupPart({ rows }: GroupView, { query, words }: Visit): Html {
  const { text } = words;
  const filters = filtersIn(query);
  const shown = filtered(rows, filters);
  const needing = rows.filter(needsSomebody).length;
  return html`<section aria-labelledby="group-title">
    <h2 id="group-title">${text('group.title')}</h2>
    ${rows.length === 0 ? html`<p>${text('group.nobody')}</p>` : ''}
    ${rows.length === 0 ? '' : html`<p>${text('group.count', { number: rows.length, needing })}</p>`}
    ${rows.length > 3 ? filterForm(rows, filters, words) : ''}
    ${rows.length > 0 && shown.length === 0 ? html`<p role="status">${text('group.none_fit')}</p>` : ''}
    ${shown.length === 0 ? '' : html`<p class="note">${text('group.signs')}</p>`}
    <ol class="group">
      ${shown.map((row) => studentRow(row, words))}
    </ol>
  </section>`;
}

function studentRow({ standing, attention, toJudge }: GroupRow, words: Words): Html {
  const { text, other } = words;
  const { student, name, company, weekday, days, unreachable, missed } = standing;
  const place = [
    ...(company === null ? [] : [company]),
    ...(weekday === null ? [] : [other(`common.weekday.${weekday}`)]),
  ].join(' · ');
  const why = attention.map((one) => {
    if (one === 'unreachable') return [one, other(`staf.why.${unreachable ?? 'failed'}`)];
    if (one === 'undelivered') return [one, other(`staf.why.${days.at(-1)?.undelivered ?? 'failed'}`)];
    return [one, text(`group.why.${one}`, { number: one === 'missed' ? missed : toJudge })];
  });
  return html`<li class="card row">
    <div>
      <a class="row-name" href="/history/student/${student}">${plainly(name)}</a>
      <div class="note">${plainly(place)}</div>
    </div>
    <ul class="tags">
      ${why.map(([one, said]) => html`<li class="tag ${toneOf(one ?? '')}">${said}</li>`)}
      ${why.length === 0 ? html`<li class="note">${text('group.fine')}</li>` : ''}
    </ul>
    ${recentDays(days, words)}
  </li>`;
}

const toneOf = (attention: string): string => {
  if (attention === 'alert_acute' || attention === 'alert_high') return 'bad';
  if (attention === 'short' || attention === 'to_judge') return 'plain';
  return 'warn';
};

const signs: Readonly<Partial<Record<StandingDay['status'], string>>> = {
  completed: '●',
  partial: '◐',
  open: '○',
  planned: '○',
  skipped: '–',
  moved: '–',
};

/** The last practice days as small signs, each with its words for whoever cannot see them. */
function recentDays(days: readonly StandingDay[], { text, day }: Words): Html {
  if (days.length === 0) return html`<p class="note">${text('group.no_days')}</p>`;
  return html`<ul class="recent" aria-label="${text('group.recent')}">
    ${days.map(({ date, status, reason }) => {
      const excuse = reason === 'ill' ? `: ${text('day.reason.ill')}` : '';
      return html`<li class="sign ${status}" title="${day(date)}: ${text(`day.status.${status}`)}${excuse}">
        <span aria-hidden="true">${signs[status] ?? '✕'}</span>
        <span class="note" aria-hidden="true">${date.slice(8)}-${date.slice(5, 7)}</span>
        <span class="hidden-text">${day(date)}: ${text(`day.status.${status}`)}${excuse}</span>
      </li>`;
    })}
  </ul>`;
}
