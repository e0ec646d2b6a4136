import { z } from 'zod';
import type { SendResult } from '../../ports/channel.js';

/** Statuses after which Teams asks to try again: nothing was sent. */
const passing = new Set([412, 429, 502, 504]);

/** Errors before the request left: nothing was sent. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const failure = z.object({
  statusCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  response: z
    .object({
      headers: z.custom<{ get: (name: string) => string | undefined }>(
        (value) => typeof (value as { get?: unknown } | null)?.get === 'function',
      ),
      bodyAsText: z.string().nullish(),
    })
    .optional()
    .catch(undefined),
});

const body = z.object({ error: z.object({ code: z.string() }) });

/** What the SDK's error says about an attempt, without the message of it: that may repeat what was sent. */
export type Failure = { status: number | null; code: string; retryAfter: string | null };

export function readFailure(error: unknown): Failure {
  const parsed = failure.safeParse(error);
  if (!parsed.success) return { status: null, code: 'no_answer', retryAfter: null };
  const { statusCode, code, response } = parsed.data;
  const said = codeIn(response?.bodyAsText ?? null) ?? code ?? null;
  return {
    status: statusCode ?? null,
    code: said !== null && /^[\w.-]{1,60}$/.test(said) ? said : 'no_code',
    retryAfter: response?.headers.get('retry-after') ?? null,
  };
}

function codeIn(text: string | null): string | null {
  if (text === null) return null;
  try {
    const parsed = body.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.error.code : null;
  } catch {
    return null;
  }
}

/** What a failed attempt means. A time-out is "unknown", never "not sent". */
export function failedSend(error: unknown, now: number): SendResult {
  const { status, code, retryAfter } = readFailure(error);
  if (status === null)
    return neverLeft.has(code)
      ? { status: 'retry', afterMs: null, reason: code }
      : { status: 'unknown', reason: code };
  const reason = `status ${status} ${code}`;
  const afterMs = waitOf(retryAfter, now);
  // A 401 is about our own registration or a token that ran out; the message may still go when that is mended.
  if (passing.has(status) || status === 401 || (status === 503 && afterMs !== null))
    return { status: 'retry', afterMs, reason };
  if (status >= 500) return { status: 'unknown', reason };
  // Blocked, uninstalled, or a chat that is gone: nothing arrives there until he installs the app again.
  if (status === 403 || status === 404) return { status: 'failed', reason, blocks: true };
  return { status: 'failed', reason, blocks: false };
}

/** Retry-After is in seconds or a date. */
function waitOf(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
