import { expect } from 'chai';
import { noor, printed, readText, rosterText, samira, type Cells } from './builders.js';

/** What is named in a roster of these people, from row 2 on. */
const findings = (...people: Cells[]): string[] => {
  const read = readText(rosterText(people));
  expect(read.people, 'with a mistake nobody comes out').to.deep.equal([]);
  return printed(read);
};
/** Noor as she comes out with other cells. */
const student = (cells: Cells) => {
  const read = readText(rosterText([samira, { ...noor, ...cells }]));
  expect(printed(read)).to.deep.equal([]);
  return read.people[1];
};
const tom: Cells = { id: 'tom', name: 'Tom Willems', role: 'begeleider' };

describe('a roster', () => {
  it('gives people as the program knows them', () => {
    expect(student({})).to.deep.include({
      id: 'noor',
      name: 'Noor Yilmaz',
      roles: ['student'],
      language: 'en',
      ageBand: '18-24',
      teams: '11111111-1111-4111-8111-11111111111a',
      whatsapp: '+31600000001',
      weekday: 2,
      start: '09:00',
      end: '16:00',
      active: true,
    });
  });

  it('takes several roles and back-ups, and Dutch where no language is given', () => {
    const both = { ...samira, role: 'Begeleider + mentor + vertrouwen' };
    const { people } = readText(
      rosterText([both, tom, { ...noor, language: '', mentor: 'samira', backups: 'tom, samira' }]),
    );
    expect(people[0]?.roles).to.deep.equal(['begeleider', 'mentor', 'vertrouwen']);
    expect(people[2]).to.deep.include({ language: 'nl', mentor: 'samira', backups: ['tom', 'samira'] });
  });

  it('reads the days of the week in Dutch and English', () => {
    const days = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'Sun'];
    const weekdays = days.map((weekday) => student({ weekday })?.weekday);
    expect(weekdays).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7]);
  });

  const handled: [string, Cells, object][] = [
    ['spaces around a cell, two in it and hard ones', { name: ' Noor  van\u00A0Dijk\u202F' }, { name: 'Noor van Dijk' }],
    ['an ë made of two characters', { name: 'Zoe\u0308' }, { name: 'Zoë' }],
    ['a number with the marks of a telephone’s address book', { whatsapp: '\u202A+31 6 0000-0001\u202C' }, { whatsapp: '+31600000001' }],
    ['a number of another country', { whatsapp: '+32470123456' }, { whatsapp: '+32470123456' }],
    ['a time without its nought', { start: '8:30' }, { start: '08:30' }],
    ['a time with seconds', { start: '8:30:00' }, { start: '08:30' }],
    ['a shift over midnight', { start: '22:00', end: '6:00' }, { start: '22:00', end: '06:00' }],
    ['a language in capitals', { language: 'NL' }, { language: 'nl' }],
    ['a sector in capitals', { sector: 'Retail' }, { sector: 'retail' }],
    ['an age band with a dash', { age_band: '18 – 24' }, { ageBand: '18-24' }],
    ['no age band: the help lines of all ages are then shown', { age_band: '' }, { ageBand: null }],
    ['no weekday and times: the days are planned by hand', { weekday: '', start: '', end: '' }, { weekday: null, start: null, end: null }],
    ['an object id that is no UUID by the book', { teams: 'AAAAAAAA-aaaa-0aaa-0aaa-aaaaaaaaaaaa' }, { teams: 'aaaaaaaa-aaaa-0aaa-0aaa-aaaaaaaaaaaa' }],
  ]; // prettier-ignore
  for (const [what, cells, expected] of handled) {
    it(`takes ${what}`, () => {
      expect(student(cells)).to.deep.include(expected);
    });
  }

  it('takes days and times of staff, which need not be complete', () => {
    const { people } = readText(rosterText([{ ...samira, weekday: 'di' }]));
    expect(people[0]?.weekday).to.equal(2);
  });
});

describe('a mistake in a roster', () => {
  const excelText = 'format the column as Text and ';
  const mistakes: [string, Cells, string][] = [
    ['an id with a space', { id: 'noor y' }, 'id: use letters, digits, dot, - or _, at most 60'],
    ['no id', { id: '' }, 'id: use letters, digits'],
    ['nobody’s name', { name: ' \u00A0' }, 'name: a name is needed'],
    ['a name that Excel would compute', { name: '=HYPERLINK(1)' }, 'name: begins with =, which Excel takes for a formula'],
    ['a company that Excel would compute', { company: '@work' }, 'company: begins with @'],
    ['a dash for nothing', { mentor: '-' }, 'mentor: begins with -'],
    ['a number that is a formula', { whatsapp: '=31600000001' }, 'whatsapp: begins with ='],
    ['letters that Excel could not save', { name: 'Ay?e Yilmaz' }, 'name: letters were lost'],
    ['letters that were read wrongly before', { name: 'ZoÃ« Bakker' }, 'name: letters were damaged'],
    ['a byte that is no letter', { company: 'Caf\uFFFD' }, 'company: letters were damaged'],
    ['a cell that Excel could not compute', { begeleider: '#N/B' }, 'begeleider: Excel could not compute this cell'],
    ['a control character', { name: 'Noor\u0007' }, 'name: a character that cannot be seen'],
    ['a NUL', { company: 'Bakker\u0000ij' }, 'company: a character that cannot be seen'],
    ['a cell of more than 200 characters', { company: 'x'.repeat(201) }, 'company: longer than 200 characters'],
    ['a role that does not exist', { role: 'student+baas' }, 'role: use one of student, begeleider'],
    ['no role', { role: '' }, 'role: use one of student, begeleider'],
    ['a student who is staff as well', { role: 'student+mentor' }, 'role: a student has no other role'],
    ['a language in full', { language: 'Nederlands' }, 'language: use two letters, like nl'],
    ['an age', { age_band: '17' }, 'age_band: use <18, 18-24 or 25+'],
    ['a Teams account by name', { teams: 'noor@school.nl' }, 'teams: this is no Entra object id'],
    ['an object id of noughts', { teams: '00000000-0000-0000-0000-000000000000' }, 'teams: this is no Entra object id'],
    ['a number without its country', { whatsapp: '0612345678' }, 'whatsapp: the country is missing: write +31 in place of the first 0, like +31612345678'],
    ['a number with 00', { whatsapp: '0031612345678' }, 'whatsapp: write + in place of 00'],
    ['a number whose + Excel dropped', { whatsapp: '31612345678' }, 'whatsapp: the + is missing'],
    ['a number that Excel rounded', { whatsapp: '3,16E+10' }, `whatsapp: Excel rounded this number (3,16E+10) and digits are lost: ${excelText}type it anew`],
    ['a number with the 0 of inside the country', { whatsapp: '+31 (0)612345678' }, 'whatsapp: no 0 after +31'],
    ['a number with a digit too few', { whatsapp: '+3161234567' }, 'whatsapp: a Dutch number has nine digits after +31'],
    ['two numbers', { whatsapp: '+31612345678 / +31612345679' }, 'whatsapp: a Dutch number has nine digits'],
    ['words for a number', { whatsapp: 'geen' }, 'whatsapp: write a number like +31612345678'],
    ['a sector that is no word of the program', { sector: 'zorg & welzijn' }, 'sector: use small letters'],
    ['a weekday in full', { weekday: 'dinsdag' }, 'weekday: use ma to zo, or mon to sun'],
    ['a weekday that only JavaScript knows', { weekday: 'constructor' }, 'weekday: use ma to zo'],
    ['a time with a dot', { start: '8.30' }, 'start: write a time with a colon, like 08:30'],
    ['a time as part of a day', { start: '0,354166666666667' }, `start: Excel wrote the time as part of a day: ${excelText}write it like 08:30`],
    ['a time that no clock shows', { end: '24:00' }, 'end: write a time like 08:30'],
    ['a shift without length', { start: '09:00', end: '9:00' }, 'end: the shift ends when it begins'],
    ['a shift longer than the law allows', { start: '17:00', end: '09:00' }, 'end: a shift of 16 hours: are start and end'],
    ['times without a weekday', { weekday: '' }, 'weekday: weekday, start and end belong together'],
    ['a weekday without an end', { end: '' }, 'end: weekday, start and end belong together'],
    ['a student without a begeleider', { begeleider: '' }, 'begeleider: a student needs a begeleider'],
    ['a begeleider who has no row', { begeleider: 'piet' }, 'begeleider: nobody has the id piet'],
    ['a begeleider by his name', { begeleider: 'Samira Haddad' }, 'begeleider: use the id of a person in this file'],
    ['a begeleider in other capitals', { begeleider: 'Samira' }, 'begeleider: nobody has the id Samira'],
    ['a begeleider who is the student himself', { begeleider: 'noor' }, 'begeleider: nobody is his own begeleider'],
    ['a mentor who is none', { mentor: 'samira' }, 'mentor: samira has not the role mentor'],
    ['a praktijkopleider who is none', { praktijkopleider: 'samira' }, 'praktijkopleider: samira has not the role praktijkopleider'],
    ['a back-up who has no row', { backups: 'samira+piet' }, 'backups: nobody has the id piet'],
    ['a back-up who is the student himself', { backups: 'noor' }, 'backups: nobody is his own back-up'],
    ['a back-up twice', { backups: 'samira+samira' }, 'backups: samira stands here twice'],
  ]; // prettier-ignore
  for (const [what, cells, expected] of mistakes) {
    it(`names ${what} with row and column, and nothing beside it`, () => {
      const found = findings(samira, { ...noor, ...cells });
      expect(found).to.have.length(1);
      expect(found[0]).to.contain(`row 3, ${expected}`);
    });
  }

  it('is never repeated in words that could be a name or number', () => {
    const cells = { begeleider: 'Samira Haddad', whatsapp: '0687654321', backups: 'Tom Willems' };
    const found = findings(samira, { ...noor, ...cells }).join('\n');
    expect(found).to.not.match(/Haddad|Willems|87654321/);
  });

  it('names a sector without a catalogue where the catalogues are known', () => {
    const text = rosterText([samira, { ...noor, sector: 'zorg' }]);
    const read = readText(text, { sectors: new Set(['retail', 'horeca']) });
    expect(printed(read)).to.deep.equal([
      'row 3, sector: there are no assignments for this sector: use horeca, retail',
    ]);
    expect(readText(text).people).to.have.length(2);
  });

  it('names back-ups who may not read what a student writes: other students, the company', () => {
    const amina: Cells = { ...noor, id: 'amina', teams: '', whatsapp: '' };
    const chef: Cells = { id: 'chef', name: 'Bas Kok', role: 'praktijkopleider' };
    const found = findings(samira, amina, chef, { ...noor, backups: 'amina+samira' });
    expect(found).to.deep.equal([
      'row 5, backups: amina may not read alerts: a back-up is one of begeleider, mentor, coordinator, zorg, vertrouwen',
    ]);
    expect(findings(samira, chef, { ...noor, backups: 'chef' })[0]).to.contain('chef may not read alerts');
  });

  for (const [column, other] of [
    ['id', 'NOOR'],
    ['teams', '11111111-1111-4111-8111-11111111111a'],
    ['whatsapp', '+31 6 0000 0001'],
  ] as const) {
    it(`names a double ${column}, however it is written, with both rows`, () => {
      const twin: Cells = { ...noor, id: 'amina', teams: '', whatsapp: '' };
      const found = findings(samira, noor, { ...twin, [column]: other });
      expect(found).to.deep.equal([`row 4, ${column}: stands in row 3 too`]);
    });
  }

  it('is refused with students and without a vertrouwenspersoon', () => {
    expect(findings({ ...samira, role: 'begeleider' }, noor)).to.deep.equal([
      'row 3, role: there are students, but nobody has the role vertrouwen',
    ]);
  });

  it('is not named again where it only has consequences', () => {
    const found = findings({ ...samira, role: 'begeleiderr' }, noor, { ...noor, id: 'amina', teams: '', whatsapp: '' });
    expect(found.map((one) => one.split(':')[0])).to.deep.equal(['row 2, role']);
    const unclear = findings(samira, { ...noor, role: 'student+baas', begeleider: '', weekday: '' });
    expect(unclear.map((one) => one.split(':')[0])).to.deep.equal(['row 3, role']);
  }); // prettier-ignore

  it('stands in a list by row and then by column', () => {
    const found = findings({ ...samira, name: '', role: 'x' }, { ...noor, start: 'x', age_band: '9' });
    expect(found.map((one) => one.split(':')[0])).to.deep.equal([
      'row 2, name',
      'row 2, role',
      'row 3, age_band',
      'row 3, start',
    ]);
  });
});
