import { expect } from 'chai';
import { startHttpServer } from '../../../../src/adapters/http/server.js';
import { teamsRoutes, type TeamsRoutesOptions } from '../../../../src/adapters/teams/routes.js';
import type { AlertResult } from '../../../../src/adapters/teams/alert-action.js';
import type { AlertAction } from '../../../../src/core/alerts/types.js';
import type { StaffPress } from '../../../../src/core/staff/staff-press.js';
import type { Inbound } from '../../../../src/core/thread/message.js';
import type { Log } from '../../../../src/ports/log.js';
import type { ActivityJson } from './activities.js';

export type Endpoint = {
  inbound: Inbound[];
  pressed: { by: string; alert: string; action: AlertAction }[];
  staffPressed: { by: string; press: StaffPress }[];
  logged: string[];
  /** What `receive` does after it noted the message. */
  onReceive: (inbound: Inbound) => Promise<{ reply: string | null }>;
  onPress: () => AlertResult;
  post: (body: unknown, token?: string) => Promise<{ status: number; text: string }>;
  close: () => Promise<void>;
};

export const now = Date.parse('2026-11-24T15:00:01Z');
export const clock = { now: () => now, after: () => () => undefined };

/** The routes behind the real HTTP server. */
export async function startEndpoint(
  options: Pick<TeamsRoutesOptions, 'credentials' | 'authority'>,
): Promise<Endpoint> {
  const logged: string[] = [];
  const note = (event: string, ...rest: unknown[]): void => {
    logged.push(
      `${event} ${rest.map((one) => (one instanceof Error ? one.name : JSON.stringify(one))).join(' ')}`,
    );
  };
  const log: Log = { info: note, warn: note, error: note };
  const endpoint: Endpoint = {
    inbound: [],
    pressed: [],
    staffPressed: [],
    logged,
    onReceive: async () => ({ reply: null }),
    onPress: () => ({ kind: 'refused' }),
    post: async () => ({ status: 0, text: '' }),
    close: async () => undefined,
  };
  const routes = teamsRoutes({
    ...options,
    clock,
    log,
    receive: async (inbound) => {
      endpoint.inbound.push(inbound);
      return endpoint.onReceive(inbound);
    },
    actOnAlert: async (by, alert, action) => {
      endpoint.pressed.push({ by: by.address, alert, action });
      return endpoint.onPress();
    },
    actAsStaff: async (by, press) => {
      endpoint.staffPressed.push({ by: by.address, press });
      return endpoint.onPress();
    },
  });
  const server = await startHttpServer({ port: 0, host: '127.0.0.1', log, routes });
  endpoint.close = server.close;
  endpoint.post = async (body, token) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  return endpoint;
}

/** What the app was given of an activity that was taken; null where it was given nothing yet. */
export async function contentOf(endpoint: Endpoint, sent: ActivityJson): Promise<unknown> {
  expect(await endpoint.post(sent)).to.deep.equal({ status: 200, text: '' });
  return endpoint.inbound.at(-1)?.content ?? null;
}

/** The ids of all that the app was given, after these too. */
export async function idsOf(endpoint: Endpoint, ...sent: ActivityJson[]): Promise<string[]> {
  for (const one of sent) await endpoint.post(one);
  return endpoint.inbound.map((one) => one.providerId);
}
