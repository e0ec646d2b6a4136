import { expect } from 'chai';
import {
  figuresOf,
  readSchoolYear,
  schoolYearOf,
  type FiguresDay,
  type FiguresReflection,
} from '../../../src/core/history/figures.js';
import { seeded } from '../../support/random.js';

const days = (count: number, more: Partial<FiguresDay> = {}): FiguresDay[] =>
  Array.from({ length: count }, (_, nr) => ({
    ...{ student: `s${nr}`, sector: 'retail', assignment: 4, status: 'completed' },
    ...more,
  }));

const reflections = (count: number, more: Partial<FiguresReflection> = {}): FiguresReflection[] =>
  Array.from({ length: count }, (_, nr) => ({
    ...{ student: `s${nr}`, sector: 'retail', assignment: 4, answers: 4, short: 1 },
    ratings: [{ skill: 'samenwerken', rating: nr === 0 ? 'moeilijk' : 'zelf' }],
    ...more,
  }));

describe('the figures of an assignment', () => {
  it('count what became of its days, and how students rated themselves', () => {
    const all = [
      ...days(5),
      ...days(2, { status: 'partial' }),
      ...days(1, { status: 'no_answer' }),
      ...days(1, { status: 'skipped' }),
      ...days(3, { status: 'moved' }),
      ...days(2, { status: 'cancelled' }),
    ];
    expect(figuresOf(all, reflections(5))).to.deep.equal([
      {
        ...{ sector: 'retail', number: 4 },
        days: { students: 5, planned: 9, finished: 5, partial: 2, off: 1, unanswered: 1 },
        ratings: [{ skill: 'samenwerken', moeilijk: 1, hulp: 0, zelf: 4 }],
        answers: { all: 20, short: 5 },
      },
    ]);
  });

  it('say nothing of fewer than five students, however often they did it', () => {
    const often = [1, 2, 3, 4].flatMap(() => days(4));
    expect(
      figuresOf(
        often,
        [1, 2, 3].flatMap(() => reflections(4)),
      ),
    ).to.deep.equal([]);
    const [some] = figuresOf(days(6), reflections(4));
    expect(some).to.deep.include({ ratings: [], answers: null });
    const [mixed] = figuresOf(days(5), [
      ...reflections(5),
      ...reflections(4, { ratings: [{ skill: 'communiceren', rating: 'hulp' }] }),
    ]);
    expect(mixed?.ratings.map(({ skill }) => skill)).to.deep.equal(['samenwerken']);
  });

  it('take nobody who was erased for a student more', () => {
    const erased = Array.from({ length: 9 }, (_, nr) => days(1, { student: `erased-${nr}` })).flat();
    expect(figuresOf([...days(4), ...erased], [])).to.deep.equal([]);
    expect(figuresOf([...days(5), ...erased], [])[0]?.days).to.include({ students: 5, planned: 14 });
  });

  it('keep sectors apart, and leave out days without an assignment', () => {
    const all = [...days(5), ...days(5, { sector: 'horeca' }), ...days(9, { assignment: 'none' })];
    const found = figuresOf([...all, ...days(9, { assignment: null })], []);
    expect(found.map(({ sector, number }) => `${sector} ${number}`)).to.deep.equal(['horeca 4', 'retail 4']);
  });

  it('of any school are never about fewer than five students, and add up', () => {
    const random = seeded(3);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const statuses = ['completed', 'partial', 'skipped', 'no_answer', 'withdrawn', 'moved'] as const;
    for (let round = 0; round < 200; round += 1) {
      const all = Array.from({ length: Math.floor(random() * 60) }, (): FiguresDay => ({
        student: `s${Math.floor(random() * 8)}`,
        sector: pick(['retail', 'horeca', null]),
        assignment: pick([1, 2, 'none', null]),
        status: pick(statuses),
      }));
      for (const { sector, number, days: counts } of figuresOf(all, [])) {
        const own = all.filter((one) => (one.sector ?? '') === sector && one.assignment === number);
        const stood = own.filter((one) => one.status !== 'moved');
        expect(new Set(stood.map((one) => one.student)).size).to.be.at.least(5);
        const { planned = 0, finished = 0, partial = 0, off = 0, unanswered = 0 } = counts ?? {};
        expect(planned)
          .to.equal(stood.length)
          .and.to.equal(finished + partial + off + unanswered);
      }
    }
  });
});

describe('a school year', () => {
  it('runs from August to July', () => {
    expect(schoolYearOf('2026-07-31')).to.deep.equal({
      name: '2025-2026',
      from: '2025-08-01',
      to: '2026-07-31',
    });
    expect(schoolYearOf('2026-08-01').name).to.equal('2026-2027');
    expect(schoolYearOf('2027-01-05').name).to.equal('2026-2027');
  });

  it('is read by its name', () => {
    expect(readSchoolYear('2026-2027')).to.deep.equal(schoolYearOf('2026-11-24'));
    for (const wrong of ['2026', '2026-2028', '2027-2026', 'dit jaar'])
      expect(readSchoolYear(wrong)).to.equal(null);
  });
});
