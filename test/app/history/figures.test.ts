import { expect } from 'chai';
import { recordDay } from '../../../src/app/days/ledger.js';
import { figuresFor, yearFigures } from '../../../src/app/history/figures.js';
import { importRoster } from '../../../src/app/people/import-roster.js';
import { refs } from '../../../src/app/refs.js';
import { dayId } from '../../../src/core/school/day-record.js';
import type { Reflection } from '../../../src/core/history/reflection.js';
import { readSchoolYear } from '../../../src/core/history/figures.js';
import { figuresCsv, figuresTable } from '../../../src/cli/figures-text.js';
import { minute } from '../../../src/core/time.js';
import { aPerson } from '../../core/school/builders.js';
import { demoPeople, world, type World } from '../../support/world.js';

const date = '2026-11-17';

describe('the figures of a school year', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    const six = Array.from({ length: 6 }, (_, nr) =>
      aPerson(`f${nr}`, `Student ${nr}`, { roles: ['student'], sector: 'horeca', begeleider: 'samira' }),
    );
    const werkgroep = aPerson('wanda', 'Wanda', { roles: ['werkgroep'] });
    const people = [...(await demoPeople()), ...six, werkgroep];
    await importRoster({ store: w.store, env: { now: w.clock.now(), school: w.deps.school } }, people);
    await w.pass(2 * minute);
    for (const { id } of six) await reflected(id);
  });
  afterEach(() => w.close());

  const reflected = async (student: string, on = date): Promise<void> => {
    await recordDay(w.store, 'demo', {
      ...{
        id: dayId('demo', student, on),
        student,
        date: on,
        status: 'completed',
        reason: null,
        assignment: 3,
      },
      ...{
        begeleider: 'samira',
        mentor: null,
        sector: 'horeca',
        company: null,
        revision: 1,
        at: w.clock.now(),
      },
    });
    const body: Reflection = {
      ...{
        v: 1,
        talk: `demo:${student}:1`,
        script: 'reflectie',
        at: w.clock.now(),
        date: on,
        completed: true,
      },
      ...{ assignment: 3, mood: null, ratings: [{ skill: 'samenwerken', rating: 'hulp' }], kept: null },
      ...{ words: [], answers: 3, short: 1, unread: 0, undelivered: 0 },
    };
    const ref = refs.reflection(`demo:${student}`, `demo:${student}:${on}`);
    await w.store.put({ ...ref, body, sort: on }, { absent: true });
  };

  it('come from the ledger and the reflections of that year', async () => {
    await reflected('f0', '2026-06-02');
    const { year, assignments } = await yearFigures(w.deps);
    expect(year.name).to.equal('2026-2027');
    expect(assignments).to.deep.equal([
      {
        ...{ sector: 'horeca', number: 3 },
        days: { students: 6, planned: 6, finished: 6, partial: 0, off: 0, unanswered: 0 },
        ratings: [{ skill: 'samenwerken', moeilijk: 0, hulp: 6, zelf: 0 }],
        answers: { all: 18, short: 6 },
      },
    ]);
    const before = await yearFigures(w.deps, readSchoolYear('2025-2026') ?? undefined);
    expect(before.assignments, 'one student').to.deep.equal([]);
  });

  it('are for the werkgroep, and for nobody else of the staff', async () => {
    expect((await figuresFor(w.deps, 'wanda'))?.assignments).to.have.length(1);
    for (const other of ['samira', 'peter', 'karin', 'fatima', 'joris', 'noor', 'nobody'])
      expect(await figuresFor(w.deps, other), other).to.equal(null);
  });

  it('name no student, in a table or for a spreadsheet', async () => {
    const figures = await yearFigures(w.deps);
    expect(figuresTable(figures)).to.equal(
      [
        '2026-2027',
        'horeca 3: 6 days of 6 students: 6 finished, 0 partial, 0 off, 0 unanswered',
        '  answers in words: 18, of which 6 short',
        '  samenwerken: 0 moeilijk, 6 hulp, 0 zelf',
        '',
      ].join('\n'),
    );
    const [, ...rows] = figuresCsv(figures).trim().split('\n');
    expect(rows).to.deep.equal([
      '2026-2027;horeca;3;6;6;6;0;0;0;18;6;;;;',
      '2026-2027;horeca;3;;;;;;;;;samenwerken;0;6;0',
    ]);
    expect(figuresTable({ ...figures, assignments: [] })).to.contain('no assignment with five students');
  });
});
