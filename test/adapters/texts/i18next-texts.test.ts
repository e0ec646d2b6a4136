import { expect } from 'chai';
import { createTexts } from '../../../src/adapters/texts/i18next-texts.js';
import type { TextParam } from '../../../src/core/script/effect.js';
import type { Content } from '../../../src/core/script/model.js';
import { bundle, script } from '../../support/content.js';

const english = { a: 'Hello {{name}}', only: 'Only English', anew: 'Thanks. And {{skill}}?' };
const { content } = bundle(
  script('  - id: a\n    say: p.a\n'),
  {
    'p.a': 'Hoi {{name}}',
    'p.space': 'Hoi {{ name }}',
    'p.quote': 'Je zei: "{{words}}". Klopt dat, {{name}}?',
    'p.nested': 'Eigen: $t(p.word) en {{words}}',
    'p.word': 'woord',
    'p.when': '{{reader}} leest het {{when}}',
    'p.day': 'op {{day}}',
    'p.list': 'Dit schreef je:\n{{summary}}',
    'p.dots': 'Eén: twee. Drie: vier',
    'p.dutch': 'Alleen Nederlands',
    'common.openers': 'Hoi {{name}}.\nHi {{name}}.\nDank je.\nDuidelijk.',
    'p.anew': 'Dank je. En {{skill}}: hoe ging dat?',
    'p.two': 'Hoi {{name}}. Dank je. Hoe gaat het?',
    'p.lines': 'Hoi {{name}}. Welke taal?\nHi {{name}}. Which language?',
    'p.apart': 'Duidelijk.\n\nIs dat gelukt?',
    'p.thanks': 'Dank je.',
    'p.other': 'Dank je dat je dit vertelt. En toen?',
  },
  [{ path: 'locales/en/p.json', text: JSON.stringify(english) }],
);
const texts = createTexts();
const render = (key: string, params: Record<string, TextParam> = {}, language = 'nl'): string =>
  texts.render(content, language, { key, params });

describe('a rendered text', () => {
  it('has its names filled in, with or without spaces in the braces', () => {
    expect(render('p.a', { name: 'Noor' })).to.equal('Hoi Noor');
    expect(render('p.space', { name: 'Noor' })).to.equal('Hoi Noor');
    expect(render('p.a', { name: 7 })).to.equal('Hoi 7');
  });

  it('comes again without what it began with, in any of its lines', () => {
    const anew = (key: string, params: Record<string, TextParam> = {}, language = 'nl'): string =>
      texts.render(content, language, { key, params, anew: true });
    expect(anew('p.anew', { skill: 'plannen' })).to.equal('En plannen: hoe ging dat?');
    expect(anew('p.two', { name: 'Noor' })).to.equal('Hoe gaat het?');
    expect(anew('p.lines', { name: 'Noor' })).to.equal('Welke taal?\nWhich language?');
    expect(anew('p.apart')).to.equal('Is dat gelukt?');
    expect(anew('p.a', { name: 'Noor' })).to.equal('Hoi Noor');
    expect(anew('p.thanks')).to.equal('Dank je.');
    expect(anew('p.other')).to.equal('Dank je dat je dit vertelt. En toen?');
    expect(render('p.anew', { skill: 'plannen' })).to.equal('Dank je. En plannen: hoe ging dat?');
  });

  it('comes again in its own language, also where nothing is left out there', () => {
    const text = { key: 'p.anew', params: { skill: 'planning' }, anew: true } as const;
    expect(texts.render(content, 'en', text)).to.equal('Thanks. And planning?');
  });

  it('leaves out a name without a value', () => {
    expect(render('p.a')).to.equal('Hoi ');
  });

  it('is filled in anew each time, also after it was asked for without its values', () => {
    expect([
      render('p.a'),
      render('p.a', { name: 'Noor' }),
      render('p.a', { name: 'Sam' }),
      render('p.a'),
    ]).to.deep.equal(['Hoi ', 'Hoi Noor', 'Hoi Sam', 'Hoi ']);
    expect(render('p.a', {}, 'en')).to.equal('Hello ');
  });

  it('keeps colons and dots as they are', () => {
    expect(render('p.dots')).to.equal('Eén: twee. Drie: vier');
  });

  const said = [
    '{{name}} en {{words}}',
    '$t(p.word)',
    '$t(p.word) $t(p.word)',
    '<b>vet</b> & "zo" \'n',
    '$& $1 $$ \\',
    'p.word',
    '{{words',
    '👩‍🔧 ok',
  ];
  for (const words of said) {
    it(`has a student’s ${words} as he wrote it`, () => {
      expect(render('p.quote', { words, name: 'Noor' })).to.equal(`Je zei: "${words}". Klopt dat, Noor?`);
    });
  }

  it('does not read a student’s words as names, also where the text has names of its own behind them', () => {
    expect(render('p.quote', { words: '{{name}}', name: '{{words}}' })).to.equal(
      'Je zei: "{{name}}". Klopt dat, {{words}}?',
    );
  });

  it('may name another text, and still leaves the student’s words alone', () => {
    expect(render('p.nested', { words: 'x' })).to.equal('Eigen: woord en x');
    expect(render('p.nested', { words: '$t(p.a)' })).to.contain('en $t(p.a)');
  });

  it('takes texts of their own as values, as deep as they go', () => {
    const when = { key: 'p.day', params: { day: { key: 'p.word', params: {} } } };
    expect(render('p.when', { reader: 'Samira', when })).to.equal('Samira leest het op woord');
  });

  it('takes lines of a label and own words', () => {
    const lines = [
      { label: { key: 'p.word', params: {} }, text: '{{name}} $t(p.word)' },
      { label: { key: 'p.a', params: { name: 'x' } }, text: 'twee' },
    ];
    expect(render('p.list', { summary: { lines } })).to.equal(
      'Dit schreef je:\nwoord: {{name}} $t(p.word)\nHoi x: twee',
    );
  });

  it('is in the language that was asked for, or else in Dutch', () => {
    expect(render('p.a', { name: 'Noor' }, 'en')).to.equal('Hello Noor');
    expect(render('p.dutch', {}, 'en')).to.equal('Alleen Nederlands');
    expect(render('p.quote', { words: 'x', name: 'Noor' }, 'ti')).to.equal('Je zei: "x". Klopt dat, Noor?');
  });

  it('comes from the content that it is asked of, each by itself', () => {
    const other: Content = { ...content, texts: new Map([['nl', new Map([['p.a', 'Dag {{name}}']])]]) };
    expect(texts.render(other, 'nl', { key: 'p.a', params: { name: 'Noor' } })).to.equal('Dag Noor');
    expect(render('p.a', { name: 'Noor' })).to.equal('Hoi Noor');
  });
});
