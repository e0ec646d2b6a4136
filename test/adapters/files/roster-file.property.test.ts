import { expect } from 'chai';
import fc from 'fast-check';
import { readRosterFile } from '../../../src/adapters/files/roster-file.js';
import { TerugblikError } from '../../../src/core/errors.js';
import { readRoster } from '../../../src/core/roster/roster.js';
import { noor, rosterText, samira } from '../../core/roster/builders.js';

/** What a roster of these bytes comes to: people, findings, or refused as a whole. */
function outcomeOf(bytes: Uint8Array): { people: number; findings: number } | 'refused' {
  try {
    const { people, findings } = readRoster(readRosterFile(bytes));
    return { people: people.length, findings: findings.length };
  } catch (error) {
    if (error instanceof TerugblikError) return 'refused';
    throw error;
  }
}

/** People, or what is wrong: never both, and never neither. */
function isDecided(bytes: Uint8Array): void {
  const outcome = outcomeOf(bytes);
  if (outcome === 'refused') return;
  expect(outcome.people > 0, 'people').to.equal(outcome.findings === 0, 'no findings');
}

const good = Buffer.from(rosterText([samira, { ...noor, name: 'Zoë Çelik' }]));
const place = fc.nat(good.length - 1);
const troublesome = fc.constantFrom(
  '"',
  ';',
  ',',
  '\t',
  '\r',
  '\n',
  '\0',
  '=',
  '\uFEFF',
  'sep=;\n',
  'ë',
  '+',
);

describe('the reader of rosters', () => {
  it('takes any bytes without breaking', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), isDecided), { numRuns: 300 });
  });

  it('takes any text below the right headings without breaking', () => {
    const headings = rosterText([]);
    const cell = fc.oneof(troublesome, fc.string({ maxLength: 6, unit: 'binary' }), fc.constant(''));
    const row = fc.array(cell, { minLength: 14, maxLength: 18 }).map((cells) => cells.join(';'));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) =>
        isDecided(Buffer.from(`${headings}${rows.join('\r\n')}`)),
      ),
      { numRuns: 300 },
    );
  });

  it('takes a good roster with a few bytes changed, put in or cut off without breaking', () => {
    const change = fc.oneof(
      fc.record({ at: place, put: troublesome.map((text) => Buffer.from(text)), drop: fc.nat(1) }),
      fc.record({ at: place, put: fc.uint8Array({ maxLength: 3 }), drop: fc.nat(40) }),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const bytes = changes.reduce<Buffer>(
          (file, { at, put, drop }) => Buffer.concat([file.subarray(0, at), put, file.subarray(at + drop)]),
          good,
        );
        isDecided(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('never loses a person: of a good roster with any ids everybody comes out', () => {
    const id = fc.stringMatching(/^[a-z0-9][A-Za-z0-9._-]{0,20}$/);
    const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 20, selector: (one) => one.toLowerCase() });
    fc.assert(
      fc.property(ids, fc.constantFrom(';', ',', '\t'), (given, delimiter) => {
        const students = given
          .filter((one) => one.toLowerCase() !== 'samira')
          .map((one) => ({ ...noor, id: one, teams: '', whatsapp: '' }));
        const bytes = Buffer.from(rosterText([samira, ...students], delimiter));
        expect(outcomeOf(bytes)).to.deep.equal({ people: students.length + 1, findings: 0 });
      }),
    );
  });
});
