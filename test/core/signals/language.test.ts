import { expect } from 'chai';
import { createAssessor } from '../../../src/core/signals/index.js';
import { createReader, type Reading } from '../../../src/core/signals/language.js';
import { normalise } from '../../../src/core/signals/normalise.js';
import { assess, lexiconsOf, shipped } from './content.js';

const small = lexiconsOf(`
language:
  code: tr
  name: Turks
  prefixes: ve
  read: { known: 0.75, doubt: 0.3 }
  known: bugün git*
classes:
  kin: anne* büyük_baba
`);
const readSmall = (text: string): Reading => createReader(small).read(normalise(text), undefined);

describe('a word is known', () => {
  it('by its beginning, because some languages build long words', () => {
    expect(readSmall('gittim gidiyorum gitmeyecek').known).to.be.closeTo(2 / 3, 1e-9);
  });

  it('behind letters that are joined to its front, but not when nothing much is left', () => {
    expect(readSmall('vebugün').known).to.equal(1);
    expect(readSmall('vegi').known).to.equal(0);
  });

  it('when it has a meaning in its language, each word of a phrase by itself', () => {
    expect(readSmall('annem büyük baba').known).to.equal(1);
  });
});

describe('an answer counts as read', () => {
  it('from the share of known words that its language asks for', () => {
    expect(readSmall('bugün annem gitti').unread).to.equal(null);
    expect(readSmall('bugün annem qwe rty').unread).to.contain('Turks');
  });

  it('only where less speaks for a worry than its language allows', () => {
    const unread = (doubt: number): boolean => {
      const languages = shipped.lexicons.languages.map((one) => ({ ...one, read: { known: 0.5, doubt } }));
      return createAssessor({ ...shipped.lexicons, languages })({ prompt: '', answer: 'bugün rafları düzenledim' }).unread; // prettier-ignore
    };
    expect(unread(0)).to.equal(true);
    expect(unread(1)).to.equal(false);
  });

  it('never as quiet for doubt in Dutch, where the alarm stands by itself', () => {
    const { read } = createReader(shipped.lexicons);
    expect(read(normalise('vakken gevuld en kassa gedaan'), undefined).doubt).to.equal(1);
  });

  it('in everyday words of the languages that the texts were drafted in', () => {
    for (const answer of [
      'bugün rafları düzenledim ve kasada yardım ettim',
      'najpierw umyłem naczynia, potem kroiłem warzywa',
      'спочатку помив руки, потім порізав овочі',
      'today i stocked the shelves and helped at the till',
    ])
      expect(assess({ prompt: 'Wat heb je precies gedaan?', answer }).unread, answer).to.equal(false);
  });

  it('in no language that nobody drafted, also where it shares words with one that we know', () => {
    for (const answer of [
      'сегодня я работал на складе и помогал коллегам',
      'امروز در آشپزخانه کار کردم و ظرف ها را شستم',
      'maanta waxaan ka shaqeeyay dukaanka oo aan nadiifiyay sagxada',
      'ሎሚ ኣብ ድኳን ሰሪሐ',
      'dnes jsem pracoval ve skladu a pomáhal kolegům',
      'bu gün anbarda işlədim və kömək etdim',
    ])
      expect(assess({ prompt: 'Wat heb je precies gedaan?', answer }).unread, answer).to.equal(true);
  });

  it('as Dutch when it is Dutch, whatever beginnings other languages have', () => {
    const { read } = createReader(shipped.lexicons);
    for (const answer of [
      'eerst de vakken gevuld en toen de kassa gedaan',
      'ging goed',
      'chef was blij met mij',
    ])
      expect(read(normalise(answer), undefined).language, answer).to.equal('nl');
  });

  it('as English when every word is English, though the Dutch list has many of them too', () => {
    const { read } = createReader(shipped.lexicons);
    expect(read(normalise('the best team in the world'), undefined).language).to.equal('en');
  });
});

describe('an Arabic word', () => {
  it('is the same with its article and what is joined to that', () => {
    const words = normalise('المدير بالمدير والمدير للمدير مدير').tokens.map(({ text }) => text);
    expect(new Set(words)).to.deep.equal(new Set(['مدير']));
  });

  it('keeps a beginning that is its own', () => {
    expect(normalise('الم').tokens[0]?.text).to.equal('الم');
  });
});
