import { expect } from 'chai';
import { ownList } from '../../../src/core/history/own-list.js';
import type { Reflection, Subject } from '../../../src/core/history/reflection.js';

const reflection = (...words: [Subject, string][]): Reflection => ({
  ...{ v: 1, talk: 't', script: 'reflectie', at: 0, date: '2026-11-24', completed: true, assignment: 4 },
  ...{ mood: 'goed', ratings: [], kept: null, answers: 1, short: 0, unread: 0, undelivered: 0 },
  words: words.map(([subject, text]) => ({ subject, skill: null, text })),
});

const told = (reflections: readonly Reflection[]): string[] =>
  ownList(reflections).map(({ key, params: { text } }) => (typeof text === 'string' ? text : key));

describe('a student’s own list', () => {
  it('has what was said of work and self, and the questions after it', () => {
    const list = told([
      reflection(
        ['moment', 'ik telde geld'],
        ['werk', 'ik werk graag met mensen'],
        ['vraag', 'mag ik bestellen'],
      ),
      reflection(['mezelf', 'ik blijf rustig']),
    ]);
    expect(list).to.deep.equal([
      ...['lijst.kop', 'ik werk graag met mensen', 'ik blijf rustig'],
      ...['lijst.vragen', 'mag ik bestellen', 'lijst.slot'],
    ]);
  });

  it('is said to be empty when there is nothing on it', () => {
    expect(told([reflection(['moment', 'ik telde geld'])])).to.deep.equal(['lijst.leeg']);
  });

  it('stays within one message, however much was written', () => {
    const much = Array.from({ length: 40 }, () =>
      reflection(['werk', '😀 werk '.repeat(200)], ['vraag', 'x'.repeat(900)]),
    );
    const list = told(much);
    expect(list.join('\n').length).to.be.lessThan(1400);
    for (const text of list) expect(text.isWellFormed()).to.equal(true);
  });
});
