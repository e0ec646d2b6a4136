import type { StaffMember } from '../../../core/school/people.js';
import { html, plainly, type Html } from '../html.js';
import type { Session } from './sessions.js';
import type { StaffDeps } from './staff-deps.js';
import type { Words } from './words.js';

/** What a page says of itself. */
export type PageParts = {
  title: string;
  body: Html;
  /** The address that the navigation marks as where one is. */
  current?: string;
};

/** Who looks at a page, and what its forms need. */
export type Looking = {
  viewer: StaffMember;
  session: Session;
  words: Words;
  formToken: string;
  /** The address that was asked for, with its query. */
  path: string;
  /** Where the navigation leads for this viewer. */
  places: readonly { path: string; label: string }[];
};

type Shell = Pick<StaffDeps, 'assets' | 'schoolName' | 'languages'>;

/** A whole page for somebody who is signed in. */
export function staffPage(shell: Shell, looking: Looking, parts: PageParts): string {
  const { words } = looking;
  const header = html`<header class="bar">
    <a class="brand" href="/history"><span aria-hidden="true" class="mark"></span>Terugblik</a>
    <nav aria-label="${words.text('shell.nav')}">
      ${looking.places.map(({ path, label }) => {
        const here = path === parts.current ? html` aria-current="page"` : '';
        return html`<a href="${path}" ${here}>${label}</a>`;
      })}
    </nav>
    <div class="who">
      <span class="name">${plainly(looking.viewer.name)}</span>
      ${languageSwitch(shell, looking)}
      <form method="post" action="/history/logout">
        ${tokenField(looking)}
        <button class="quiet">${words.text('shell.sign_out')}</button>
      </form>
    </div>
  </header>`;
  return frame(shell, words, parts, header);
}

/** A whole page for somebody who is not signed in. */
export function strangerPage(shell: Shell, words: Words, parts: PageParts): string {
  const header = html`<header class="bar">
    <span class="brand"><span aria-hidden="true" class="mark"></span>Terugblik</span>
  </header>`;
  return frame(shell, words, parts, header);
}

/** The hidden field without which no form is taken. */
export const tokenField = ({ formToken }: Pick<Looking, 'formToken'>): Html =>
  html`<input type="hidden" name="token" value="${formToken}" />`;

function languageSwitch({ languages }: Shell, looking: Looking): Html {
  const { words, path } = looking;
  const others = languages.filter((one) => one !== words.language);
  return html`<form method="post" action="/history/language" aria-label="${words.text('shell.language')}">
    ${tokenField(looking)}<input type="hidden" name="to" value="${path}" />
    ${others.map(
      (one) =>
        html`<button class="quiet" name="language" value="${one}" lang="${one}">
          ${words.other(`common.language.${one}`)}
        </button>`,
    )}
  </form>`;
}

function frame({ assets, schoolName }: Shell, words: Words, parts: PageParts, header: Html): string {
  return html`<!doctype html>
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${parts.title} · Terugblik</title>
        <link rel="stylesheet" href="${assets.style}" />
        <script src="${assets.script}" data-teams="${assets.teams}"></script>
      </head>
      <body>
        <a class="skip" href="#content">${words.text('shell.skip')}</a>
        ${header}
        <main id="content" tabindex="-1">${parts.body}</main>
        <footer>${plainly(schoolName)} · <a href="/privacy">${words.text('shell.privacy')}</a></footer>
      </body>
    </html>`
    .toString()
    .trim();
}
