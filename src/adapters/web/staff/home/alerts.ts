import type { AlertLine, AlertStatus } from '../../../../core/alerts/line.js';
import { html, plainly, type Html } from '../../html.js';
import type { Visit } from '../router.js';

/** Alerts that were sent to the viewer; each leads to its card. Those that are handled open on a click. */
export function alertsPart(lines: readonly AlertLine[], visit: Visit): Html {
  const { text } = visit.words;
  const open = lines.filter(({ status }) => status !== 'handled');
  const handled = lines.filter(({ status }) => status === 'handled');
  return html`<section aria-labelledby="alerts-title">
    <h2 id="alerts-title">${text('alerts.title')}</h2>
    <p class="note">${text('alerts.how')}</p>
    ${open.length === 0 ? html`<p>${text('alerts.none')}</p>` : alertList(open, visit)}
    ${
      handled.length === 0
        ? ''
        : html`<details>
            <summary>${text('alerts.handled', { number: handled.length })}</summary>
            ${alertList(handled, visit)}
          </details>`
    }
  </section>`;
}

const alertList = (lines: readonly AlertLine[], { words, nameOf }: Visit): Html =>
  html`<ul class="plain">
    ${lines.map(
      (line) =>
        html`<li class="card row">
          <div>
            <a class="row-name" href="/history/alert/${encodeURIComponent(line.alert)}"
              >${plainly(line.studentName)}</a
            >
            <div class="note">${words.moment(line.at)}</div>
          </div>
          <ul class="tags">
            <li class="tag ${gravity(line)}">
              ${line.severity === null ? words.text('alerts.unread') : words.other(`card.severity.${line.severity}`)}
            </li>
            <li class="tag plain">${words.other(`card.category.${line.category}`)}</li>
          </ul>
          <p class="note">${statusLine(line, words, nameOf)}</p>
        </li>`,
    )}
  </ul>`;

const gravity = ({ severity, status }: Pick<AlertLine, 'severity' | 'status'>): string => {
  if (status === 'handled') return 'plain';
  return severity === 'acute' || severity === 'high' ? 'bad' : 'warn';
};

function statusLine(
  { status, takenBy, reopened }: Pick<AlertLine, 'status' | 'takenBy' | 'reopened'>,
  { text }: Visit['words'],
  nameOf: (id: string) => string,
): Html {
  const by = takenBy === null ? '' : ` · ${text('alerts.taken', { name: nameOf(takenBy) })}`;
  const again = reopened ? ` · ${text('alerts.reopened')}` : '';
  return plainly(`${text(`alerts.status.${status}`)}${by}${again}`);
}

/** Every open alert for the coordinator: how grave, since when and with whom. No student, no subject, no words. */
export function alertStatusPart(all: readonly AlertStatus[], { words, nameOf }: Visit): Html {
  const { text, other, moment } = words;
  return html`<section aria-labelledby="status-title">
    <h2 id="status-title">${text('status.title')}</h2>
    <p class="note">${text('status.how')}</p>
    ${
      all.length === 0
        ? html`<p>${text('status.none')}</p>`
        : html`<div class="scroll" tabindex="0" role="group" aria-labelledby="status-title">
            <table>
              <thead>
                <tr>
                  <th scope="col">${text('status.since')}</th>
                  <th scope="col">${text('status.severity')}</th>
                  <th scope="col">${text('status.state')}</th>
                  <th scope="col">${text('status.with')}</th>
                  <th scope="col">${text('status.steps')}</th>
                </tr>
              </thead>
              <tbody>
                ${all.map(
                  (one) =>
                    html`<tr>
                      <td>${moment(one.at)}</td>
                      <td>
                        <span class="tag ${gravity(one)}"
                          >${one.severity === null ? text('alerts.unread') : other(`card.severity.${one.severity}`)}</span
                        >
                      </td>
                      <td>${statusLine(one, words, nameOf)}</td>
                      <td>${readersOf(one, text, nameOf)}</td>
                      <td>${one.steps}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}

/** With whom it lies; that nobody could be reached is the gravest that this list can say. */
const readersOf = (
  { readers }: AlertStatus,
  text: Visit['words']['text'],
  nameOf: (id: string) => string,
): Html =>
  readers.length === 0
    ? html`<span class="tag bad">${text('status.nobody')}</span>`
    : plainly(readers.map(nameOf).join(', '));
