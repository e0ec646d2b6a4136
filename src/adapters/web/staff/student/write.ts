import { html, type Html } from '../../html.js';
import { tokenField } from '../shell.js';
import type { Visit } from '../router.js';

/** Letters of one message to a student; the same as of a reply on a card. */
export const messageLimit = 1000;

/** A first sentence that can be put into the field, to be made one's own. */
export type Suggestion = { id: string; topic: string; text: string };

/**
 * Writing to the student. A suggested sentence is put in by asking for the page anew, so that it works without script;
 * what was written already is lost by that, which is why the suggestions stand above the field.
 */
export function writePart(
  student: { id: string; name: string },
  suggestions: readonly Suggestion[],
  visit: Visit,
): Html {
  const { words, query } = visit;
  const chosen = suggestions.find((one) => one.id === query.get('begin'));
  return html`<section class="card no-print" id="write" aria-labelledby="write-title">
    <h2 id="write-title">${words.text('write.title', { name: student.name })}</h2>
    <p class="note">${words.text('write.how')}</p>
    ${
      suggestions.length === 0
        ? ''
        : html`<details${chosen === undefined ? '' : html` open`}>
            <summary>${words.text('write.suggestions')}</summary>
            <ul class="suggestions">
              ${suggestions.map(
                ({ id, topic, text }) =>
                  html`<li>
                    <a href="/history/student/${student.id}?begin=${id}#write">${topic}</a>
                    <span class="note">${text}</span>
                  </li>`,
              )}
            </ul>
          </details>`
    }
    <form method="post" action="/history/student/${student.id}/write">
      ${tokenField(visit)}<input type="hidden" name="id" value="${visit.fresh}" />
      <div class="field">
        <label for="write-text">${words.text('write.label')}</label>
        <textarea id="write-text" name="text" maxlength="${messageLimit}" required>
${chosen?.text ?? ''}</textarea>
      </div>
      <button class="primary">${words.text('write.send')}</button>
    </form>
  </section>`;
}
