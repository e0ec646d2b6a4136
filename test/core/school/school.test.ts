import { expect } from 'chai';
import { readSchool } from '../../../src/core/school/school.js';

const lines = [
  'id: vista',
  'name: Vista Entree',
  'timeZone: Europe/Amsterdam',
  'terms:',
  '  - { name: jaar, from: 2026-08-24, to: 2027-07-16 }',
  'officeHours:',
  "  mon: { from: '08:30', to: '17:00' }",
  'channels: { teams: true, whatsapp: false }',
  'helpLines:',
  "  - { name: Nood, number: '112', hours: dag en nacht, checked: 2026-11-01 }",
];
const read = (text: string) => readSchool({ path: 'school.yaml', text });
const findings = (line: string, changed: string): string[] => {
  const { school, findings: found } = read(lines.map((one) => (one === line ? changed : one)).join('\n'));
  expect(school).to.equal(null);
  return found.map((finding) => `${finding.file}:${finding.line}: ${finding.message}`);
};

describe('a school file', () => {
  it('is read, with what it does not say filled in', () => {
    const { school, findings: found } = read(lines.join('\n'));
    expect(found).to.deep.equal([]);
    expect(school).to.deep.include({
      id: 'vista',
      holidays: [],
      quietHours: { from: '21:00', to: '08:00' },
      retentionMonths: 3,
      escalation: { acute: 15, high: 240, medium: 1440 },
      titles: {},
      days: {
        openAfterMinutes: 15,
        remindAt: '12:00',
        closeAfterDays: 7,
        catchUpDays: 14,
        cardAt: '16:30',
        unaskedPerWeek: 3,
      },
      joinCodeDays: 21,
      sufficient: { needed: 12, of: 20 },
    });
    expect(school).to.not.have.any.keys('onCall', 'goLive');
  });

  const mistakes: [string, string, string, string][] = [
    ['a time zone that does not exist', lines[2] ?? '', 'timeZone: Europe/Vista', '3: timeZone: no such time zone'],
    ['an id with capitals', lines[0] ?? '', 'id: Vista', '1: id: use small letters'],
    ['a term that ends before it begins', lines[4] ?? '', '  - { name: jaar, from: 2027-08-24, to: 2026-07-16 }', '5: terms.0: ends before it begins'],
    ['a date that no calendar has', lines[4] ?? '', '  - { name: jaar, from: 2026-02-30, to: 2027-07-16 }', '5: terms.0.from: '],
    ['office hours that end before they begin', lines[6] ?? '', "  mon: { from: '17:00', to: '08:30' }", '7: officeHours.mon: ends before it begins'],
    ['a time without its nought', lines[6] ?? '', "  mon: { from: '8:30', to: '17:00' }", '7: officeHours.mon.from: write a time like 08:30'],
    ['a day that is none', lines[6] ?? '', "  maandag: { from: '08:30', to: '17:00' }", 'officeHours'],
    ['a retention of more than two years', lines[7] ?? '', `${lines[7]}\nretentionMonths: 25`, '9: retentionMonths: '],
    ['a setting that does not exist', lines[7] ?? '', `${lines[7]}\nretention: 3`, 'retention'],
    ['terms that overlap', lines[4] ?? '', `${lines[4]}\n  - { name: extra, from: 2027-07-16, to: 2027-08-01 }`, '6: terms.1: overlaps jaar'],
    ['a holiday that ends before it begins', lines[7] ?? '', `${lines[7]}\nholidays: [{ name: kerst, from: 2026-12-21, to: 2026-01-03 }]`, '9: holidays.0: ends before it begins'],
    ['the same setting twice', lines[7] ?? '', `${lines[7]}\nname: Andere school`, '9: Map keys must be unique'],
    ['an on-call person by name', lines[7] ?? '', `${lines[7]}\nonCall: Fatima Aksoy`, '9: onCall: use letters, digits, dot'],
    ['a reminder at a time that no clock shows', lines[7] ?? '', `${lines[7]}\ndays: { remindAt: '25:00' }`, '9: days.remindAt: write a time like 08:30'],
    ['days that stay open for ever', lines[7] ?? '', `${lines[7]}\ndays: { closeAfterDays: 8 }`, '9: days.closeAfterDays: '],
    ['join codes without a term', lines[7] ?? '', `${lines[7]}\njoinCodeDays: 0`, '9: joinCodeDays: '],
    ['more assignments needed than there are', lines[7] ?? '', `${lines[7]}\nsufficient: { needed: 12, of: 10 }`, '9: sufficient: needs more assignments than there are'],
    ['a help line without a number', lines[9] ?? '', '  - { name: Nood, hours: altijd, checked: 2026-11-01 }', '10: helpLines.0.number: '],
  ]; // prettier-ignore
  for (const [what, line, changed, expected] of mistakes) {
    it(`with ${what} is refused with its line`, () => {
      const found = findings(line, changed);
      expect(found[0]).to.match(/^school\.yaml:\d+: /);
      expect(found[0]).to.contain(expected);
      expect(found, 'one mistake, one finding').to.have.length(1);
    });
  }

  it('takes a retention of two years, and quiet hours over midnight', () => {
    const { school } = read(
      [...lines, 'retentionMonths: 24', "quietHours: { from: '22:00', to: '07:00' }"].join('\n'),
    );
    expect(school).to.deep.include({ retentionMonths: 24, quietHours: { from: '22:00', to: '07:00' } });
  });

  it('fills in what a block of settings leaves out', () => {
    const { school } = read([...lines, 'days: { catchUpDays: 0 }', 'sufficient: { needed: 10 }'].join('\n'));
    expect(school?.days).to.include({ catchUpDays: 0, closeAfterDays: 7, remindAt: '12:00' });
    expect(school?.sufficient).to.deep.equal({ needed: 10, of: 20 });
  });

  it('takes holidays in and next to its terms, and warns of one that is near none', () => {
    const holidays = [
      'holidays:',
      '  - { name: kerst, from: 2026-12-21, to: 2027-01-03 }',
      '  - { name: zomer, from: 2027-07-17, to: 2027-08-29 }',
      '  - { name: mei, from: 2062-04-24, to: 2062-05-09 }',
    ];
    const { school, findings: found } = read([...lines, ...holidays].join('\n'));
    expect(school?.holidays).to.have.length(3);
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ line: 14, severity: 'warning' });
    expect(found[0]?.message).to.contain('mei is in no term');
  });

  it('names all mistakes at once', () => {
    const found = read(['id: V', 'name: ""', ...lines.slice(2)].join('\n')).findings;
    expect(found.map((finding) => finding.line)).to.deep.equal([1, 2]);
  });

  it('that is no YAML is refused with its line', () => {
    const found = findings('terms:', 'terms: [');
    expect(found[0]).to.match(/^school\.yaml:\d+: /);
  });
});
