import { expect } from 'chai';
import { createWordClasses } from '../../../../src/core/signals/model/classes.js';
import { places, seeFeatures } from '../../../../src/core/signals/model/features.js';
import { partsOf } from '../../../../src/core/signals/model/parts.js';
import { normalise } from '../../../../src/core/signals/normalise.js';
import { shipped } from '../content.js';

const { lexicons } = shipped;
const classes = createWordClasses(lexicons.classes, lexicons.spelling);
const tokensOf = (text: string): ReturnType<typeof normalise>['tokens'] =>
  normalise(text, lexicons.spelling).tokens;

const seen = (answer: string, prompt = ''): Set<number> => {
  const features = new Set<number>();
  seeFeatures(tokensOf(answer), classes, tokensOf(prompt), (feature) => features.add(feature));
  return features;
};

const shared = (one: Set<number>, other: Set<number>): number =>
  [...one].filter((feature) => other.has(feature)).length;

describe('features', () => {
  it('see the same in another word for the same person or deed', () => {
    const father = seen('mijn vader slaat mij');
    expect(shared(father, seen('mijn oom mept mij'))).to.be.greaterThan(
      shared(father, seen('mijn fiets roest buiten')),
    );
  });

  it('tell who does it to whom', () => {
    expect(seen('hij slaat mij')).to.not.deep.equal(seen('mij slaat hij'));
  });

  it('see a misspelt word as nearly the same', () => {
    const right = seen('bedreigd');
    expect(shared(right, seen('bedrijgd'))).to.be.greaterThan(shared(right, seen('koffiekan')));
  });

  it('read a bare answer together with its question', () => {
    expect(seen('nee', 'Voelde je je veilig?')).to.not.deep.equal(seen('nee', 'Wil je nog iets kwijt?'));
  });

  it('say nothing of the question where nothing was asked', () => {
    const [unasked, asked] = [seen('mijn vader slaat mij'), seen('mijn vader slaat mij', 'Wat ging goed?')];
    expect([...unasked].filter((feature) => !asked.has(feature))).to.deep.equal([]);
    expect(asked.size).to.be.greaterThan(unasked.size);
  });

  it('stay inside their range', () => {
    for (const feature of seen('ik ben 😀 bang voor 100 dingen')) expect(feature).to.be.within(0, places - 1);
  });

  it('cost a fixed number of steps for each token, whatever is written', () => {
    const hostile = [
      'a ',
      'ik slaat mij ',
      'niet ',
      '😀',
      'ab1 ',
      'vader moeder slaat mij ',
      `${'z'.repeat(500)} `,
      ',.!',
    ];
    const steps = (text: string): number => {
      let count = 0;
      seeFeatures(tokensOf(text), classes, [], () => (count += 1));
      return count;
    };
    for (const piece of hostile) {
      const once = steps(piece.repeat(500));
      expect(steps(piece.repeat(1000)), piece).to.be.at.most(2 * once + 200);
    }
  });
});

describe('the parts of an answer', () => {
  const words = (text: string): string[] => {
    const tokens = tokensOf(text);
    return partsOf(tokens).map(({ first, last }) =>
      tokens
        .slice(first, last + 1)
        .map((token) => token.written)
        .join(' '),
    );
  };

  it('are the whole, each clause and each two neighbours', () => {
    expect(words('kassa ging goed. bel je me ff? niet als hij erbij is')).to.deep.equal([
      'kassa ging goed bel je me ff niet als hij erbij is',
      'kassa ging goed',
      'kassa ging goed bel je me ff',
      'bel je me ff',
      'bel je me ff niet als hij erbij is',
      'niet als hij erbij is',
    ]);
  });

  it('begin at a word that turns, also without a comma', () => {
    expect(words('het was druk maar ik durf niet naar huis')).to.include('maar ik durf niet naar huis');
  });

  it('are no more than three for each clause', () => {
    expect(words('ja, '.repeat(1000)).length).to.be.at.most(3000);
  });
});
