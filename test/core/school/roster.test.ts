import { expect } from 'chai';
import { readRosterFile } from '../../../src/adapters/files/roster-file.js';
import { readRoster, rosterColumns } from '../../../src/core/school/roster.js';

type Cells = Partial<Record<(typeof rosterColumns)[number], string>>;

const samira: Cells = { id: 'samira', name: 'Samira Haddad', role: 'begeleider+vertrouwen' };
const noor: Cells = {
  id: 'noor',
  name: 'Noor Yilmaz',
  role: 'student',
  language: 'en',
  age_band: '18-24',
  teams: '11111111-1111-4111-8111-11111111111A',
  whatsapp: '+31600000001',
  begeleider: 'samira',
  sector: 'retail',
  weekday: 'di',
  start: '09:00',
  end: '16:00',
};

const file = (people: readonly Cells[], delimiter = ';'): string =>
  [rosterColumns, ...people.map((cells) => rosterColumns.map((column) => cells[column] ?? ''))]
    .map((row) => `${row.join(delimiter)}\r\n`)
    .join('');

const read = (text: string) => readRoster(readRosterFile(text));
const findings = (...people: Cells[]): string[] => {
  const { people: imported, findings: found } = read(file(people));
  expect(imported, 'with a mistake nothing is imported').to.deep.equal([]);
  return found.map(({ row, column, message }) => `row ${row}, ${column}: ${message}`);
};

describe('a roster', () => {
  it('is read as Excel saves it: with ; or , and with or without a byte-order mark', () => {
    const plain = read(file([samira, noor]));
    expect(plain.findings).to.deep.equal([]);
    expect(plain.people.map((one) => one.id)).to.deep.equal(['samira', 'noor']);
    expect(read(file([samira, noor], ','))).to.deep.equal(plain);
    expect(read(`\uFEFF${file([samira, noor])}`)).to.deep.equal(plain);
  });

  it('gives people as the program knows them', () => {
    const [, student] = read(file([samira, noor])).people;
    expect(student).to.include({
      name: 'Noor Yilmaz',
      language: 'en',
      ageBand: '18-24',
      weekday: 2,
      active: true,
    });
    expect(student?.roles).to.deep.equal(['student']);
    expect(student?.teams).to.equal('11111111-1111-4111-8111-11111111111a');
  });

  it('takes several roles and back-ups, and Dutch where no language is given', () => {
    const both = { ...samira, role: 'begeleider+mentor+vertrouwen' };
    const { people } = read(file([both, { ...noor, language: '', mentor: 'samira', backups: 'samira' }]));
    expect(people[0]?.roles).to.deep.equal(['begeleider', 'mentor', 'vertrouwen']);
    expect(people[1]).to.deep.include({ language: 'nl', mentor: 'samira', backups: ['samira'] });
  });

  it('reads the days of the week in Dutch and English', () => {
    const days = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'Sun'];
    const weekdays = days.map((weekday) => read(file([samira, { ...noor, weekday }])).people[1]?.weekday);
    expect(weekdays).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('keeps the numbers of the rows when there are empty ones', () => {
    const text = file([samira, { ...noor, weekday: 'dinsdag' }]).replace('samira;', '\r\nsamira;');
    expect(read(text).findings.map((one) => one.row)).to.deep.equal([4]);
  });

  const mistakes: [string, Cells, string][] = [
    ['an id with a space', { id: 'noor y' }, 'id: use letters, digits, dot, - or _, at most 60'],
    ['nobody’s name', { name: ' ' }, 'name: a name is needed'],
    ['a role that does not exist', { role: 'student+baas' }, 'role: use one of student, begeleider'],
    ['no role', { role: '' }, 'role: use one of student, begeleider'],
    ['a language in full', { language: 'Nederlands' }, 'language: use two letters, like nl'],
    ['an age', { age_band: '17' }, 'age_band: use <18, 18-24 or 25+'],
    ['a Teams account by name', { teams: 'noor@school.nl' }, 'teams: this is no Entra object id'],
    ['a number without its country', { whatsapp: '0612345678' }, 'whatsapp: write +31612345678'],
    ['a weekday in full', { weekday: 'dinsdag' }, 'weekday: use ma to zo, or mon to sun'],
    [
      'a weekday that only JavaScript knows',
      { weekday: 'constructor' },
      'weekday: use ma to zo, or mon to sun',
    ],
    ['a time without its nought', { start: '9:00' }, 'start: write a time like 08:30'],
    ['a time that no clock shows', { end: '24:00' }, 'end: write a time like 08:30'],
    ['a student without a begeleider', { begeleider: '' }, 'begeleider: a student needs a begeleider'],
    ['a begeleider who has no row', { begeleider: 'piet' }, 'begeleider: nobody has the id piet'],
    ['a mentor who is none', { mentor: 'samira' }, 'mentor: samira has not the role mentor'],
    ['a back-up who has no row', { backups: 'samira+piet' }, 'backups: nobody has the id piet'],
    ['a back-up who is a student', { backups: 'noor' }, 'backups: noor is a student'],
  ];
  for (const [what, cells, expected] of mistakes) {
    it(`names ${what} with row and column`, () => {
      const found = findings(samira, { ...noor, ...cells });
      expect(found).to.have.length(1);
      expect(found[0]).to.contain(`row 3, ${expected}`);
    });
  }

  for (const column of ['id', 'teams', 'whatsapp'] as const) {
    it(`names a double ${column}, in capitals or not, with the row that has it first`, () => {
      const twin: Cells = { ...noor, id: 'amina', teams: '', whatsapp: '' };
      const found = findings(samira, noor, { ...twin, [column]: noor[column]?.toUpperCase() ?? '' });
      expect(found).to.deep.equal([`row 4, ${column}: stands in row 3 too`]);
    });
  }

  it('is refused with students and without a vertrouwenspersoon', () => {
    expect(findings({ ...samira, role: 'begeleider' }, noor)).to.deep.equal([
      'row 3, role: there are students, but nobody has the role vertrouwen',
    ]);
  });

  it('names all mistakes at once, by row and then by column', () => {
    const found = findings({ ...samira, name: '', role: 'x' }, { ...noor, start: 'x', age_band: '9' });
    expect(found.map((one) => one.split(':')[0])).to.deep.equal([
      'row 2, name', 'row 2, role', 'row 3, role', 'row 3, age_band', 'row 3, begeleider', 'row 3, start',
    ]); // prettier-ignore
  });
});

describe('a file that is no roster', () => {
  const refusal = (text: string): unknown => {
    try {
      return readRosterFile(text);
    } catch (error) {
      return error;
    }
  };

  it('is refused with the columns that are missing', () => {
    expect(refusal('id;name\nnoor;Noor')).to.include({ code: 'roster_unreadable' });
    expect(String(refusal('id;name\nnoor;Noor'))).to.contain('row 1: the columns role, language');
  });

  it('is refused with the row where a cell is too many, or a quote is never closed', () => {
    const text = file([samira, noor]);
    expect(String(refusal(text.replace('noor;', 'noor;;')))).to.contain('row 3: ');
    expect(refusal(text.replace('noor;', 'noor;;'))).to.include({ code: 'roster_unreadable' });
    expect(refusal(text.replace('Noor', '"Noor'))).to.include({ code: 'roster_unreadable' });
  });

  it('is refused when its letters are not in UTF-8: names would be damaged', () => {
    const latin = Buffer.from(file([samira, { ...noor, name: 'Noor Çelik' }]), 'latin1').toString('utf8');
    expect(refusal(latin)).to.include({ code: 'roster_unreadable' });
    expect(String(refusal(latin)))
      .to.contain('row 3')
      .and.to.contain('UTF-8');
  });
});
