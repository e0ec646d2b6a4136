import type { PersonExport } from '../../core/rights/person-export.js';
import { html, plainly, quoted, type Html } from './html.js';
import type { ExportWords } from './page-words.js';

/** What the begeleider said of the work of his assignments, with what was said before. */
export function judgementsSection({ judgements }: PersonExport, { text, moment }: ExportWords): Html {
  const title = html`<h2>${text('judgements.title')}</h2>`;
  if (judgements.length === 0)
    return html`${title}
      <p>${text('judgements.none')}</p>`;
  return html`${title}
    ${judgements.map(
      ({ number, title: of, verdict, name, at, sentence, earlier }) =>
        html`<div class="line">
          ${plainly(text(`judgements.${verdict}`, { number, title: of, name, at: moment(at) }))}
          ${sentence === '' ? '' : html`${text('judgements.sentence')} ${quoted(sentence)}`}
          ${earlier.map(
            (one) =>
              html`<div class="note">
                ${text(`judgements.earlier_${one.verdict}`, { at: moment(one.at) })}
                ${one.sentence === '' ? '' : quoted(one.sentence)}
              </div>`,
          )}
        </div>`,
    )}
    <p class="note">${text('judgements.kept')}</p>`;
}

/** What he lets other students read; nothing is said of it where there is nothing. */
export function sharesSection({ shares }: PersonExport, { text, moment }: ExportWords): Html {
  if (shares.length === 0) return html``;
  return html`<h2>${text('shares.title')}</h2>
    ${shares.map(
      ({ number, at, status, text: words }) =>
        html`<p class="line">
          ${plainly(text(`shares.${status}`, { number, at: moment(at) }))} ${quoted(words)}
        </p>`,
    )}`;
}

/** What his staff noted for a talk with him. */
export function notesSection({ notes }: PersonExport, { text, moment }: ExportWords): Html {
  const lines = notes.map(
    ({ name, at, text: words }) =>
      html`<p class="line">${plainly(text('notes.note', { name, at: moment(at) }))} ${quoted(words)}</p>`,
  );
  return html`<h2>${text('notes.title')}</h2>
    ${lines.length === 0 ? html`<p>${text('notes.none')}</p>` : lines}`;
}
