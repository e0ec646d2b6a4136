import type { Asking } from '../support/open-school.js';
import { pick, type Random } from './damage.js';

/** A request, and whether everything that proves who sent it is in order. */
export type Fuzzed = { what: string; asking: Asking; proven: boolean };

/** What no client of ours sends: another method, a body cut off, another type, a path of nothing. */
export function noise(random: Random, like: Fuzzed): Fuzzed {
  const { asking } = like;
  const kinds: (() => Asking)[] = [
    () => ({
      ...asking,
      method: pick(random, ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND']),
    }),
    () => ({ ...asking, body: (asking.body ?? '{"a":').slice(0, Math.floor(random() * 40)) }),
    () => ({
      ...asking,
      headers: {
        ...asking.headers,
        'Content-Type': pick(random, [
          'text/plain',
          'multipart/form-data; boundary=x',
          'application/json; charset=\u00ff',
          'application/xml',
        ]),
      },
    }),
    () => ({
      ...asking,
      path: pick(random, [
        '/%',
        '/%00',
        '//',
        '/..',
        '/api/messages/%ff',
        '/history/%E0%A4%A',
        '/api/messages?%',
        '*',
        '/history//student',
        '/healthz?x=%',
      ]),
    }),
    () => ({
      ...asking,
      headers: { ...asking.headers, Cookie: `terugblik-browser=${'x'.repeat(3000)}; =;;a` },
    }),
    () => ({ ...asking, headers: { ...asking.headers, 'Content-Encoding': 'gzip' } }),
    () => ({ ...asking, body: `${'['.repeat(20_000)}` }),
    () => ({
      ...asking,
      body: new URLSearchParams(
        Array.from({ length: 900 }, (_, i): [string, string] => [`a[${i}][__proto__]`, 'x']),
      ).toString(),
    }),
  ];
  return { what: 'noise', asking: pick(random, kinds)(), proven: false };
}

/** Now and then the proof is missing or another's. */
export function spoilt(random: Random, fuzzed: Fuzzed, header: string): Fuzzed {
  if (random() > 0.15) return fuzzed;
  const { [header]: proof = '', ...rest } = fuzzed.asking.headers ?? {};
  const wrong = pick(random, [null, 'x', proof.slice(0, -3), `${proof}A`, 'Bearer ..', 'Bearer null']);
  const headers: Record<string, string> = wrong === null ? rest : { ...rest, [header]: wrong };
  return { ...fuzzed, proven: false, asking: { ...fuzzed.asking, headers } };
}

/** As a form carries it: names and texts. */
export const fieldsOf = (value: unknown): Record<string, string> =>
  typeof value !== 'object' || value === null
    ? {}
    : Object.fromEntries(
        Object.entries(value).map(([name, one]) => [
          name,
          (typeof one === 'string' ? one : JSON.stringify(one)).toWellFormed(),
        ]),
      );
