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
    ['a help line without a number', lines[9] ?? '', '  - { name: Nood, hours: altijd, checked: 2026-11-01 }', '10: helpLines.0.number: '],
  ]; // prettier-ignore
  for (const [what, line, changed, expected] of mistakes) {
    it(`with ${what} is refused with its line`, () => {
      const found = findings(line, changed);
      expect(found[0]).to.match(/^school\.yaml:\d+: /);
      expect(found[0]).to.contain(expected);
    });
  }

  it('takes a retention of two years, and quiet hours over midnight', () => {
    const { school } = read(
      [...lines, 'retentionMonths: 24', "quietHours: { from: '22:00', to: '07:00' }"].join('\n'),
    );
    expect(school).to.deep.include({ retentionMonths: 24, quietHours: { from: '22:00', to: '07:00' } });
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
