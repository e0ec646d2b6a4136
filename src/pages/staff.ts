import { openAssets, type Assets } from '../adapters/web/staff/assets.js';
import { cookiesFor, type Cookies } from '../adapters/web/staff/cookies.js';
import { missingPage } from '../adapters/web/staff/missing.js';
import { homePages } from '../adapters/web/staff/home.js';
import { staffRoutes, type StaffPage } from '../adapters/web/staff/router.js';
import { sessionPages } from '../adapters/web/staff/session-pages.js';
import { createSessions, type Sessions } from '../adapters/web/staff/sessions.js';
import type { StaffDeps } from '../adapters/web/staff/staff-deps.js';
import type { Deps } from '../app/deps.js';
import type { HttpRoute } from '../ports/http.js';
import type { Seals } from '../ports/identity.js';
import { projectRoot } from '../wire.js';
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
export function staffFor(deps: Deps, { tenantId, seals, signIn }: Door): HttpRoute[] {
  assets ??= openAssets(projectRoot);
  const { school, publicUrl, directory, contents, clock, ids, log } = deps;
  const staffDeps: StaffDeps = {
    ...{ schoolName: school.name, publicUrl, tenantId, seals, clock, ids, log, assets },
    directory: () => directory.read(),
    languages: [...contents.current.texts.keys()].sort(dutchFirst),
    words: (language) => pageWords(deps, language),
  };
  const cookies = cookiesFor(publicUrl.startsWith('https:'));
  const sessions = createSessions({ seals, cookies, clock, ids });
  const pages: StaffPage[] = [...sessionPages(sessions, staffDeps.languages), ...homePages()];
  return [
    ...assets.routes,
    ...signIn({ deps: staffDeps, sessions, cookies }),
    ...staffRoutes(staffDeps, sessions, [...pages, missingPage]),
  ];
}

const dutchFirst = (a: string, b: string): number =>
  Number(b === 'nl') - Number(a === 'nl') || a.localeCompare(b);
