import { expect } from 'chai';
import { printed, readText, rosterText, type Cells } from './builders.js';
import type { RosterColumn } from '../../../src/core/roster/columns.js';
import { seeded } from '../../support/random.js';

const many = 5_000;
const staffCount = 200;

/** A school of 5,000: confidants, begeleiders, mentors and trainers first, then students who name them. */
function bigSchool(): Cells[] {
  const random = seeded(2026);
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const hex = (number: number): string => number.toString(16).padStart(12, '0');
  const staffRoles = ['vertrouwen+zorg', 'begeleider', 'mentor', 'praktijkopleider', 'begeleider+mentor'];
  const staff = Array.from({ length: staffCount }, (_, n): Cells => {
    const role = staffRoles[n % staffRoles.length] ?? '';
    return { id: `staf${n}`, name: `Zoë de Vriës ${n}`, role, teams: `22222222-2222-4222-8222-${hex(n)}` };
  });
  const ids = (role: string): string[] =>
    staff.flatMap((one) => (one.role?.includes(role) ? [one.id ?? ''] : []));
  const [begeleiders, mentors, trainers] = [ids('begeleider'), ids('mentor'), ids('praktijkopleider')];
  const students = Array.from({ length: many - staffCount }, (_, n): Cells => {
    const id = String(100_000 + n);
    return {
      id,
      name: `Noor Çelik ${n}`,
      role: 'student',
      language: oneOf(['nl', 'en', 'ti', 'uk', '']),
      age_band: oneOf(['<18', '18-24', '25+', '']),
      teams: random() < 0.5 ? `11111111-1111-4111-8111-${hex(n)}` : '',
      whatsapp: random() < 0.7 ? `+316${10_000_000 + n}` : '',
      begeleider: oneOf(begeleiders),
      mentor: oneOf(mentors),
      praktijkopleider: oneOf(trainers),
      backups: oneOf(['', begeleiders.slice(0, 2).join('+')]),
      sector: oneOf(['horeca', 'retail', '']),
      company: oneOf(['Bakkerij ’t Hoekje', 'Bos & Zoon', '']),
      ...oneOf([
        { weekday: 'di', start: '09:00', end: '16:00' },
        { weekday: 'vr', start: '22:00', end: '6:00' },
        {},
      ]),
    };
  });
  return [...staff, ...students];
}

/** A mistake: what it makes of a student, and the column in which it must be named. */
type Mistake = { column: RosterColumn; plant: (cells: Cells) => Cells };

const cell = (column: RosterColumn, value: string): Mistake => ({
  column,
  plant: (cells) => ({ ...cells, [column]: value }),
});
const day = (column: RosterColumn, value: Cells): Mistake => ({
  column,
  plant: (cells) => ({ ...cells, ...value }),
});

const mistakes: readonly Mistake[] = [
  cell('id', 'noor y'),
  cell('id', '100001'),
  cell('name', ''),
  cell('name', '=1+1'),
  cell('name', 'No\u0000or'),
  cell('name', 'Ay?e'),
  cell('name', 'ZoÃ«'),
  cell('role', 'leerling'),
  cell('role', 'student+mentor'),
  cell('language', 'Nederlands'),
  cell('age_band', '17'),
  cell('teams', 'noor@school.nl'),
  cell('teams', '22222222-2222-4222-8222-000000000003'),
  cell('whatsapp', '0612345678'),
  cell('whatsapp', '3,16E+10'),
  cell('whatsapp', '31612345678'),
  cell('begeleider', ''),
  cell('begeleider', 'niemand'),
  cell('begeleider', 'staf2'),
  cell('mentor', 'staf1'),
  cell('praktijkopleider', 'staf0'),
  cell('backups', 'staf3'),
  cell('backups', 'staf1+staf1'),
  cell('sector', 'ruimtevaart'),
  cell('company', 'x'.repeat(201)),
  cell('company', '#VERW!'),
  day('weekday', { weekday: 'dinsdag', start: '09:00', end: '16:00' }),
  day('start', { weekday: 'di', start: '', end: '16:00' }),
  day('start', { weekday: 'di', start: '8.30', end: '16:00' }),
  day('start', { weekday: 'di', start: '0,354167', end: '16:00' }),
  day('end', { weekday: 'di', start: '09:00', end: '24:00' }),
  day('end', { weekday: 'di', start: '09:00', end: '9:00' }),
  day('end', { weekday: 'di', start: '17:00', end: '09:00' }),
];

const known = { sectors: new Set(['horeca', 'retail']) };

describe('a roster of 5,000 rows', function () {
  this.timeout(10_000);

  it('comes out whole when nothing is wrong', () => {
    const read = readText(rosterText(bigSchool()), known);
    expect(printed(read)).to.deep.equal([]);
    expect(read.people).to.have.length(many);
  });

  it('with 50 mistakes of 33 kinds has exactly those named, with row and column, and nobody comes out', () => {
    const people = bigSchool();
    const expected = Array.from({ length: 50 }, (_, n) => {
      const place = staffCount + 10 + n * 95;
      const { column, plant } = mistakes[n % mistakes.length] as Mistake;
      people[place] = plant(people[place] ?? {});
      return `row ${place + 2}, ${column}`;
    });
    const read = readText(rosterText(people), known);
    expect(printed(read).map((one) => one.split(':')[0])).to.deep.equal(expected);
    expect(read.people).to.deep.equal([]);
  });

  it('with mistakes in its form too has all of them named at once', () => {
    const lines = rosterText(bigSchool()).split('\r\n');
    lines[0] += ';opmerking';
    for (const row of lines.keys()) if (row > 0 && row <= many) lines[row] += ';';
    lines[999] = lines[999]?.replace('Noor', '"Noor') ?? '';
    lines[1999] = lines[1999]?.replace(';student;', ';') ?? '';
    lines[2999] = lines[2999]?.replace('student', 'studente') ?? '';
    const read = readText(lines.join('\r\n'), known);
    expect(printed(read).map((one) => one.split(':')[0])).to.deep.equal([
      'row 1, opmerking',
      'row 1000, name',
      'row 2000, opmerking',
      'row 3000, role',
    ]);
    expect(read.people).to.deep.equal([]);
  });
});
