import { expect } from 'chai';
import { checkLanguages, languageStates } from '../../../src/core/script/languages.js';
import { readContent } from '../../../src/core/script/content.js';

const list = (lines: string): { path: string; text: string } => ({
  path: 'locales/languages.yaml',
  text: `spec: 1\nlanguages:\n${lines}`,
});
const texts = (language: string, file: string, words: object): { path: string; text: string } => ({
  path: `locales/${language}/${file}.json`,
  text: JSON.stringify(words),
});
const source = '  nl: { name: Nederlands, state: source }\n';
const dutch = [texts('nl', 'app', { hoi: 'Hoi', dag: 'Dag' }), texts('nl', 'card', { open: 'Openen' })];

describe('the languages that students can choose', () => {
  const messages = (...files: { path: string; text: string }[]): string[] => {
    const { content, findings } = readContent([...dutch, ...files], 'h');
    return [...findings, ...checkLanguages(content)].map(({ message }) => message);
  };

  it('need every text of the source, but for the staff’s', () => {
    const turkish = list(`${source}  tr: { name: Türkçe, state: drafted }`);
    expect(messages(turkish, texts('tr', 'app', { hoi: 'Selam', dag: 'Güle güle' }))).to.deep.equal([]);
    expect(messages(turkish, texts('tr', 'app', { hoi: 'Selam' }))).to.deep.equal(['tr lacks 1: app.dag']);
    const english = list(`${source}  en: { name: English, state: drafted }`);
    expect(messages(english, texts('en', 'app', { hoi: 'Hi', dag: 'Bye' }))).to.deep.equal([
      'en lacks 1: card.open',
    ]);
  });

  it('are in the list with what was done with them, and have texts', () => {
    expect(messages(list(source), texts('tr', 'app', { hoi: 'Selam' }))).to.deep.equal([
      'locales/tr is not in the list: say what was done with it',
    ]);
    expect(messages(list(`${source}  ar: { name: العربية, state: drafted, direction: rtl }`))).to.deep.equal([
      'ar has no texts: there is no folder locales/ar',
    ]);
  });

  it('are reviewed on a date, or not at all', () => {
    const without = list('  nl: { name: Nederlands, state: reviewed }');
    expect(messages(without).join()).to.contain('a reviewed language has the date of its review');
  });

  it('are told with their state', () => {
    const { content } = readContent([...dutch, list(source)], 'h');
    expect(languageStates(content)).to.equal('nl 3 (source)');
  });
});
