import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../ports/clock.js';
import type { Identified, Refusal } from '../../ports/identity.js';
import { accountOf } from './claims.js';
import { issuerOf, type EntraOptions, type Provider } from './metadata.js';

/** The permission that the tab asks for; Microsoft's documents call it so. */
const scope = 'access_as_user';

/** Seconds by which clocks may differ. */
const tolerance = 60;

/** Longer than any token of Entra's. */
const longest = 16_384;

/**
 * Checks the tokens of the tab's single sign-on: signature by the provider's keys, RS256 alone, audience, issuer,
 * time, permission, tenant (Microsoft: "Validate the access token").
 */
export function tabTokens(
  options: EntraOptions & { publicUrl: string },
  provider: Provider,
  clock: Clock,
): (token: string) => Promise<Identified> {
  const keys = keysOf(provider);
  const audience = audiencesOf(options);
  return async (token) => {
    if (token.length > longest) return refused('token_malformed');
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        audience,
        issuer: issuerOf(options),
        requiredClaims: ['exp'],
        clockTolerance: tolerance,
        currentDate: new Date(clock.now()),
      });
      return permitted(payload) ? accountOf(payload, options.tenantId) : refused('token_scope');
    } catch (error) {
      return refused(reasonOf(error));
    }
  };
}

const refused = (reason: Refusal): Identified => ({ ok: false, reason });

const permitted = ({ scp }: JWTPayload): boolean => typeof scp === 'string' && scp.split(' ').includes(scope);

/** The app by its id, as tokens of version 2.0 name it, and by its Application ID URI. */
function audiencesOf({ appId, publicUrl }: { appId: string; publicUrl: string }): string[] {
  const { host } = new URL(publicUrl);
  return [appId, `api://${appId}`, `api://${host}/${appId}`, `api://${host}/botid-${appId}`];
}

/** The provider's keys, where its description says they are. The library keeps them and asks again for a new one. */
function keysOf(provider: Provider): JWTVerifyGetKey {
  let set: JWTVerifyGetKey | null = null;
  return async (header, token) => {
    if (set === null) {
      const { jwks_uri: uri } = (await provider()).serverMetadata();
      if (uri === undefined) throw new Error('the provider names no keys');
      set = createRemoteJWKSet(new URL(uri));
    }
    return set(header, token);
  };
}

function reasonOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return 'token_expired';
  if (error instanceof errors.JWTClaimValidationFailed) return claimReasons[error.claim] ?? 'token_malformed';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'token_signature';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'token_algorithm';
  if (error instanceof errors.JWKSNoMatchingKey) return 'token_key';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'token_malformed';
  return 'provider_unreachable';
}

const claimReasons: Readonly<Record<string, Refusal>> = {
  aud: 'token_audience',
  iss: 'token_issuer',
  nbf: 'token_early',
};
