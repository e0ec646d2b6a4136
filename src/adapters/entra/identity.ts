import type { Clock } from '../../ports/clock.js';
import type { Identity } from '../../ports/identity.js';
import { browserSignIn } from './browser-sign-in.js';
import { providerOf, type EntraOptions } from './metadata.js';
import { tabTokens } from './tab-tokens.js';

/** Where Entra sends a browser back to; registered with the app (docs/operations.md). */
export const signInReturnPath = '/history/login/return';

/** Who somebody is, by Entra ID. Nothing is asked of it before somebody signs in. */
export function entraIdentity(options: EntraOptions & { publicUrl: string; clock: Clock }): Identity {
  const provider = providerOf(options);
  const redirectUrl = `${options.publicUrl}${signInReturnPath}`;
  return {
    browser: options.appPassword === null ? null : browserSignIn({ ...options, redirectUrl }, provider),
    tab: tabTokens(options, provider, options.clock),
  };
}
