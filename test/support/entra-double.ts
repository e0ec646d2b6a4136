import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import Provider, { interactionPolicy } from 'oidc-provider';
import { freePort } from './free-port.js';

/** What is needed to sign in at the double. */
export const entraApp = {
  tenantId: 'aaaaaaaa-0000-4000-8000-000000000001',
  appId: 'bbbbbbbb-0000-4000-8000-000000000002',
  appPassword: 'the secret of the app, and long enough',
};

export type TokenParts = {
  /** Claims that are put over those of a good token; undefined leaves one out. */
  claims?: Record<string, unknown>;
  /** Seconds from now. */
  expires?: number;
  notBefore?: number;
  /** `stranger` signs under the kid of the provider, `unknown` is a kid that the provider does not have. */
  key?: 'own' | 'stranger' | 'unknown';
};

export type EntraDouble = {
  authorityUrl: string;
  /** Who signs in next: an object id, with a tenant where it is another one; null refuses. */
  person: { object: string; tenant?: string } | null;
  /** A token as Teams gives it to a tab. */
  token: (object: string, parts?: TokenParts) => Promise<string>;
  unsigned: (object: string) => string;
  /** Signed with the app's secret as if it were a shared key. */
  symmetric: (object: string) => Promise<string>;
  close: () => Promise<void>;
};

/**
 * Entra ID as far as we use it: a certified OpenID provider (oidc-provider) under the address of a tenant, on this
 * machine, which signs in whoever the test says without asking anything.
 */
export async function startEntra(redirectUrl: string): Promise<EntraDouble> {
  const port = await freePort();
  const authorityUrl = `http://127.0.0.1:${port}`;
  const mount = `/${entraApp.tenantId}/v2.0`;
  const keys = await keyPairs();
  const double: EntraDouble = {
    authorityUrl,
    person: null,
    token: (object, parts = {}) => signed(keys, goodClaims(authorityUrl, object), parts),
    unsigned: (object) => unsignedToken(goodClaims(authorityUrl, object)),
    symmetric: (object) =>
      new SignJWT(goodClaims(authorityUrl, object))
        .setProtectedHeader({ alg: 'HS256', kid: 'own' })
        .setExpirationTime('10m')
        .sign(new TextEncoder().encode(entraApp.appPassword)),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const provider = openProvider(`${authorityUrl}${mount}`, redirectUrl, keys.jwk);
  const callback = provider.callback();
  const server = createServer((request, response) => {
    void (async () => {
      const url = request.url ?? '/';
      if (url.startsWith('/who/')) return finishSignIn(provider, double, request, response);
      // The provider learns where it is mounted from the difference between the two.
      Object.assign(request, { originalUrl: url });
      request.url = url.slice(mount.length) || '/';
      await callback(request, response);
    })();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return double;
}

type Keys = { jwk: JWK; own: CryptoKey; stranger: CryptoKey };

async function keyPairs(): Promise<Keys> {
  const [own, stranger] = await Promise.all([
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('RS256', { extractable: true }),
  ]);
  const jwk = { ...(await exportJWK(own.privateKey)), kid: 'own', use: 'sig', alg: 'RS256' };
  return { jwk, own: own.privateKey, stranger: stranger.privateKey };
}

const goodClaims = (authorityUrl: string, object: string) => ({
  iss: `${authorityUrl}/${entraApp.tenantId}/v2.0`,
  aud: entraApp.appId,
  sub: `pairwise ${object}`,
  oid: object,
  tid: entraApp.tenantId,
  scp: 'access_as_user',
  ver: '2.0',
});

const unsignedToken = (claims: object): string =>
  new UnsecuredJWT({ ...claims }).setExpirationTime('10m').encode();

function signed(keys: Keys, claims: object, parts: TokenParts): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const key = parts.key ?? 'own';
  return new SignJWT({ ...claims, ...parts.claims })
    .setProtectedHeader({ alg: 'RS256', kid: key === 'unknown' ? 'unknown' : 'own', typ: 'JWT' })
    .setNotBefore(now + (parts.notBefore ?? -10))
    .setExpirationTime(now + (parts.expires ?? 600))
    .sign(key === 'own' ? keys.own : keys.stranger);
}

function openProvider(issuer: string, redirectUrl: string, jwk: JWK): Provider {
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: entraApp.appId,
        client_secret: entraApp.appPassword,
        redirect_uris: [redirectUrl],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'oid', 'tid'], profile: [] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { policy: askingWho(), url: (_context, interaction) => `/who/${interaction.uid}` },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
      Grant: 600,
    },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => {
        const [object, tenant] = id.split('@');
        return { sub: id, oid: object, tid: tenant };
      },
    }),
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc;
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** Entra's prompt for the choice of an account is no part of the standard's own list. */
function askingWho(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}

async function finishSignIn(
  provider: Provider,
  { person }: EntraDouble,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const result =
    person === null
      ? { error: 'access_denied', error_description: 'the person said no' }
      : {
          select_account: {},
          login: { accountId: `${person.object}@${person.tenant ?? entraApp.tenantId}` },
        };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
