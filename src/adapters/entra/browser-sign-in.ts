import * as oidc from 'openid-client';
import type { BrowserSignIn, Refusal } from '../../ports/identity.js';
import { accountOf } from './claims.js';
import type { EntraOptions, Provider } from './metadata.js';

/** Authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, section 3.1). */
export function browserSignIn(
  options: EntraOptions & { redirectUrl: string },
  provider: Provider,
): BrowserSignIn {
  const { redirectUrl, tenantId } = options;
  return {
    begin: async () => {
      const config = await provider().catch(() => null);
      if (config === null) return null;
      const attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUrl,
        scope: 'openid profile',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        // On a shared computer the next person must not walk in as the one before.
        prompt: 'select_account',
      });
      return { url: url.href, attempt };
    },
    finish: async (query, { state, nonce, verifier }) => {
      try {
        const tokens = await oidc.authorizationCodeGrant(
          await provider(),
          new URL(`${redirectUrl}?${query}`),
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        );
        return accountOf(tokens.claims(), tenantId);
      } catch (error) {
        return { ok: false, reason: reasonOf(error) };
      }
    },
  };
}

/** Codes of openid-client that say that the answer, not the road to it, was wrong. */
const codes: Readonly<Record<string, Refusal>> = {
  OAUTH_AUTHORIZATION_RESPONSE_ERROR: 'sign_in_denied',
  OAUTH_RESPONSE_BODY_ERROR: 'sign_in_stale',
  OAUTH_INVALID_RESPONSE: 'sign_in_stale',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'token_expired',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'token_audience',
  OAUTH_KEY_SELECTION_FAILED: 'token_key',
  OAUTH_TIMEOUT: 'provider_unreachable',
};

function reasonOf(error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return codes[code] ?? 'provider_unreachable';
}
