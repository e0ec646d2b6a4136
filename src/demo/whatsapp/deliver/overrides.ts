/**
 * Twilio's connection overrides: settings in the fragment of a webhook's URL, `#rc=2&rp=5xx,rt`.
 * rc: how often it tries again (0 to 5, 1 by default). rp: after what (4xx, 5xx, ct = no connection,
 * rt = no answer in time, all; ct by default). ct and rt: how long it waits for either, in milliseconds.
 * So by default a 503 is not repeated and the message is gone. Attempts follow each other at once; the
 * total time (tt) and edges are not played. The fragment is neither sent nor signed.
 */
export interface Overrides {
  readonly url: string;
  readonly retries: number;
  readonly retryOn: ReadonlySet<Trouble>;
  readonly connectMs: number;
  readonly readMs: number;
}

/** What can be wrong with one attempt. */
export type Trouble = '4xx' | '5xx' | 'ct' | 'rt';

const troubles: readonly Trouble[] = ['4xx', '5xx', 'ct', 'rt'];

function within(text: string | null, min: number, max: number, fallback: number): number {
  const value = text === null || text === '' ? fallback : Number(text);
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}

/** Takes a webhook's URL apart into the address and its overrides. */
export function parseOverrides(webhookUrl: string): Overrides {
  const [url = '', fragment = ''] = webhookUrl.split('#', 2);
  const settings = new URLSearchParams(fragment);
  const policy = (settings.get('rp') ?? 'ct').split(',');
  const retryOn = policy.includes('all') ? troubles : troubles.filter((trouble) => policy.includes(trouble));
  return {
    url,
    retries: within(settings.get('rc'), 0, 5, 1),
    retryOn: new Set(retryOn),
    connectMs: within(settings.get('ct'), 100, 10_000, 5_000),
    readMs: within(settings.get('rt'), 100, 15_000, 15_000),
  };
}
