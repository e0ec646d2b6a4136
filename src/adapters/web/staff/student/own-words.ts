import type { HistoryView } from '../../../../core/history/view.js';
import { html, quoted, type Html } from '../../html.js';
import type { Words } from '../words.js';

/** Items that are shown at once; older ones open on a click. */
const shownAtOnce = 5;

/** What the student found out about himself and work: his own list, in his own words. */
export function findings({ findings: found }: HistoryView, words: Words): Html {
  const items = found.map(
    ({ date, text }) => html`<li>${quoted(text)} <span class="note">${words.day(date)}</span></li>`,
  );
  return part('findings', items, words);
}

/** What he wanted to do the next time, and what he said of it then. */
export function intentions({ intentions: all }: HistoryView, words: Words): Html {
  const keptWords = (kept: string | null): string =>
    kept === null ? words.text('student.intention_open') : words.named(`reflectie.gelukt.${kept}`, kept);
  const items = all.map(
    ({ date, text, kept }) =>
      html`<li>
        ${quoted(text)}
        <span class="note">${words.day(date)} · ${words.text('day.kept')} ${keptWords(kept)}</span>
      </li>`,
  );
  return part('intentions', items, words);
}

function part(name: 'findings' | 'intentions', items: readonly Html[], { text }: Words): Html {
  const [first, rest] = [items.slice(0, shownAtOnce), items.slice(shownAtOnce)];
  return html`<section class="card" aria-labelledby="${name}-title">
    <h2 id="${name}-title">${text(`student.${name}`)}</h2>
    ${
      items.length === 0
        ? html`<p class="note">${text(`student.${name}_none`)}</p>`
        : html`<ul class="plain">
            ${first}
          </ul>`
    }
    ${
      rest.length === 0
        ? ''
        : html`<details class="printed">
            <summary>${text('student.earlier', { number: rest.length })}</summary>
            <ul class="plain">
              ${rest}
            </ul>
          </details>`
    }
  </section>`;
}
