import type { HistoryView } from '../../../../core/history/view.js';
import { html, plainly, quoted, type Html } from '../../html.js';
import { tokenField } from '../shell.js';
import type { Visit } from '../router.js';

/** What the student wants others to read: his begeleider reads it first, and may change his mind later. */
export function sharesPart({ shares, student }: HistoryView, visit: Visit): Html {
  if (shares.length === 0) return html``;
  const { text } = visit.words;
  return html`<section class="card" id="shares" aria-labelledby="shares-title">
    <h2 id="shares-title">${text('share.title')}</h2>
    <p class="note">${text('share.who')}</p>
    ${shares.map((share) => shown(share, `/history/student/${student.id}/share`, visit))}
  </section>`;
}

function shown(share: HistoryView['shares'][number], path: string, visit: Visit): Html {
  const { text } = visit.words;
  const { number, title, status } = share;
  const about = title === null ? String(number) : text('day.assignment', { number, title });
  return html`<article class="kept-note">
    <p>${quoted(share.text)}</p>
    <p class="note">${plainly(about)} · ${text(`share.${status}`)}</p>
    <form method="post" action="${path}" class="buttons no-print">
      ${tokenField(visit)}<input type="hidden" name="number" value="${number}" />
      ${status === 'shared' ? '' : html`<button name="do" value="yes" class="primary">${text('share.yes')}</button>`}
      ${status === 'refused' ? '' : html`<button name="do" value="no">${text('share.no')}</button>`}
    </form>
  </article>`;
}
