import type { Directory, StaffMember } from '../../../core/school/people.js';
import type { HttpReply, HttpRequest, HttpRoute } from '../../../ports/http.js';
import { html } from '../html.js';
import { goTo, shown } from './headers.js';
import { isOurs, ownPath, sameSecret } from './origin.js';
import { placesOf } from './places.js';
import type { Session, Sessions } from './sessions.js';
import { staffPage, strangerPage, type Looking, type PageParts } from './shell.js';
import { languageAsked, type StaffDeps } from './staff-deps.js';
import type { Words } from './words.js';

/** One request of somebody who is signed in, and who is still of the staff. */
export type Visit = Looking & {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The fields of a form, by name; a name that was given twice is as good as none. */
  form: ReadonlyMap<string, string>;
  /** Which part of a file is asked for, as the browser says it. */
  range: string | null;
  /** A new id for what a form of this page begins: sent twice, it is one. */
  fresh: string;
  /** The name of a member of staff, by id; the id of who is there no more. */
  nameOf: (id: string) => string;
  page: (parts: PageParts, status?: number) => HttpReply;
  /** "There is nothing for you here": the same whether it is not his or not there at all. */
  refused: () => HttpReply;
};

/** One page, or one thing that a form does. Who looks is known; what he may do is the page's own question. */
export type StaffPage = {
  method: 'GET' | 'POST';
  /** Like /history/student/:id. */
  path: string;
  handle: (visit: Visit) => Promise<HttpReply>;
};

/** The longest form is a message to a student. */
const formLimit = 64 * 1024;

/** Puts pages behind the door: a session, a person of the staff of today, and for forms proof that they are ours. */
export function staffRoutes(deps: StaffDeps, sessions: Sessions, pages: readonly StaffPage[]): HttpRoute[] {
  return pages.map((page) => ({
    method: page.method,
    path: page.path,
    accepts: page.method === 'POST' ? 'form' : null,
    bodyLimit: formLimit,
    handle: async (request) => {
      const session = await sessions.of(request);
      const directory: Directory = session === null ? new Map() : await deps.directory();
      const viewer = session === null ? null : stillOfStaff(deps, directory, session);
      if (session === null || viewer === null) return notSignedIn(deps, sessions, page, request, session);
      const visit = visitOf(deps, sessions, { page, request, session, viewer, directory });
      if (page.method === 'POST' && !proved(deps, visit, request))
        return visit.page(sentence(visit.words, 'forged'), 403);
      // Nothing has an empty name; a place in the path that could not be read is one as well.
      if (Object.values(visit.params).includes('')) return visit.refused();
      return page.handle(visit);
    },
  }));
}

/** Whoever left, or has another account by now, is nobody from that moment on. */
function stillOfStaff({ tenantId }: StaffDeps, directory: Directory, session: Session): StaffMember | null {
  const person = directory.get(session.person);
  const same = person?.teams?.toLowerCase() === session.object && session.tenant === tenantId.toLowerCase();
  return person?.active === true && same ? person : null;
}

function notSignedIn(
  deps: StaffDeps,
  sessions: Sessions,
  page: StaffPage,
  request: HttpRequest,
  session: Session | null,
): HttpReply {
  const cookies = session === null ? [] : sessions.end();
  if (page.method === 'GET')
    return {
      ...goTo(`/history/login?to=${encodeURIComponent(ownPath(request.url))}`, { cookies }),
      stranger: true,
    };
  const words = deps.words(languageAsked(deps, request.headers['accept-language']));
  return { ...shown(401, strangerPage(deps, words, sentence(words, 'ended')), { cookies }), stranger: true };
}

const proved = ({ publicUrl }: StaffDeps, { form, formToken }: Visit, request: HttpRequest): boolean =>
  isOurs(request, publicUrl) && sameSecret(form.get('token') ?? '', formToken);

type Asked = {
  page: StaffPage;
  request: HttpRequest;
  session: Session;
  viewer: StaffMember;
  directory: Directory;
};

function visitOf(
  deps: StaffDeps,
  sessions: Sessions,
  { page, request, session, viewer, directory }: Asked,
): Visit {
  const language = [session.language, viewer.language].find(
    (one) => one !== null && deps.languages.includes(one),
  );
  const words = deps.words(language ?? deps.languages[0] ?? 'nl');
  const url = new URL(request.url, deps.publicUrl);
  const looking: Looking = {
    viewer,
    session,
    words,
    formToken: sessions.formToken(session),
    path: page.method === 'GET' ? ownPath(request.url) : '/history',
    places: placesOf(viewer, words, deps.judges),
  };
  const draw = (parts: PageParts, status = 200): HttpReply => shown(status, staffPage(deps, looking, parts));
  return {
    ...looking,
    params: paramsOf(page.path, url.pathname),
    query: url.searchParams,
    form: fieldsOf(request.body),
    range: request.headers['range'] ?? null,
    fresh: deps.ids.next(),
    nameOf: (id) => directory.get(id)?.name ?? id,
    page: draw,
    refused: () => draw(sentence(words, 'refused'), 403),
  };
}

/** The parts of a path that stand where the pattern has a name; what is no text of a path is left empty. */
export function paramsOf(pattern: string, path: string): Record<string, string> {
  const given = path.split('/');
  return Object.fromEntries(
    pattern
      .split('/')
      .flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), decoded(given[index] ?? '')]] : [])),
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function fieldsOf(body: unknown): ReadonlyMap<string, string> {
  if (typeof body !== 'object' || body === null) return new Map();
  return new Map(
    Object.entries(body).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

/** A page of a heading and a sentence: `message.<name>.title` and `.text`. */
export function sentence(words: Words, name: string): PageParts {
  const title = words.text(`message.${name}.title`);
  const body = html`<div class="message">
    <h1>${title}</h1>
    <p>${words.text(`message.${name}.text`)}</p>
    <p><a class="button" href="/history">${words.text('message.back')}</a></p>
  </div>`;
  return { title, body };
}
