import { expect } from 'chai';
import { withOrdinaryClauses } from '../../../src/cli/signals/augment.js';
import { labelledSchema, type Labelled } from '../../../src/cli/signals/labelled.js';

const label = (id: string, answer: string, concern: 'violence' | null, lang = 'nl'): Labelled =>
  labelledSchema.parse({
    ...{ id, lang, prompt: 'Wat ging goed?', answer, effort: 'ok', depth: 1, concern, family: `f ${id}` },
    severity: concern === null ? null : 'acute',
  });

const worries = Array.from({ length: 40 }, (_, index) => label(`b-x-${index}`, `mijn oom slaat mij ${index}`, 'violence')); // prettier-ignore
const ordinary = [label('a-y-1', 'de vakken gevuld', null), label('a-y-2', 'de kassa geteld', null)];

describe('answers joined to an ordinary clause', () => {
  it('keep the label and the group of the answer, and the answer itself', () => {
    const joined = withOrdinaryClauses([...worries, ...ordinary], 7).filter(({ id }) => id.startsWith('b-x') && id.endsWith('-joined')); // prettier-ignore
    expect(joined).to.have.length.within(8, 32);
    for (const { id, answer, concern, family } of joined) {
      const source = worries.find((worry) => `${worry.id}-joined` === id);
      expect(concern).to.equal('violence');
      expect(family).to.equal(source?.family);
      expect(answer).to.include(source?.answer ?? '?');
      expect(answer).to.match(/vakken gevuld|kassa geteld/);
    }
  });

  it('are the same for the same seed, and come after all that was given', () => {
    const given = [...worries, ...ordinary];
    expect(withOrdinaryClauses(given, 7)).to.deep.equal(withOrdinaryClauses(given, 7));
    expect(withOrdinaryClauses(given, 7).slice(0, given.length)).to.deep.equal(given);
  });

  it('are not made of other languages, spoken lines or examples of rules, nor where nothing ordinary is known', () => {
    const others = [
      label('b-z-1', 'my uncle hits me', 'violence', 'en'),
      label('spoken-0001', 'weg hier', null),
      label('rule-kin-hears-0', 'mijn oom slaat mij', 'violence'),
    ];
    const made = withOrdinaryClauses([...others, ...others, ...others, ...others, ...ordinary], 3);
    expect(made.filter(({ id }) => /^(?:b-z|spoken|rule).*joined$/.test(id))).to.deep.equal([]);
    expect(withOrdinaryClauses(worries, 7)).to.deep.equal(worries);
  });
});
