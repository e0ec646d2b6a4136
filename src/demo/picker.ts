import { goTo, shown } from '../adapters/web/staff/headers.js';
import { html, plainly } from '../adapters/web/html.js';
import { isOurs, ownPath } from '../adapters/web/staff/origin.js';
import { sentence } from '../adapters/web/staff/router.js';
import { strangerPage } from '../adapters/web/staff/shell.js';
import { languageAsked } from '../adapters/web/staff/staff-deps.js';
import type { StaffMember } from '../core/school/people.js';
import type { DoorParts } from '../pages/staff.js';
import type { HttpReply, HttpRequest, HttpRoute } from '../ports/http.js';

/** The tenant of the made-up school. */
export const demoTenant = 'demo';

/**
 * Stands in for signing in, in the demo: a click on a made-up member of staff. Nothing outside src/demo can reach this
 * file (`nothing-imports-the-demo`), and the demo listens on 127.0.0.1 alone.
 */
export function pickerRoutes(parts: DoorParts): HttpRoute[] {
  return [
    { method: 'GET', path: '/history/login', accepts: null, handle: (request) => list(parts, request) },
    {
      method: 'POST',
      path: '/history/login/demo',
      accepts: 'form',
      handle: (request) => pick(parts, request),
    },
  ];
}

const staffOf = async ({ deps }: DoorParts): Promise<StaffMember[]> =>
  [...(await deps.directory()).values()].filter((person) => person.active && person.teams !== null);

async function list(parts: DoorParts, request: HttpRequest): Promise<HttpReply> {
  const { deps } = parts;
  const words = deps.words(languageAsked(deps, request.headers['accept-language']));
  const to = ownPath(new URL(request.url, deps.publicUrl).searchParams.get('to'));
  const title = words.text('demo.title');
  const staff = await staffOf(parts);
  const body = html`<div class="message">
    <h1>${title}</h1>
    <p>${words.text('demo.intro')}</p>
    <form method="post" action="/history/login/demo" class="picker">
      <input type="hidden" name="to" value="${to}" />
      ${staff.map(
        ({ id, name, roles }) =>
          html`<button name="person" value="${id}">
            <span>${plainly(name)}</span>
            <span class="note">${roles.map((role) => words.text(`role.${role}`)).join(', ')}</span>
          </button>`,
      )}
    </form>
  </div>`;
  return shown(200, strangerPage(deps, words, { title, body }));
}

async function pick(parts: DoorParts, request: HttpRequest): Promise<HttpReply> {
  const { deps, sessions } = parts;
  const form = request.body as Readonly<Record<string, unknown>> | null;
  const person = (await staffOf(parts)).find((one) => one.id === form?.['person']);
  if (person?.teams == null || !isOurs(request, deps.publicUrl)) {
    const words = deps.words(languageAsked(deps, request.headers['accept-language']));
    return shown(403, strangerPage(deps, words, sentence(words, 'forged')));
  }
  const account = { tenant: demoTenant, object: person.teams.toLowerCase() };
  const to = form?.['to'];
  return goTo(ownPath(typeof to === 'string' ? to : null), {
    cookies: [await sessions.begin(person.id, account, 'browser')],
  });
}
