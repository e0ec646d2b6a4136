import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { HttpRoute } from '../../../ports/http.js';
import { themed } from './theme.js';

/** A file that pages load, under a name that changes with what is in it: browsers may keep it for ever. */
type Asset = { path: string; type: string; body: string };

/** The style sheet, our script, and Microsoft's client library for pages inside Teams. */
export type Assets = { style: string; script: string; teams: string; routes: HttpRoute[] };

/** Reads the files below `<root>/assets` and Microsoft's library. */
export function openAssets(root: string): Assets {
  const own = (name: string): string => readFileSync(join(root, 'assets', name), 'utf8');
  const library = createRequire(import.meta.url).resolve(
    '@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js',
  );
  const style = asset('staff', 'css', themed(own('staff.css')));
  const script = asset('staff', 'js', own('staff.js'));
  const teams = asset(
    'teams',
    'js',
    readFileSync(library, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, ''),
  );
  return {
    style: style.path,
    script: script.path,
    teams: teams.path,
    routes: [...[style, script, teams].map(routeOf), noIcon],
  };
}

function asset(name: string, ending: 'css' | 'js', body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const type = ending === 'css' ? 'text/css' : 'text/javascript';
  return { path: `/history/assets/${name}-${hash}.${ending}`, type, body };
}

/** Browsers ask for an icon of the site wherever pictures may be shown: there is none, which is no error. */
const noIcon: HttpRoute = {
  method: 'GET',
  path: '/favicon.ico',
  accepts: null,
  handle: async () => ({ status: 204, headers: { 'Cache-Control': 'public, max-age=86400' } }),
};

const routeOf = ({ path, type, body }: Asset): HttpRoute => ({
  method: 'GET',
  path,
  accepts: null,
  handle: async () => ({
    status: 200,
    type,
    body,
    headers: {
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  }),
});
