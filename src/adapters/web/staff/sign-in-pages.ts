import { html } from '../html.js';
import type { Refusal } from '../../../ports/identity.js';
import type { PageParts } from './shell.js';
import type { Words } from './words.js';

/** Why somebody is not let in: who he is could not be told, he is not of the staff, or it went wrong too often. */
export type NotIn = Refusal | 'not_staff' | 'too_often';

/** Where somebody signs in. Inside Teams the script does it by itself, and the page says so. */
export function signInPage(
  words: Words,
  { to, browser, schoolName }: { to: string; browser: boolean; schoolName: string },
): PageParts {
  const title = words.text('sign_in.title');
  const body = html`<div class="message" data-sign-in="${to}">
    <h1>${title}</h1>
    <p>${words.text('sign_in.intro', { school: schoolName })}</p>
    <div data-outside>
      ${
        browser
          ? html`<p>
              <a class="button primary" href="/history/login/start?to=${encodeURIComponent(to)}"
                >${words.text('sign_in.button')}</a
              >
            </p>`
          : html`<p>${words.text('sign_in.only_teams')}</p>`
      }
    </div>
    <p role="status" data-busy hidden>${words.text('sign_in.busy')}</p>
    <div role="alert" data-failed hidden>
      <p>${words.text('sign_in.failed')}</p>
      <p>
        <a class="button" href="${to}" target="_blank" rel="noopener"
          >${words.text('sign_in.open_browser')}</a
        >
      </p>
    </div>
    <p role="alert" data-not-staff hidden>
      ${words.text('sign_in.refused.not_staff', { school: schoolName })}
    </p>
    <p class="note">${words.text('sign_in.students')}</p>
  </div>`;
  return { title, body };
}

/** Why somebody was not let in, and what he can do. */
export function refusedPage(words: Words, reason: NotIn, school: string): PageParts {
  const title = words.text('sign_in.refused.title');
  const body = html`<div class="message">
    <h1>${title}</h1>
    <p>${words.text(`sign_in.refused.${reason}`, { school })}</p>
    <p><a class="button" href="/history/login">${words.text('sign_in.again')}</a></p>
  </div>`;
  return { title, body };
}
