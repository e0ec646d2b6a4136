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

/**
 * Failures that an honest browser has as well: at a school hundreds of people come from one address, and students who
 * open the tab must not keep their teachers out.
 */
const honest: readonly NotIn[] = [
  'provider_unreachable',
  'not_staff',
  'token_tenant',
  'token_expired',
  'token_early',
  'sign_in_denied',
];

type Attempted = (request: HttpRequest) => Promise<HttpReply | NotIn>;
type Refused = (request: HttpRequest, reason: NotIn) => HttpReply;

/** Signing in by the provider's page or by the tab's token. */
export function signInRoutes(door: Door): HttpRoute[] {
  const { deps } = door;
  const failures = createFailures(deps.clock);
  const answered = (attempt: Attempted, refused: Refused) => async (request: HttpRequest) => {
    const address = request.address ?? '';
    const outcome = await attempt(request);
    if (typeof outcome !== 'string') return outcome;
    // From an address that fails and fails only the first are told why, and logged.
    if (outcome === 'too_often' || failures.tooMany(address)) return refused(request, 'too_often');
    if (!honest.includes(outcome)) failures.note(address);
    deps.log.warn('sign_in.refused', { reason: outcome });
    return refused(request, outcome);
  };
  const page = refusedReply(deps);
  // Coming back asks something of the provider, so it waits as well; a token is checked here and always may come.
  const back: Attempted = async (request) =>
    failures.tooMany(request.address ?? '') ? 'too_often' : finish(door, request);
  const get = (path: string, handle: HttpRoute['handle']): HttpRoute => ({
    ...{ method: 'GET', path, accepts: null, open: true, handle },
  });
  return [
    get('/history/login', async (request) => loginPage(door, request)),
    get(
      '/history/login/start',
      answered((request) => begin(door, request), page),
    ),
    get('/history/login/return', answered(back, page)),
    {
      ...{ method: 'POST', path: '/history/login/tab', accepts: 'json', bodyLimit: tokenLimit },
      handle: answered((request) => tab(door, request), tellScript),
    },
  ];
}

/** The script in the tab gets a status and a code; the words stand on the page already. */
const tellScript: Refused = (_request, reason) => ({
  ...silent(statusOf(reason), { headers: { 'X-Reason': reason } }),
  stranger: true,
});

/** A token of Entra has a few kilobytes. */
const tokenLimit = 32 * 1024;

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

async function tab(door: Door, request: HttpRequest): Promise<HttpReply | NotIn> {
  if (!isOurs(request, door.deps.publicUrl)) return 'token_malformed';
  const body = tabBody.safeParse(request.body).data;
  const entered = await enter(door, await door.identity.tab(body?.token ?? ''), 'tab');
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
