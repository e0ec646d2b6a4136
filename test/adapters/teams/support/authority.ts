import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import type { TeamsAuthority } from '../../../../src/adapters/teams/bot-adapter.js';
import { serveDouble, type Double } from './serving.js';
import { appId } from './activities.js';

const issuer = 'https://api.botframework.com';

export type TokenParts = {
  audience?: string;
  issuer?: string;
  serviceUrl?: string;
  /** Seconds from now. */
  expires?: number;
  /** `teams` is endorsed for Teams, `webchat` for another channel, `stranger` is not in the key set. */
  key?: 'teams' | 'webchat' | 'stranger';
};

/** The Bot Framework's token service: metadata and keys over HTTP, and tokens made with them. */
export type Authority = {
  settings: TeamsAuthority;
  token: (parts?: TokenParts) => Promise<string>;
  unsigned: () => string;
  keys: Double;
  close: () => Promise<void>;
};

export async function startAuthority(): Promise<Authority> {
  const pairs = new Map<string, CryptoKey>();
  const jwks: object[] = [];
  for (const kid of ['teams', 'webchat', 'stranger']) {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    pairs.set(kid, privateKey);
    if (kid === 'stranger') continue;
    const endorsements = [kid === 'teams' ? 'msteams' : 'webchat'];
    jwks.push({ ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256', endorsements });
  }
  const keys: Double = await serveDouble(({ path }) =>
    path === '/keys'
      ? { status: 200, body: { keys: jwks } }
      : { status: 200, body: { issuer, jwks_uri: `${keys.url}/keys` } },
  );
  const claims = (serviceUrl: string) => ({ serviceurl: serviceUrl });
  return {
    settings: {
      loginUrl: `${keys.url}/login`,
      scope: issuer,
      issuer,
      openIdMetadataUrl: `${keys.url}/openid`,
    },
    token: async (parts = {}) => {
      const kid = parts.key ?? 'teams';
      const key = pairs.get(kid);
      if (key === undefined) throw new Error(`no key ${kid}`);
      return new SignJWT(claims(parts.serviceUrl ?? 'http://127.0.0.1:9/'))
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(parts.issuer ?? issuer)
        .setAudience(parts.audience ?? appId)
        .setExpirationTime(Math.floor(Date.now() / 1000) + (parts.expires ?? 600))
        .sign(key);
    },
    unsigned: () =>
      new UnsecuredJWT(claims('http://127.0.0.1:9/'))
        .setIssuer(issuer)
        .setAudience(appId)
        .setExpirationTime('10m')
        .encode(),
    keys,
    close: keys.close,
  };
}
