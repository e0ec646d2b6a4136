import { expect } from 'chai';
import fc from 'fast-check';
import {
  noJudgements,
  progressOf,
  withDone,
  withJudgement,
  type NewJudgement,
} from '../../../src/core/history/judgement.js';
import { noNotes, withNote } from '../../../src/core/history/notes.js';
import type { Reflection } from '../../../src/core/history/reflection.js';
import {
  findingsOf,
  intentionsOf,
  participationOf,
  ratingSeries,
  timelineOf,
} from '../../../src/core/history/timeline.js';

const reflection = (date: string | null, more: Partial<Reflection> = {}): Reflection => ({
  ...{ v: 1, talk: `t-${date ?? 'loose'}`, script: 'reflectie', at: 1, date, completed: true, assignment: 4 },
  ...{ mood: 'goed', ratings: [], kept: null, words: [], answers: 3, short: 0, unread: 0, undelivered: 0 },
  ...more,
});
const day = (
  date: string,
  status: 'completed' | 'no_answer' | 'skipped' | 'partial' | 'cancelled',
  assignment: number | 'none' | null = 4,
) => ({
  ...{ date, status, reason: null, assignment },
});
const timeline = (
  days: ReturnType<typeof day>[],
  reflections: Reflection[] = [],
  judgements: Parameters<typeof timelineOf>[0]['judgements'] = [],
) =>
  timelineOf({
    ...{ days, reflections, judgements },
    titleOf: (number) => (number === 4 ? 'Kassa' : null),
    dateOf: () => '2026-11-20',
  });

describe('a time line', () => {
  it('has the newest day first, with its reflections; cancelled days were none', () => {
    const days = timeline(
      [day('2026-11-17', 'completed'), day('2026-11-24', 'no_answer', null), day('2026-11-10', 'cancelled')],
      [reflection('2026-11-17'), reflection(null, { at: 9 })],
    );
    expect(days.map(({ date, status, reflections }) => [date, status, reflections.length])).to.deep.equal([
      ['2026-11-24', 'no_answer', 0],
      ['2026-11-20', null, 1],
      ['2026-11-17', 'completed', 1],
    ]);
  });

  it('names the assignment that was done, by the day or else by the talk, and shows its judgement', () => {
    const judged = withJudgement(noJudgements('noor'), {
      ...{
        number: 4,
        title: 'Kassa',
        sector: 'retail',
        verdict: 'voldoende',
        sentence: '',
        by: 'samira',
        at: 5,
      },
    }).judgements;
    const [known, unplanned, without] = timeline(
      [
        day('2026-11-24', 'completed'),
        day('2026-11-17', 'completed', null),
        day('2026-11-10', 'completed', 'none'),
      ],
      [reflection('2026-11-17', { assignment: 9 })],
      judged,
    );
    expect(known?.assignment).to.deep.equal({ number: 4, title: 'Kassa' });
    expect(known?.judgement?.verdict).to.equal('voldoende');
    expect(unplanned?.assignment).to.deep.equal({ number: 9, title: '' });
    expect([without?.assignment, without?.judgement]).to.deep.equal(['none', null]);
  });

  it('counts what became of the days by month: excused is not missed', () => {
    const days = timeline([
      day('2026-10-27', 'completed'),
      day('2026-11-03', 'partial'),
      day('2026-11-10', 'skipped'),
      day('2026-11-17', 'no_answer'),
    ]);
    expect(participationOf(days)).to.deep.equal([
      { month: '2026-10', done: 1, partly: 0, excused: 0, missed: 0 },
      { month: '2026-11', done: 0, partly: 1, excused: 1, missed: 1 },
    ]);
  });

  it('charts each skill oldest first, the most rated one on top', () => {
    const rated = (date: string, ...ratings: Reflection['ratings']) => reflection(date, { ratings });
    const days = timeline(
      [day('2026-11-10', 'completed'), day('2026-11-17', 'completed')],
      [
        rated('2026-11-17', { skill: 'samenwerken', rating: 'zelf' }),
        rated(
          '2026-11-10',
          { skill: 'samenwerken', rating: 'hulp' },
          { skill: 'communiceren', rating: 'zelf' },
        ),
      ],
    );
    expect(
      ratingSeries(days).map(({ skill, points }) => [skill, points.map(({ rating }) => rating)]),
    ).to.deep.equal([
      ['samenwerken', ['hulp', 'zelf']],
      ['communiceren', ['zelf']],
    ]);
  });

  it('ties an intention to what was said of it the next time', () => {
    const intends = (date: string, text: string, kept: string | null) =>
      reflection(date, {
        kept,
        words: [
          { subject: 'volgende', skill: null, text },
          { subject: 'mezelf', skill: null, text: `ik ${text}` },
        ],
      });
    const days = timeline(
      [day('2026-11-10', 'completed'), day('2026-11-17', 'completed'), day('2026-11-24', 'no_answer')],
      [intends('2026-11-10', 'vraag eerder', null), intends('2026-11-17', 'tel na', 'beetje')],
    );
    expect(intentionsOf(days)).to.deep.equal([
      { date: '2026-11-17', text: 'tel na', kept: null },
      { date: '2026-11-10', text: 'vraag eerder', kept: 'beetje' },
    ]);
    expect(findingsOf(days).map(({ text }) => text)).to.deep.equal(['ik tel na', 'ik vraag eerder']);
  });
});

const news = fc.record({
  number: fc.integer({ min: 1, max: 4 }),
  verdict: fc.constantFrom<NewJudgement['verdict']>('voldoende', 'nog_niet'),
  sentence: fc.constantFrom('', 'netjes'),
  at: fc.integer({ min: 1, max: 9 }),
});

describe('judgements', () => {
  it('in any order, once or twice, keep the newest of each assignment and what was before it', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 20 }), (all) => {
        const put = (list: typeof all) =>
          list.reduce(
            (sofar, one) => withJudgement(sofar, { ...one, title: 'x', sector: 'retail', by: 'samira' }),
            noJudgements('noor'),
          );
        const kept = put(all);
        expect(put([...all, ...all].slice(0, all.length)).judgements).to.deep.equal(kept.judgements);
        for (const one of kept.judgements) {
          expect(one.earlier.every((before) => before.at < one.at)).to.equal(true);
          expect(kept.judgements.filter(({ number }) => number === one.number)).to.have.length(1);
        }
        const last = all.at(-1);
        if (last !== undefined && all.every(({ at }) => at <= last.at)) {
          const now = kept.judgements.find(({ number }) => number === last.number);
          if (now?.at === last.at) return;
          expect([now?.verdict, now?.sentence]).to.deep.equal([last.verdict, last.sentence]);
        }
      }),
    );
  });

  it('wait for who was done and not judged, or judged "nog niet" and done again', () => {
    const done = [1, 2, 2, 3].reduce(
      (sofar, number, at) => withDone(sofar, { number, at: at * 10, talk: `t${at}` }),
      noJudgements('noor'),
    );
    const judged = (at: number, verdict: NewJudgement['verdict']) =>
      withJudgement(done, {
        number: 2,
        title: 'x',
        sector: 'retail',
        verdict,
        sentence: '',
        by: 'samira',
        at,
      });
    const waiting = (of: typeof done): number[] => progressOf(of, { needed: 12, of: 20 }).waiting;
    expect(waiting(done)).to.deep.equal([1, 2, 3]);
    expect(waiting(judged(15, 'nog_niet'))).to.deep.equal([1, 2, 3]);
    expect(waiting(judged(25, 'nog_niet'))).to.deep.equal([1, 3]);
    expect(waiting(judged(15, 'voldoende'))).to.deep.equal([1, 3]);
    expect(withDone(done, { number: 9, at: 99, talk: 't0' })).to.equal(done);
  });
});

describe('notes', () => {
  const before = withNote(noNotes('noor'), { do: 'add', id: 'a', text: 'Vraag naar de kassa.' }, 'peter', 1);

  it('are changed and removed by whoever wrote them, and by nobody else', () => {
    expect(withNote(before, { do: 'change', id: 'a', text: 'x' }, 'samira', 2)).to.equal(before);
    expect(withNote(before, { do: 'remove', id: 'a' }, 'samira', 2)).to.equal(before);
    const changed = withNote(before, { do: 'change', id: 'a', text: ' Magazijn. ' }, 'peter', 2);
    expect(changed.notes).to.deep.equal([{ id: 'a', by: 'peter', at: 1, changedAt: 2, text: 'Magazijn.' }]);
    expect(withNote(changed, { do: 'remove', id: 'a' }, 'peter', 3).notes).to.deep.equal([]);
  });

  it('are not empty, and the same form twice is one note', () => {
    expect(withNote(before, { do: 'add', id: 'b', text: '  ' }, 'peter', 2)).to.equal(before);
    expect(withNote(before, { do: 'add', id: 'a', text: 'twice' }, 'peter', 2)).to.equal(before);
    expect(withNote(before, { do: 'change', id: 'a', text: ' ' }, 'peter', 2)).to.equal(before);
  });
});
