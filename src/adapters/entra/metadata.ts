import * as oidc from 'openid-client';

/** Where a tenant is asked who somebody is, and as which app. */
export type EntraOptions = {
  /** Base address, like https://login.microsoftonline.com; http only for a double on this machine. */
  authorityUrl: string;
  tenantId: string;
  appId: string;
  /** Null with a managed identity: then nobody signs in by way of the browser. */
  appPassword: string | null;
};

/** Seconds that the provider gets for an answer. */
const patience = 8;

/** The provider's own description of itself, asked for once; a failure is not remembered. */
export type Provider = () => Promise<oidc.Configuration>;

/** Issuer of a tenant's tokens in the form of version 2.0, the only one that is taken. */
export const issuerOf = ({ authorityUrl, tenantId }: EntraOptions): string =>
  `${authorityUrl}/${tenantId}/v2.0`;

/** @throws whatever the library throws when the provider does not answer as it should. */
export function providerOf(options: EntraOptions): Provider {
  let known: Promise<oidc.Configuration> | null = null;
  return () => {
    if (known !== null) return known;
    const asked = discovered(options);
    known = asked;
    asked.catch(() => {
      known = null;
    });
    return asked;
  };
}

function discovered(options: EntraOptions): Promise<oidc.Configuration> {
  const { appId, appPassword, authorityUrl } = options;
  const proof = appPassword === null ? oidc.None() : oidc.ClientSecretPost(appPassword);
  // The signature of an ID token is checked although it came straight from the provider: it costs little.
  const checks = [oidc.enableNonRepudiationChecks];
  const onThisMachine = /^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(authorityUrl);
  return oidc.discovery(new URL(issuerOf(options)), appId, undefined, proof, {
    timeout: patience,
    execute: onThisMachine ? [oidc.allowInsecureRequests, ...checks] : checks,
  });
}
