import { z } from 'zod';
import { hour } from '../../../core/time.js';
import type { Clock } from '../../../ports/clock.js';
import type { HttpRequest } from '../../../ports/http.js';
import type { Account, Seals } from '../../../ports/identity.js';
import type { Ids } from '../../../ports/ids.js';
import type { Cookies } from './cookies.js';

const sessionSchema = z.object({
  /** The id of the member of staff. What he may do is looked up at each request, and stands nowhere in here. */
  person: z.string(),
  tenant: z.string(),
  object: z.string(),
  /** In a browser, or in the tab in Teams. */
  how: z.enum(['browser', 'tab']),
  /** Random: forms are bound to it. */
  id: z.string(),
  /** When it ends, whatever happens in it. */
  until: z.number(),
  /** Chosen on the page; null: the language of the roster. */
  language: z.string().nullable(),
});

/** Somebody who signed in. */
export type Session = z.infer<typeof sessionSchema>;

/** How long somebody stays signed in: a working day. */
export const sessionTerm = 8 * hour;

export type Sessions = {
  of: (request: HttpRequest) => Promise<Session | null>;
  /** The `Set-Cookie` line of a new session. */
  begin: (person: string, account: Account, how: Session['how']) => Promise<string>;
  /** The line of the same session in another language; it does not last longer. */
  inLanguage: (session: Session, language: string) => Promise<string>;
  /** The lines that end it. */
  end: () => string[];
  /** Proof that a form came from a page of this session. */
  formToken: (session: Session) => string;
};

type SessionDeps = { seals: Seals; cookies: Cookies; clock: Clock; ids: Ids };

/** Sessions live in the browser alone, sealed: no instance has to remember them. */
export function createSessions({ seals, cookies, clock, ids }: SessionDeps): Sessions {
  const line = async (session: Session): Promise<string> => {
    const left = Math.max(0, Math.floor((session.until - clock.now()) / 1000));
    const sealed = await seals.seal(`session ${session.how}`, session, session.until);
    return cookies.write(session.how, sealed, left);
  };
  const opened = async (request: HttpRequest, how: Session['how']): Promise<Session | null> => {
    const sealed = cookies.read(request.headers['cookie'], how);
    if (sealed === null) return null;
    return sessionSchema.safeParse(await seals.open(`session ${how}`, sealed)).data ?? null;
  };
  return {
    of: async (request) => (await opened(request, 'browser')) ?? (await opened(request, 'tab')),
    begin: (person, { tenant, object }, how) => {
      const until = clock.now() + sessionTerm;
      return line({ person, tenant, object, how, id: ids.next(), until, language: null });
    },
    inLanguage: (session, language) => line({ ...session, language }),
    end: () => [cookies.write('browser', '', 0), cookies.write('tab', '', 0)],
    formToken: (session) => seals.sign(`form ${session.id}`),
  };
}
