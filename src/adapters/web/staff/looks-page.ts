import { html, plainly } from '../html.js';
import type { Visit } from './router.js';
import type { PageParts } from './shell.js';

/** That somebody looked at what is kept about a student, newest first; `by` is a name. */
export type LookLine = { by: string; at: number; what: string };

/** What is looked at, as the texts name it. */
const known = ['history', 'transcript', 'search', 'export', 'alert', 'file'];

/** `GET /history/looks/ID`: who looked at a student's data. The student sees the same on his own page. */
export function looksPage(student: string, looks: readonly LookLine[], { words }: Visit): PageParts {
  const { text, moment } = words;
  const title = text('looks.title', { student });
  const body = html`<h1>${plainly(title)}</h1>
    <p class="note">${text('looks.how')}</p>
    ${
      looks.length === 0
        ? html`<p>${text('looks.none')}</p>`
        : html`<div class="scroll card" tabindex="0" role="group" aria-label="${title}">
            <table>
              <thead>
                <tr>
                  <th scope="col">${text('looks.when')}</th>
                  <th scope="col">${text('looks.who')}</th>
                  <th scope="col">${text('looks.what')}</th>
                </tr>
              </thead>
              <tbody>
                ${looks.map(
                  ({ by, at, what }) =>
                    html`<tr>
                      <td>${moment(at)}</td>
                      <td>${plainly(by)}</td>
                      <td>${text(`looks.kind.${known.includes(what) ? what : 'other'}`)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
  return { title, body };
}
