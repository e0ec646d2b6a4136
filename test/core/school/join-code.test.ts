import { expect } from 'chai';
import fc from 'fast-check';
import { codeDraw, findJoinCode, joinLink, makeJoinCode } from '../../../src/core/school/join-code.js';

const drawn = fc.array(fc.nat({ max: codeDraw.below - 1 }), {
  minLength: codeDraw.count,
  maxLength: codeDraw.count,
});
const code = makeJoinCode([1, 5, 9, 13, 17, 21, 2, 6, 10]);
const found = (text: string): string | null => {
  const result = findJoinCode(text);
  return result.kind === 'code' ? result.code : null;
};

describe('a code to join with', () => {
  it('has at least forty bits, and no sign that looks like another', () => {
    expect(codeDraw.count * Math.log2(codeDraw.below)).to.be.at.least(40);
    fc.assert(
      fc.property(drawn, (numbers) =>
        /^TB-[2-9CDFHJKMNPRTVWXY]{5}-[2-9CDFHJKMNPRTVWXY]{5}$/.test(makeJoinCode(numbers)),
      ),
    );
  });

  it('is another one for other numbers', () => {
    fc.assert(
      fc.property(drawn, drawn, (one, other) => {
        fc.pre(one.join() !== other.join());
        return makeJoinCode(one) !== makeJoinCode(other);
      }),
    );
  });

  for (const [how, written] of [
    ['as it is printed', code],
    ['in small letters', code.toLowerCase()],
    ['without dashes', code.replaceAll('-', '')],
    ['with spaces for dashes', code.replaceAll('-', ' ')],
    ['with a space between all signs', [...code.replaceAll('-', '')].join(' ')],
    ['with the dashes of a phone', code.replaceAll('-', '–')],
    ['in the words of the link', `Hoi, mijn code is ${code}`],
    ['with a full stop behind it', `mijn code is ${code}.`],
    ['on a line of its own', `hoi\n${code}\ngroetjes`],
    ['without its TB', code.slice(3)],
  ] as const) {
    it(`is found ${how}`, () => {
      expect(found(written)).to.equal(code);
    });
  }

  it('is found in any words, whatever the code', () => {
    fc.assert(
      fc.property(drawn, (numbers) => {
        const made = makeJoinCode(numbers);
        return found(`Hallo! dit is hem: ${made.toLowerCase()} groetjes Noor`) === made;
      }),
    );
  });

  it('is read where a sign was taken for the one it looks like', () => {
    const lookAlikes = { '2': 'z', '5': 's', '6': 'g', '8': 'b', V: 'u', D: 'o' };
    for (const [sign, taken] of Object.entries(lookAlikes)) {
      const numbers = [3, 6, 4, 0, 19, 9, 3, 6, 0];
      const made = makeJoinCode(numbers);
      expect(made, 'the code of this test holds every such sign').to.contain(sign);
      expect(found(`TB-${made.slice(3).replaceAll(sign, taken)}`), sign).to.equal(made);
    }
    const made = makeJoinCode([9, 9, 9, 9, 9, 9, 9, 9, 9]);
    expect(found(made.replaceAll('D', '0')), 'a nought for a D').to.equal(made);
  });

  it('with one wrong sign, or two that changed places, is known as mistyped', () => {
    const signs = '23456789CDFHJKMNPRTVWXY';
    fc.assert(
      fc.property(drawn, fc.nat(9), fc.nat(9), fc.nat(21), (numbers, at, other, step) => {
        const made = [...makeJoinCode(numbers).slice(3).replace('-', '')];
        const wrong = [...made];
        wrong[at] = signs.charAt((signs.indexOf(made[at] ?? '') + step + 1) % signs.length);
        const swapped = [...made];
        [swapped[at], swapped[other]] = [made[other] ?? '', made[at] ?? ''];
        expect(found(`TB ${wrong.join('')}`)).to.equal(null);
        if (swapped.join('') !== made.join('')) expect(found(`TB ${swapped.join('')}`)).to.equal(null);
      }),
    );
    expect(findJoinCode(`TB-${code.slice(3).replace('3', '4')}`).kind).to.equal('mistyped');
  });

  it('with a sign too few or too many is known as mistyped', () => {
    expect(findJoinCode(code.slice(0, -1)).kind).to.equal('mistyped');
    expect(findJoinCode(`${code}4`).kind).to.equal('mistyped');
  });

  for (const words of [
    'hoi',
    'mijn chef slaat mij',
    'mijn nummer is 0622345678',
    'ik begon om 09:30 en stopte om 16:45',
    'TB',
    'het ging goed tbv de klant',
    '',
  ]) {
    it(`is not seen in "${words}"`, () => {
      expect(findJoinCode(words)).to.deep.equal({ kind: 'none' });
    });
  }

  it('leaves the words on both sides of it', () => {
    expect(findJoinCode(`Hoi, mijn code is ${code}\nmijn chef slaat mij`)).to.deep.equal({
      kind: 'code',
      code,
      beside: ['Hoi, mijn code is', 'mijn chef slaat mij'],
    });
    expect(findJoinCode(code)).to.deep.equal({ kind: 'code', code, beside: [] });
  });

  it('stands in the link with the number and the words to send', () => {
    const link = joinLink('+31200000000', `Hoi, mijn code is ${code}`);
    expect(link).to.equal(`https://wa.me/31200000000?text=Hoi%2C%20mijn%20code%20is%20${code}`);
    expect(found(new URL(link).searchParams.get('text') ?? '')).to.equal(code);
  });
});
