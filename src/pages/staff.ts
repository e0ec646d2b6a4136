import { openAssets, type Assets } from '../adapters/web/staff/assets.js';
import { cookiesFor, type Cookies } from '../adapters/web/staff/cookies.js';
import { missingPage } from '../adapters/web/staff/missing.js';
import { alertPages } from '../adapters/web/staff/alert-page.js';
import { figuresPages } from '../adapters/web/staff/figures-page.js';
import { homePages } from '../adapters/web/staff/home/pages.js';
import { judgeRoutes } from '../adapters/web/staff/judge-routes.js';
import { looksRoutes } from '../adapters/web/staff/looks-routes.js';
import { studentPages } from '../adapters/web/staff/student/pages.js';
import { staffRoutes, type StaffPage } from '../adapters/web/staff/router.js';
import { sessionPages } from '../adapters/web/staff/session-pages.js';
import { createSessions, type Sessions } from '../adapters/web/staff/sessions.js';
import type { StaffDeps } from '../adapters/web/staff/staff-deps.js';
import type { App } from '../app/app.js';
import type { Deps } from '../app/deps.js';
import type { HttpRoute } from '../ports/http.js';
import type { Seals } from '../ports/identity.js';
import { projectRoot } from '../wire.js';
import { staffUse } from './staff-use.js';
import { pageWords } from './words.js';

/** What ways of signing in are put together from. */
export type DoorParts = { deps: StaffDeps; sessions: Sessions; cookies: Cookies };

/** How the staff come in. */
export type Door = {
  tenantId: string;
  seals: Seals;
  signIn: (parts: DoorParts) => HttpRoute[];
};

let assets: Assets | null = null;

/** The pages of the staff, with the door in front of them. */
export function staffFor(deps: Deps, app: App, { tenantId, seals, signIn }: Door): HttpRoute[] {
  assets ??= openAssets(projectRoot);
  const { school, publicUrl, directory, clock, ids, log } = deps;
  const staffDeps: StaffDeps = {
    ...{ schoolName: school.name, publicUrl, tenantId, seals, clock, ids, log, assets },
    judges: school.judging,
    directory: () => directory.read(),
    languages: languagesOf(deps),
    words: (language) => pageWords(deps, language),
  };
  const cookies = cookiesFor(publicUrl.startsWith('https:'));
  const sessions = createSessions({ seals, cookies, clock, ids });
  const use = staffUse(deps, app);
  const pages: StaffPage[] = [
    ...sessionPages(sessions, staffDeps.languages),
    ...homePages(use),
    ...studentPages(use),
    ...alertPages(use),
    ...(school.judging ? judgeRoutes(use) : []),
    ...looksRoutes(use),
    ...figuresPages(use),
  ];
  return [
    ...assets.routes,
    ...signIn({ deps: staffDeps, sessions, cookies }),
    ...staffRoutes(staffDeps, sessions, [...pages, missingPage]),
  ];
}

/** Students may have more languages than the pages of the staff. */
const languagesOf = ({ contents }: Deps): string[] =>
  [...contents.current.texts]
    .flatMap(([language, texts]) => (texts.has('pagina.home.title') ? [language] : []))
    .sort(dutchFirst);

const dutchFirst = (a: string, b: string): number =>
  Number(b === 'nl') - Number(a === 'nl') || a.localeCompare(b);
