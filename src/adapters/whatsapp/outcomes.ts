import type { DeliveryReport } from '../../core/thread/message.js';
import type { SendResult } from '../../ports/channel.js';

/** Twilio's codes that pass by themselves: rate limits and WhatsApp's own pauses. */
const passing = new Set(['63018', '63012', '20429']);

/** Outside the 24 hours without an approved template. */
const windowCode = '63016';

/** Nothing will arrive at this number any more: not on WhatsApp, blocked, opted out, no such number. */
const blocking = new Set(['63003', '63024', '63032', '21610', '21211', '21614']);

/** Errors before the request left: nothing was sent. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What an error of the client means for the attempt. A time-out is "unknown", never "not sent". */
export function failedSend(error: unknown): SendResult {
  const { status, code: given } = error as { status?: unknown; code?: unknown };
  const code = typeof given === 'string' || typeof given === 'number' ? String(given) : null;
  if (typeof status !== 'number') {
    if (code !== null && neverLeft.has(code)) return { status: 'retry', afterMs: null, reason: code };
    return { status: 'unknown', reason: code ?? 'no answer' };
  }
  const reason = `code ${code ?? status}`;
  const known = code ?? '';
  if (known === windowCode) return { status: 'window_closed' };
  if (blocking.has(known)) return { status: 'failed', reason, blocks: true };
  if (status === 429 || status === 503 || passing.has(known))
    return { status: 'retry', afterMs: null, reason };
  if (status >= 500) return { status: 'unknown', reason };
  return { status: 'failed', reason, blocks: false };
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
