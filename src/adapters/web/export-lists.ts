import type { PersonExport } from '../../core/rights/person-export.js';
import { html, plainly, type Html } from './html.js';
import type { ExportWords } from './page-words.js';

/** The reasons that a student understands; the others are the program's own, and stand in the JSON. */
const known = ['ill', 'absent', 'stopped', 'free', 'pause'];

/** What became of each practice day. */
export function daysSection({ days }: PersonExport, { text, day: written }: ExportWords): Html {
  if (days.length === 0)
    return html`<h2>${text('days.title')}</h2>
      <p>${text('days.none')}</p>`;
  const why = (reason: string | null): string =>
    reason !== null && known.includes(reason) ? ` (${text(`days.reason.${reason}`)})` : '';
  const assignment = (planned: number | 'none' | null): string =>
    planned === 'none' ? text('days.no_assignment') : (planned?.toString() ?? '');
  return html`<h2>${text('days.title')}</h2>
    <table>
      <tr>
        <th>${text('days.date')}</th>
        <th>${text('days.what')}</th>
        <th>${text('days.assignment')}</th>
      </tr>
      ${days.map(
        (day) =>
          html`<tr>
            <td>${written(day.date)}</td>
            <td>${text(`days.status.${day.status}`)}${why(day.reason)}</td>
            <td>${assignment(day.assignment)}</td>
          </tr>`,
      )}
    </table>`;
}

const knownLooks: readonly string[] = ['export', 'history', 'transcript', 'search', 'csv', 'judging', 'file'];

/** Who looked at his data, beside the messages that were looked at. */
export function looksSection({ looks }: PersonExport, { text, moment }: ExportWords): Html {
  const lines = looks.map(({ by, at, what }) =>
    text(`looks.${knownLooks.includes(what) ? what : 'other'}`, { name: by, at: moment(at) }),
  );
  return html`<h2>${text('looks.title')}</h2>
    ${
      lines.length === 0
        ? html`<p>${text('looks.none')}</p>`
        : lines.map((line) => html`<p class="line">${plainly(line)}</p>`)
    }`;
}

/** What has not arrived. */
export function waitingSection({ waiting, undelivered }: PersonExport, { text, moment }: ExportWords): Html {
  const lines = [
    ...(waiting === 0 ? [] : [text('waiting.pending', { number: waiting })]),
    ...undelivered.map(({ at }) => text('waiting.undelivered', { at: moment(at) })),
  ];
  return html`<h2>${text('waiting.title')}</h2>
    ${(lines.length === 0 ? [text('waiting.none')] : lines).map((line) => html`<p class="line">${line}</p>`)}`;
}

/** How long it is kept. */
export function termSection(data: PersonExport, { text, moment }: ExportWords): Html {
  const { keptUntil, monthsAfterLeaving: months } = data;
  const term =
    keptUntil === null ? text('term.at_school', { months }) : text('term.left', { at: moment(keptUntil) });
  return html`<h2>${text('term.title')}</h2>
    <p>${term}</p>`;
}
