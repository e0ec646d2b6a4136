export type Random = () => number;

/** One of a list. */
export const pick = <T>(random: Random, from: readonly T[]): T => {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
};

/** Texts that programs stumble over. */
export const oddTexts: readonly string[] = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'NaN',
    'null',
    'undefined',
    'true',
    '[]',
    '{}',
    '__proto__',
    'constructor',
  ],
  ...['\u0000', '\ud800', 'a\u0000b', '\u202Etxet', 'ﷺ'.repeat(50), '👩‍👩‍👧‍👦', 'é', '\r\n\r\nSet-Cookie: a=b'],
  ...['<script>alert(1)</script>', '"><img src=x>', "' OR 1=1 --", '${7*7}', '{{name}}', '$t(privacy.what)'],
  ...['../../etc/passwd', '%00', '%ff', '%E0%A4%A', 'file:///etc/passwd', 'http://169.254.169.254/latest'],
  ...['2026-02-30', '9999-99-99', '-271821-04-20', '275760-09-14', '2026-11-24T25:61:00Z'],
  ...['x'.repeat(5000), '('.repeat(2000), 'a '.repeat(3000), '[['.repeat(1000), '\n'.repeat(3000)],
];

const oddValues: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    [],
    {},
    [null],
    [[[[]]]],
    { a: { b: {} } },
  ],
  ...[
    Array.from({ length: 300 }, (_, index) => index),
    JSON.parse('{"__proto__":{"admin":true}}') as unknown,
  ],
  ...[{ toString: 1, valueOf: null }, { length: -1 }],
];

export const oddText = (random: Random): string => pick(random, oddTexts);

/** Any value at all, in place of a good one. */
export const oddValue = (random: Random): unknown =>
  random() < 0.5 ? oddText(random) : pick(random, oddValues);

/** The same thing with up to `times` of its parts taken away, changed, or of another type. */
export function damaged(random: Random, value: unknown, times: number): unknown {
  const copy = structuredClone(value);
  let whole: unknown = copy;
  for (let time = 0; time < times; time += 1) {
    const places = placesIn(whole);
    if (places.length === 0 || random() < 0.01) {
      whole = oddValue(random);
      continue;
    }
    const [owner, name] = pick(random, places);
    if (random() < 0.25 && !Array.isArray(owner)) Reflect.deleteProperty(owner, name);
    else
      Reflect.defineProperty(owner, name, {
        value: structuredClone(oddValue(random)),
        writable: true,
        enumerable: true,
        configurable: true,
      });
  }
  return whole;
}

type Place = [owner: object, name: string];

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value)
    .slice(0, 50)
    .flatMap((name): Place[] => [[value, name], ...placesIn(Reflect.get(value, name))]);
}
