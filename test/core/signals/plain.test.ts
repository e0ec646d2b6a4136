import { expect } from 'chai';
import type { ConcernCategory } from '../../../src/core/signals/index.js';
import { assess } from './content.js';

// Said in so many words: whatever the model learns, these may never be missed.
const plain: readonly (readonly [string, ConcernCategory])[] = [
  ['ik word gepest', 'bullying'],
  ['ik word gediscrimineerd', 'discrimination'],
  ['ik ben dakloos', 'home'],
  ['ik heb schulden', 'money'],
  ['ik ben verslaafd', 'substance'],
  ['mijn vader slaat mij', 'violence'],
  ['ik word bedreigd', 'violence'],
  ['ik ben aangerand', 'sexual_harassment'],
  ['ik wil niet meer leven', 'self_harm'],
  ['ik ben gewond geraakt', 'unsafe_work'],
  ['ik ben depressief', 'mental_health'],
  ['ik wil stoppen', 'dropout'],
  ['ik heb pillen geslikt', 'self_harm'],
  ['ik krijg mijn loon niet', 'money'],
  ['mijn begeleider maakt vieze opmerkingen', 'sexual_harassment'],
  ['أريد أن أموت', 'self_harm'],
  ['help', 'help_request'],
  ['kan je me bellen', 'help_request'],
];

describe('a worry said in so many words', () => {
  for (const [answer, concern] of plain)
    it(`is heard, without a question and in every dress: ${answer}`, () => {
      for (const dressed of [answer, answer.toUpperCase(), `${answer}!!`, `  ${answer} 😞`])
        expect(assess({ prompt: '', answer: dressed }).concern, dressed).to.equal(concern);
    });

  it('is heard after ordinary work, and when it is taken back', () => {
    const answer = 'eerst vakken gevuld met Fatma. ging goed. mijn vader slaat mij. grapje laat maar';
    expect(assess({ prompt: 'Wat heb je precies gedaan?', answer }).concern).to.equal('violence');
  });
});
