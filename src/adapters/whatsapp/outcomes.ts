import { TerugblikError } from '../../core/errors.js';
import type { DeliveryReport } from '../../core/thread/message.js';
import type { SendResult } from '../../ports/channel.js';

/** Twilio's codes that pass by themselves: rate limits and WhatsApp's own pauses. */
const passing = new Set(['63018', '63012', '20429']);

/** Outside the 24 hours without an approved template. */
const windowCode = '63016';

/** Nothing will arrive at this number any more: not on WhatsApp, blocked, opted out, no such number. */
const blocking = new Set(['63003', '63024', '63032', '21610', '21211', '21614']);

/**
 * WhatsApp does not take the template: rejected, paused after complaints, disabled (Twilio's error dictionary, 63040
 * to 63042).
 */
const refusedTemplate = new Set(['63040', '63041', '63042']);

/** Errors before the request left: nothing was sent. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What an error of the client means for the attempt. A time-out is "unknown", never "not sent". */
export function failedSend(error: unknown): SendResult {
  const { status, code } = answerIn(error);
  if (status === null) {
    if (code !== null && neverLeft.has(code)) return { status: 'retry', afterMs: null, reason: code };
    return { status: 'unknown', reason: code ?? 'no answer' };
  }
  const reason = `code ${named(code ?? String(status))}`;
  const known = code ?? '';
  if (known === windowCode) return { status: 'window_closed' };
  if (blocking.has(known)) return { status: 'failed', reason, blocks: true };
  if (status === 429 || status === 503 || passing.has(known))
    return { status: 'retry', afterMs: null, reason };
  if (status >= 500) return { status: 'unknown', reason };
  return { status: 'failed', reason, blocks: false };
}

/** A code that somebody at school must act on, with its name: transcripts and logs show it, and not Twilio's list. */
export const named = (code: string): string =>
  refusedTemplate.has(code) ? `${code}, template refused` : code;

/** What went wrong with a request that has no outcome of its own: a listing, a template. */
export function requestFailed(error: unknown): TerugblikError {
  const { status, code } = answerIn(error);
  if (status === 401 || status === 403) {
    const message = 'Twilio does not take TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN';
    return new TerugblikError('provider_refused', message, { cause: error });
  }
  const message = `Twilio did not answer as it should: ${code ?? status ?? 'no answer'}`;
  return new TerugblikError('provider_unreachable', message, { cause: error });
}

/** Status and code of an answer, as far as there was one; Node's own code where there was none. */
export function answerIn(error: unknown): { status: number | null; code: string | null } {
  const { status, code } = error as { status?: unknown; code?: unknown };
  return {
    status: typeof status === 'number' ? status : null,
    code: typeof code === 'string' || typeof code === 'number' ? String(code) : null,
  };
}

/** What a status callback means; null for the ones that say nothing new. */
export function reportStatus(status: string, code: string | null): DeliveryReport['status'] | null {
  switch (status) {
    case 'sent':
      return 'sent';
    case 'delivered':
      return 'delivered';
    case 'read':
      return 'read';
    case 'failed':
    case 'undelivered':
      if (code === windowCode) return 'window_closed';
      if (code !== null && passing.has(code)) return 'retry';
      return code !== null && blocking.has(code) ? 'blocked' : 'failed';
    default:
      return null;
  }
}
