import { expect } from 'chai';
import fc from 'fast-check';
import { holds, namesIn, parseCondition } from '../../../src/core/script/condition.js';
import type { ScriptValue } from '../../../src/core/script/schema.js';

const test = (source: string, values: Record<string, ScriptValue>): boolean => {
  const parsed = parseCondition(source);
  if (!parsed.ok) throw new Error(parsed.message);
  return holds(parsed.condition, values);
};

describe('a condition', () => {
  it('compares a name with words, numbers and yes or no', () => {
    expect(test("mood == 'slecht'", { mood: 'slecht' })).to.equal(true);
    expect(test('streak >= 3', { streak: 2 })).to.equal(false);
    expect(test('did_one == true', { did_one: true })).to.equal(true);
    expect(test('did_one', { did_one: false })).to.equal(false);
  });

  it('takes a name without a value as set to nothing', () => {
    expect(test("mood != 'goed'", {})).to.equal(true);
    expect(test('streak < 3', {})).to.equal(false);
    expect(test('lastIntention is set', { lastIntention: '' })).to.equal(false);
    expect(test('number is set', { number: 0 })).to.equal(true);
  });

  it('binds not before and, and and before or', () => {
    expect(test('a == 1 or b == 1 and c == 1', { a: 1, b: 0, c: 0 })).to.equal(true);
    expect(test('(a == 1 or b == 1) and c == 1', { a: 1, b: 0, c: 0 })).to.equal(false);
    expect(test('not a and b', { a: false, b: true })).to.equal(true);
  });

  it('knows whether a value is one of several', () => {
    expect(test("language in ('nl', 'en')", { language: 'en' })).to.equal(true);
    expect(test('number in (3, 7)', { number: 4 })).to.equal(false);
  });

  it('holds for every so manieth number', () => {
    const every = [0, 1, 2, 3, 4, 5, 6, 7].filter((number) => test('number % 4 == 3', { number }));
    expect(every).to.deep.equal([3, 7]);
    expect(test('number % 2 != 0', { number: 3 })).to.equal(true);
    expect(test('number % 4 == 3', {})).to.equal(false);
  });

  it('says what it did not expect', () => {
    const wrong = [
      'mood ==',
      "== 'x'",
      'a and',
      '(a',
      "a in ('x'",
      'a b',
      '',
      "a == 'x",
      'process.exit()',
      'a is',
      'a % 4',
      'a % 1 == 0',
      "a % 'x' == 0",
    ];
    for (const source of wrong) expect(parseCondition(source).ok, source).to.equal(false);
  });

  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (source) => {
        const parsed = parseCondition(source);
        if (parsed.ok) expect(namesIn(parsed.condition).length).to.be.greaterThan(0);
      }),
    );
  });
});
