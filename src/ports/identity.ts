import type { Instant } from '../core/time.js';

/** Somebody who proved who he is: Entra's tenant (`tid`) and its object id of the person (`oid`). */
export type Account = { tenant: string; object: string };

/** Why nobody was let in: a code, for logs and for the words on the page. It says nothing about the person. */
export const refusals = [
  'token_malformed',
  'token_algorithm',
  'token_key',
  'token_signature',
  'token_audience',
  'token_issuer',
  'token_tenant',
  'token_scope',
  'token_person',
  'token_expired',
  'token_early',
  'sign_in_stale',
  'sign_in_denied',
  'provider_unreachable',
] as const;

export type Refusal = (typeof refusals)[number];

export type Identified = { ok: true; account: Account } | { ok: false; reason: Refusal };

/** What has to be kept, out of everybody's sight, until a person comes back from signing in. */
export type Attempt = { state: string; nonce: string; verifier: string };

/** Signing in by way of the provider's own page. */
export interface BrowserSignIn {
  /** Where to send the browser; null while the provider cannot be reached. */
  begin(): Promise<{ url: string; attempt: Attempt } | null>;
  /** Whom the provider sent back. `query` is what the browser came back with, as it stands behind the `?`. */
  finish(query: string, attempt: Attempt): Promise<Identified>;
}

/** Tells who somebody is. What he may do is no matter of this port. */
export interface Identity {
  /** Null where this installation has no secret to prove itself with, as a managed identity has none. */
  browser: BrowserSignIn | null;
  /** Checks a token that Teams gave to the page in its tab. */
  tab(token: string): Promise<Identified>;
}

/** Seals values so that a browser can keep them: nobody else can read, make or change them. */
export interface Seals {
  /** `use` keeps a value for one purpose from being taken for another. */
  seal(use: string, value: object, expiresAt: Instant): Promise<string>;
  /** What was sealed for this use and has not run out; null for anything else, whatever is wrong with it. */
  open(use: string, sealed: string): Promise<unknown>;
  /** A fingerprint of a text that only this installation can make (HMAC-SHA256, base64url). */
  sign(text: string): string;
}
