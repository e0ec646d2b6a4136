import { second } from '../../core/time.js';
import type { Download, DownloadAsk, Downloaded } from '../../ports/download.js';

/** Hops that a file may be sent on; providers use one or two. */
const mostHops = 4;

const redirects = new Set([301, 302, 303, 307, 308]);

export type GuardedFetchOptions = {
  /** Milliseconds for everything together; an attempt of the outbox counts as lost after 30 seconds. */
  timeoutMs?: number;
};

/** Fetches a file from hosts that the caller allows, hop by hop, and never more of it than the limit. */
export const guardedFetch =
  ({ timeoutMs = 15 * second }: GuardedFetchOptions = {}): Download =>
  async (ask) => {
    try {
      return await follow(ask, AbortSignal.timeout(timeoutMs));
    } catch (error) {
      return { kind: 'failed', reason: reasonOf(error) };
    }
  };

async function follow(ask: DownloadAsk, signal: AbortSignal): Promise<Downloaded> {
  let url = urlOf(ask.url);
  for (let hop = 0; hop <= mostHops; hop += 1) {
    const headers = url === null ? null : await ask.headersFor(url);
    if (url === null || headers === null) return { kind: 'foreign', host: url?.host ?? 'none' };
    const response = await fetch(url, {
      headers: { ...headers, 'Accept-Encoding': 'identity' },
      redirect: 'manual',
      signal,
    });
    if (!redirects.has(response.status)) return read(response, ask.limit);
    await response.body?.cancel();
    url = urlOf(response.headers.get('location') ?? '', url.href);
  }
  return { kind: 'failed', reason: 'too many redirects' };
}

const urlOf = (address: string, base?: string): URL | null =>
  address !== '' && URL.canParse(address, base) ? new URL(address, base) : null;

async function read(response: Response, limit: number): Promise<Downloaded> {
  if (response.status !== 200) {
    await response.body?.cancel();
    return { kind: 'status', status: response.status };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop closes the connection: the rest is not read.
    if (size > limit) return { kind: 'too_large' };
    chunks.push(chunk);
  }
  return { kind: 'bytes', bytes: Buffer.concat(chunks) };
}

/** A name or Node's own code; messages may repeat an address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : error.name;
}
