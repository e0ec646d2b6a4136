import { z } from 'zod';
import type { Directory, StaffMember } from '../../../core/school/people.js';
import { minute } from '../../../core/time.js';
import type { HttpReply, HttpRequest, HttpRoute } from '../../../ports/http.js';
import type { Account, Identified, Identity } from '../../../ports/identity.js';
import type { Cookies } from './cookies.js';
import { createFailures } from './failures.js';
import { goTo, shown, silent } from './headers.js';
import { isOurs, ownPath } from './origin.js';
import type { Sessions } from './sessions.js';
import { strangerPage } from './shell.js';
import { refusedPage, signInPage, type NotIn } from './sign-in-pages.js';
import { languageAsked, type StaffDeps } from './staff-deps.js';

/** How long somebody may take on the provider's page. */
const attemptTerm = 10 * minute;

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
});

type Door = { deps: StaffDeps; sessions: Sessions; cookies: Cookies; identity: Identity };

/** Signing in by the provider's page or by the tab's token. */
export function signInRoutes(door: Door): HttpRoute[] {
  const { deps, identity } = door;
  const failures = createFailures(deps.clock);
  const guarded =
    (handle: (request: HttpRequest) => Promise<HttpReply | NotIn>, answer = refusedReply(deps)) =>
    async (request: HttpRequest): Promise<HttpReply> => {
      const address = request.address ?? '';
      const outcome = failures.tooMany(address) ? 'too_often' : await handle(request);
      if (typeof outcome !== 'string') return outcome;
      if (outcome !== 'provider_unreachable' && outcome !== 'too_often') failures.note(address);
      deps.log.warn('sign_in.refused', { reason: outcome });
      return answer(request, outcome);
    };
  return [
    {
      method: 'GET',
      path: '/history/login',
      accepts: null,
      handle: async (request) => loginPage(door, request),
    },
    {
      method: 'GET',
      path: '/history/login/start',
      accepts: null,
      handle: guarded((request) => begin(door, request)),
    },
    {
      method: 'GET',
      path: '/history/login/return',
      accepts: null,
      handle: guarded((request) => finish(door, request)),
    },
    {
      method: 'POST',
      path: '/history/login/tab',
      accepts: 'json',
      handle: guarded(
        (request) =>
          isOurs(request, deps.publicUrl) ? tab(door, request, identity) : Promise.resolve('token_malformed'),
        (_request, reason) => silent(statusOf(reason), { headers: { 'X-Reason': reason } }),
      ),
    },
  ];
}

const statusOf = (reason: NotIn): number =>
  ({ not_staff: 403, too_often: 429, provider_unreachable: 503 })[reason as string] ?? 401;

const wordsFor = (deps: StaffDeps, request: HttpRequest) =>
  deps.words(languageAsked(deps, request.headers['accept-language']));

const refusedReply =
  (deps: StaffDeps) =>
  (request: HttpRequest, reason: NotIn): HttpReply => {
    const words = wordsFor(deps, request);
    return shown(statusOf(reason), strangerPage(deps, words, refusedPage(words, reason, deps.schoolName)));
  };

const queryOf = ({ url }: HttpRequest): string => /\?(.*)$/.exec(url)?.[1] ?? '';

function loginPage({ deps, identity }: Door, request: HttpRequest): HttpReply {
  const words = wordsFor(deps, request);
  const to = ownPath(new URLSearchParams(queryOf(request)).get('to'));
  const parts = signInPage(words, { to, browser: identity.browser !== null, schoolName: deps.schoolName });
  return shown(200, strangerPage(deps, words, parts));
}

async function begin({ deps, cookies, identity }: Door, request: HttpRequest): Promise<HttpReply | NotIn> {
  const begun = await identity.browser?.begin();
  if (begun == null) return 'provider_unreachable';
  const to = ownPath(new URLSearchParams(queryOf(request)).get('to'));
  const sealed = await deps.seals.seal('attempt', { ...begun.attempt, to }, deps.clock.now() + attemptTerm);
  return goTo(begun.url, { cookies: [cookies.write('attempt', sealed, attemptTerm / 1000)] });
}

async function finish(door: Door, request: HttpRequest): Promise<HttpReply | NotIn> {
  const { deps, cookies, identity } = door;
  const sealed = cookies.read(request.headers['cookie'], 'attempt');
  const kept = attemptSchema.safeParse(
    sealed === null ? null : await deps.seals.open('attempt', sealed),
  ).data;
  if (kept === undefined || identity.browser === null) return 'sign_in_stale';
  const { to, ...attempt } = kept;
  const entered = await enter(door, await identity.browser.finish(queryOf(request), attempt), 'browser');
  const spent = cookies.write('attempt', '', 0);
  return typeof entered === 'string' ? entered : goTo(to, { cookies: [spent, entered.cookie] });
}

const tabBody = z.object({ token: z.string() });

async function tab(door: Door, request: HttpRequest, identity: Identity): Promise<HttpReply | NotIn> {
  const body = tabBody.safeParse(request.body).data;
  const entered = await enter(door, await identity.tab(body?.token ?? ''), 'tab');
  return typeof entered === 'string' ? entered : silent(204, { cookies: [entered.cookie] });
}

async function enter(
  { deps, sessions }: Door,
  identified: Identified,
  how: 'browser' | 'tab',
): Promise<{ cookie: string } | NotIn> {
  if (!identified.ok) return identified.reason;
  const { account } = identified;
  const person = staffOf(await deps.directory(), account);
  if (person === null) return 'not_staff';
  deps.log.info('sign_in.done', { how, person: person.id });
  return { cookie: await sessions.begin(person.id, account, how) };
}

/** The member of staff with this account; the roster names people by the object id of Entra. */
export function staffOf(directory: Directory, { object }: Pick<Account, 'object'>): StaffMember | null {
  for (const person of directory.values())
    if (person.active && person.teams?.toLowerCase() === object.toLowerCase()) return person;
  return null;
}
