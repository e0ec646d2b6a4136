import type { HistoryView } from '../../../../core/history/view.js';
import { html, plainly, type Html } from '../../html.js';
import type { Visit } from '../router.js';
import { searchForm } from '../search-page.js';
import type { PageParts } from '../shell.js';
import { talkPath } from '../talk-page.js';
import type { Words } from '../words.js';
import { dayCard, type DayRights } from './day-card.js';
import { findings, intentions } from './own-words.js';
import { notesPart } from './notes.js';
import { participationChart } from './participation-chart.js';
import { ratingChart, type Span } from './rating-chart.js';
import { sharesPart } from './shares.js';
import { writePart, type Suggestion } from './write.js';

export type StudentPageParts = {
  view: HistoryView;
  suggestions: readonly Suggestion[];
  /** What was just done, by the name of its text; null for nothing. */
  done: string | null;
};

/** `GET /history/student/ID`: a student's year, for his begeleider and mentor. */
export function studentPage(parts: StudentPageParts, visit: Visit): PageParts {
  const { view, done } = parts;
  const { words } = visit;
  const { student, rights } = view;
  const body = html`<div class="head">
      <h1>${plainly(student.name)}</h1>
      <p class="note">${aboutLine(view, words)}</p>
      ${tools(view, words)}
    </div>
    ${done === null ? '' : html`<p class="card told" role="status">${words.text(`done.${done}`)}</p>`}
    ${openAlerts(view, words)}
    <div class="columns-2">
      <section class="card" aria-labelledby="ratings-title">
        <h2 id="ratings-title">${words.text('chart.ratings_title')}</h2>
        ${ratingChart(view.ratings, spanOf(view), words)}
      </section>
      <section class="card" aria-labelledby="days-title">
        <h2 id="days-title">${words.text('chart.days_title')}</h2>
        ${participationChart(view.participation, words)} ${progressLine(view, words)}
      </section>
    </div>
    <div class="columns-2">${findings(view, words)} ${intentions(view, words)}</div>
    ${sharesPart(view, visit)}
    ${rights.includes('notes: see') ? notesPart(view.notes, student.id, visit, rights.includes('notes: write')) : ''}
    ${view.reachable ? writePart(student, parts.suggestions, visit) : ''} ${timeline(parts, visit)}`;
  return { title: student.name, body };
}

/** What the charts run over: the days of this page. */
const spanOf = ({ days }: HistoryView): Span => ({ from: days.at(-1)?.date ?? '', to: days[0]?.date ?? '' });

function aboutLine({ student }: HistoryView, { text, other }: Words): Html {
  const { company, weekday, begeleider, mentor } = student;
  const parts = [
    ...(company === null ? [] : [company]),
    ...(weekday === null ? [] : [text('student.weekday', { day: other(`common.weekday.${weekday}`) })]),
    ...(begeleider === null ? [] : [text('student.begeleider', { name: begeleider })]),
    ...(mentor === null ? [] : [text('student.mentor', { name: mentor })]),
    ...(student.left ? [text('student.left')] : []),
  ];
  return plainly(parts.join(' · '));
}

function tools({ student, rights, progress }: HistoryView, words: Words): Html {
  const { text } = words;
  const path = `/history/student/${student.id}`;
  return html`<div class="buttons no-print">
    ${searchForm(student.id, '', words)}
    ${rights.includes('assignment: judge') && progress !== null ? html`<a class="button" href="/history/judge?student=${student.id}">${text('shell.place.judge')}</a>` : ''}
    ${rights.includes('history: export') ? html`<a class="button" href="${path}/export.csv">${text('student.csv')}</a>` : ''}
    <button type="button" data-print hidden>${text('student.print')}</button>
  </div>`;
}

function progressLine({ progress }: HistoryView, { text }: Words): Html {
  if (progress === null) return html``;
  const { sufficient, waiting, needed, of } = progress;
  return html`<p>${text('student.progress', { sufficient, waiting: waiting.length, needed, of })}</p>`;
}

/** Worries that are open and that the viewer may read; each leads to its card. */
function openAlerts({ alerts }: HistoryView, { text, other, moment }: Words): Html {
  const open = alerts.filter(({ status }) => status !== 'handled');
  if (open.length === 0) return html``;
  return html`<section class="card trouble" aria-labelledby="alerts-title">
    <h2 id="alerts-title">${text('alerts.open')}</h2>
    <ul class="plain">
      ${open.map(
        ({ id, category, at }) =>
          html`<li>
            <a href="/history/alert/${encodeURIComponent(id)}">${other(`card.category.${category}`)}</a>
            <span class="note">${moment(at)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

function timeline({ view }: StudentPageParts, { words, nameOf, query }: Visit): Html {
  const { student, days, older, rights } = view;
  const path = `/history/student/${student.id}`;
  const dayRights: DayRights = {
    shortAnswers: rights.includes('short answers: see'),
    talkPath: (talk) => talkPath(student.id, talk),
    nameOf,
  };
  return html`<section aria-labelledby="timeline-title">
    <h2 id="timeline-title">${words.text('student.timeline')}</h2>
    ${days.length === 0 ? html`<p>${words.text('student.timeline_none')}</p>` : ''}
    ${days.map((day) => dayCard(day, dayRights, words))}
    <p class="buttons no-print">
      ${query.has('before') ? html`<a class="button" href="${path}">${words.text('student.newest')}</a>` : ''}
      ${older === null ? '' : html`<a class="button" href="${path}?before=${older}">${words.text('student.older')}</a>`}
    </p>
  </section>`;
}
