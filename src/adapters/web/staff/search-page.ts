import type { SearchHit } from '../../../core/history/view.js';
import { html, quoted, type Html } from '../html.js';
import type { Visit } from './router.js';
import type { PageParts } from './shell.js';
import { talkPath } from './talk-page.js';
import type { Words } from './words.js';

/** Searching what was said with one student. */
export const searchForm = (student: string, query: string, { text }: Words): Html =>
  html`<form method="get" action="/history/student/${student}/search" role="search" class="inline">
    <label class="hidden-text" for="q">${text('search.label')}</label>
    <input
      id="q"
      name="q"
      type="search"
      value="${query}"
      placeholder="${text('search.label')}"
      minlength="2"
      required
    />
    <button>${text('search.button')}</button>
  </form>`;

/** `GET /history/student/ID/search?q=…`: lines that the viewer may see in which the words stand. */
export function searchPage(student: string, hits: readonly SearchHit[], { words, query }: Visit): PageParts {
  const { text, moment, day } = words;
  const title = text('search.title');
  const speaker = { student: text('search.student'), bot: text('talk.bot'), staff: text('talk.staff') };
  const body = html`<div class="head">
      <h1>${title}</h1>
      <div class="buttons">
        ${searchForm(student, query.get('q') ?? '', words)}
        <a class="button" href="/history/student/${student}">${text('talk.back')}</a>
      </div>
      <p role="status">${text('search.found', { number: hits.length })}</p>
    </div>
    <ul class="plain">
      ${hits.map(
        (hit) =>
          html`<li class="card">
            <p class="note">
              <a href="${talkPath(student, hit.talk)}"
                >${hit.date === null ? moment(hit.at) : day(hit.date)}</a
              >
              · ${speaker[hit.from]}
            </p>
            <p>${quoted(hit.text)}</p>
          </li>`,
      )}
    </ul>`;
  return { title, body };
}
