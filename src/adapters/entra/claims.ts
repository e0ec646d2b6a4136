import { z } from 'zod';
import type { Identified } from '../../ports/identity.js';

/** Entra's ids of tenants and people. */
const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const person = z.object({ tid: z.string(), oid: guid });

/** Whom the claims of a token whose signature was checked are about, if he is of this tenant. */
export function accountOf(claims: unknown, tenantId: string): Identified {
  const given = person.safeParse(claims);
  if (!given.success) return { ok: false, reason: 'token_person' };
  const { tid, oid } = given.data;
  if (tid.toLowerCase() !== tenantId.toLowerCase()) return { ok: false, reason: 'token_tenant' };
  return { ok: true, account: { tenant: tid.toLowerCase(), object: oid.toLowerCase() } };
}
