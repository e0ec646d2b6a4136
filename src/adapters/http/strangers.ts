import { refusal, type HttpReply, type HttpRoute } from '../../ports/http.js';
import type { AddressLimits } from './address-limits.js';
import type { RefusedLog } from './refused-log.js';

/** What an address may ask that did not show who it is. */
export type Strangers = {
  perAddress: AddressLimits;
  /** What a person reads who has to wait. */
  words: () => string;
  refused: RefusedLog;
};

/**
 * An open route asks first whether its address may. Any other is asked for a stranger's share only when it says that
 * it answered one: what carries a token, a signature or a session is never limited by where it comes from.
 */
export async function withinShare(
  strangers: Strangers | undefined,
  route: HttpRoute,
  address: string,
  answer: () => Promise<HttpReply>,
): Promise<HttpReply> {
  if (strangers === undefined) return answer();
  if (route.open === true) {
    const wait = strangers.perAddress.take(address);
    return wait > 0 ? tooMany(strangers, route, wait) : answer();
  }
  const reply = await answer();
  if (reply.stranger !== true) return reply;
  strangers.refused({ path: route.path, status: reply.status });
  const wait = strangers.perAddress.take(address);
  return wait > 0 ? tooMany(strangers, route, wait) : reply;
}

function tooMany({ words }: Strangers, { method }: HttpRoute, seconds: number): HttpReply {
  const headers = { 'Retry-After': String(seconds) };
  if (method === 'GET') return { status: 429, type: 'text/plain', body: words(), headers };
  return { ...refusal(429, 'too_many', 'Too much from this address was refused: wait a moment.'), headers };
}
