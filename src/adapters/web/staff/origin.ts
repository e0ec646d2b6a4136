import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from '../../../ports/http.js';

/**
 * Whether a request that changes something was begun by a page of ours: by what the browser says of where it comes
 * from. A browser that says nothing is an old one: then the form's own token decides.
 */
export function isOurs({ headers }: HttpRequest, publicUrl: string): boolean {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (origin !== undefined && origin !== new URL(publicUrl).origin) return false;
  return site === undefined || site === 'same-origin';
}

/** Compares without telling by its time how much of it was right. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Where to go after signing in: a page of ours below /history, or the first one. */
export function ownPath(given: string | null | undefined): string {
  if (given == null || given.length > 500) return '/history';
  return /^\/history(?:$|[/?])[\x21-\x7e]*$/.test(given) && !/[\\]|\/\//.test(given) ? given : '/history';
}
