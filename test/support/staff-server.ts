import { sealsUnder } from '../../src/adapters/entra/seals.js';
import { startHttpServer } from '../../src/adapters/http/server.js';
import { cookiesFor } from '../../src/adapters/web/staff/cookies.js';
import { createSessions, type Session } from '../../src/adapters/web/staff/sessions.js';
import { signInRoutes } from '../../src/adapters/web/staff/sign-in.js';
import { staffFor, type Door } from '../../src/pages/staff.js';
import type { Identity } from '../../src/ports/identity.js';
import { entraApp } from './entra-double.js';
import { freePort } from './free-port.js';
import { world, type World, type WorldOptions } from './world.js';

export const sessionKey = new Uint8Array(32).fill(9);

/** The staff's pages on a real server, with people who are signed in without asking anybody. */
export type StaffServer = {
  world: World;
  url: string;
  /** The `Cookie` header of somebody who is signed in. */
  cookieOf: (
    person: string,
    other?: { tenant?: string; object?: string; how?: Session['how'] },
  ) => Promise<string>;
  get: (path: string, cookie?: string, headers?: Record<string, string>) => Promise<Response>;
  /** Sends a form as a browser would, with the token of the page; `fields.token` overrides it. */
  post: (
    path: string,
    fields: Record<string, string>,
    cookie?: string,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  close: () => Promise<void>;
};

const nobody: Identity = { browser: null, tab: async () => ({ ok: false, reason: 'provider_unreachable' }) };

export async function staffServer(
  options: WorldOptions & { identity?: (publicUrl: string) => Identity } = {},
): Promise<StaffServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const publicUrl = options.publicUrl ?? url;
  const school = await world({ ...options, publicUrl });
  const seals = sealsUnder(sessionKey, school.clock);
  const identity = options.identity?.(publicUrl) ?? nobody;
  const signIn: Door['signIn'] = (parts) => signInRoutes({ ...parts, identity });
  const routes = staffFor(school.deps, school.app, { tenantId: entraApp.tenantId, seals, signIn });
  const { log } = school.deps;
  const server = await startHttpServer({ port, host: '127.0.0.1', log, routes, proxies: 1 });
  const sessions = createSessions({
    seals,
    cookies: cookiesFor(false),
    clock: school.clock,
    ids: school.deps.ids,
  });
  const ask = (path: string, init: RequestInit): Promise<Response> =>
    fetch(`${url}${path}`, { ...init, redirect: 'manual' });
  const tokenIn = async (cookie: string): Promise<string> => {
    const page = await (await ask('/history', { headers: { cookie } })).text();
    return /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
  };
  return {
    world: school,
    url,
    cookieOf: async (person, other = {}) => {
      const known = (await school.deps.directory.read()).get(person);
      const object = other.object ?? known?.teams?.toLowerCase() ?? 'nobody';
      const account = { tenant: other.tenant ?? entraApp.tenantId, object };
      const line = await sessions.begin(person, account, other.how ?? 'browser');
      return line.split(';')[0] ?? '';
    },
    get: (path, cookie = '', headers = {}) => ask(path, { headers: { cookie, ...headers } }),
    post: async (path, fields, cookie = '', headers = {}) => {
      const token = fields['token'] ?? (cookie === '' ? '' : await tokenIn(cookie));
      const body = new URLSearchParams({ ...fields, token });
      return ask(path, { method: 'POST', body, headers: { cookie, origin: url, ...headers } });
    },
    close: async () => {
      await server.close();
      await school.close();
    },
  };
}
