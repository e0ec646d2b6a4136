import { expect } from 'chai';
import iconv from 'iconv-lite';
import { readRosterFile } from '../../../src/adapters/files/roster-file.js';
import { rosterColumns } from '../../../src/core/roster/columns.js';
import { readRoster } from '../../../src/core/roster/roster.js';
import { noor, printed, readText, rosterText, samira, type Cells } from '../../core/roster/builders.js';

const zoe: Cells = { ...noor, name: 'Zoë Façade-Naïm', company: 'Café ’t Hoekje' };
const expected = readText(rosterText([samira, zoe]));
const named = (text: string): string[] => printed(readText(text));

describe('a roster file', () => {
  const written: [string, (text: string) => Uint8Array][] = [
    ['UTF-8', (text) => iconv.encode(text, 'utf8')],
    ['UTF-8 with a byte-order mark', (text) => iconv.encode(text, 'utf8', { addBOM: true })],
    ['Windows-1252, Excel’s plain CSV', (text) => iconv.encode(text, 'windows-1252')],
    ['UTF-16, Excel’s Unicode text', (text) => iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['UTF-16 the other way round', (text) => iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['UTF-16 without a mark', (text) => iconv.encode(text, 'utf-16le', { addBOM: false })],
    [
      'UTF-16 the other way round, without a mark',
      (text) => iconv.encode(text, 'utf-16be', { addBOM: false }),
    ],
  ];
  for (const [what, encode] of written) {
    for (const [name, delimiter] of [['semicolons', ';'], ['commas', ','], ['tabs', '\t']] as const) {
      it(`is read in ${what} with ${name}`, () => {
        expect(expected.people[1]).to.include({ name: 'Zoë Façade-Naïm', company: 'Café ’t Hoekje' });
        const bytes = encode(rosterText([samira, zoe], delimiter));
        expect(readRoster(readRosterFile(bytes))).to.deep.equal(expected);
      });
    } // prettier-ignore
  }

  const text = rosterText([samira, zoe]);
  const same: [string, string][] = [
    ['with the line sep= that Excel understands', `sep=;\r\n${text}`],
    ['with sep= and a character that is not guessed', `sep=|\r\n${text.replaceAll(';', '|')}`],
    ['with line ends of Unix', text.replaceAll('\r\n', '\n')],
    ['with line ends of an old Mac', text.replaceAll('\r\n', '\r')],
    ['without a line end at its end', text.trimEnd()],
    ['with headings in capitals, spaces and quotes', text.replace('id;name', '"ID"; Name ')],
    ['with quoted cells', text.replace('Zoë Façade-Naïm', '"Zoë Façade-Naïm"')],
    ['with columns that have neither heading nor cells', text.replaceAll('\r\n', ';;\r\n')],
  ];
  for (const [what, changed] of same) {
    it(`is read ${what}`, () => {
      expect(readText(changed)).to.deep.equal(expected);
    });
  }

  it('is read with its columns in any order', () => {
    const turned = text
      .trimEnd()
      .split('\r\n')
      .map((row) => row.split(';').reverse().join(';'));
    expect(readText(turned.join('\r\n'))).to.deep.equal(expected);
  });

  it('takes a separator in a quoted cell', () => {
    const { people } = readText(text.replace('Café ’t Hoekje', '"Bos; Zoon"'));
    expect(people[1]?.company).to.equal('Bos; Zoon');
  });

  it('is numbered as Excel shows it, empty rows and the line sep= apart', () => {
    const wrong = rosterText([samira, { ...noor, weekday: 'dinsdag' }]);
    const gaps = wrong.replace('samira;', '\r\n;;;;;;;;;;;;;;;\r\nsamira;');
    expect(readRosterFile(Buffer.from(`sep=;\r\n${gaps}`)).rows.map(({ row }) => row)).to.deep.equal([4, 5]);
    expect(named(gaps)).to.deep.equal(['row 5, weekday: use ma to zo, or mon to sun']);
  });
});

describe('the form of a roster file', () => {
  const amina: Cells = { ...noor, id: 'amina', teams: '', whatsapp: '', weekday: 'dinsdag' };
  const text = rosterText([samira, noor, amina]);
  const weekday = 'row 4, weekday: use ma to zo, or mon to sun';

  it('that is damaged in one row is named there, and the other rows are checked', () => {
    const short = text.replace('di;09:00;16:00', 'di');
    expect(named(short)).to.deep.equal([
      'row 3, start: 14 cells, where the headings are 16: is a separator missing or too many?',
      weekday,
    ]);
    const long = text.replace('Noor Yilmaz', 'Noor;Yilmaz');
    expect(named(long)[0]).to.contain('row 3, Q: 17 cells, where');
    expect(named(long)[1]).to.equal(weekday);
  });

  it('with a row that is not whole does not make others look wrong who name that person', () => {
    const found = named(text.replace('samira;Samira', 'samira;;Samira'));
    expect(found.map((one) => one.split(':')[0])).to.deep.equal(['row 2, Q', 'row 4, weekday']);
  });

  const quote = 'a quote (") begins here that is not closed, or stands inside a cell';
  const quotes: [string, string][] = [
    ['that is never closed', text.replace('Noor Yilmaz', '"Noor Yilmaz')],
    ['that another one further down seems to close', text.replace('Noor Yilmaz', '"Noor Yilmaz').replace('amina;Noor Yilmaz', 'amina;"Noor Yilmaz"')],
    ['that a stray one further down seems to close', text.replace('Noor Yilmaz', '"Noor Yilmaz').replace('amina;Noor Yilmaz', 'amina;";Noor Yilmaz')],
    ['in the middle of a cell', text.replace('Noor Yilmaz', 'Noor "No" Yilmaz')],
    ['after which a cell goes on', text.replace('Noor Yilmaz', '"Noor" Yilmaz')],
  ]; // prettier-ignore
  for (const [what, changed] of quotes) {
    it(`with a quote ${what} is named by the row and cell in which it begins`, () => {
      const found = named(changed);
      expect(found[0]).to.equal(`row 3, name: ${quote}`);
      expect(found.slice(1).every((one) => one.startsWith('row 4, '))).to.equal(true);
    });
  }

  it('keeps a line break in a quoted cell in its row, and names it', () => {
    expect(named(text.replace('Noor Yilmaz', '"Noor\r\nYilmaz"'))).to.deep.equal([
      'row 3, name: a line break stands in this cell: take it out',
      weekday,
    ]);
  });

  it('with more broken quotes than can be followed is read no further, and says so', () => {
    const broken = Array.from({ length: 150 }, (_, row) => ({ ...amina, id: `s${row}`, name: 'A "B" C' }));
    const read = readText(rosterText([samira, ...broken, noor]));
    expect(read.people).to.deep.equal([]);
    expect(read.findings).to.have.length(101);
    expect(read.findings.at(-1)?.message).to.contain('too many broken quotes');
  });

  it('with a mistyped heading is named for the column that is missing and the one that is not known', () => {
    expect(named(text.replace('weekday', 'weekdag'))).to.deep.equal([
      'row 1, weekday: this column is missing',
      'row 1, weekdag: there is no such column: mend its heading, or take it out',
    ]);
  });

  it('with a column too many is named, and the rows are checked all the same', () => {
    const more = text.replaceAll('\r\n', ';x\r\n').replace('end;x', 'end;opmerking');
    expect(named(more)).to.deep.equal([
      'row 1, opmerking: there is no such column: mend its heading, or take it out',
      weekday,
    ]);
  });

  it('with the same column twice is named with both places', () => {
    const twice = text.replaceAll('\r\n', ';x\r\n').replace('end;x', 'end;name');
    expect(named(twice)).to.deep.equal(['row 1, name: this column stands twice: B and Q', weekday]);
  });

  it('with cells under no heading is named where they begin', () => {
    const stray = text
      .replaceAll('\r\n', ';;\r\n')
      .replace('end;;', 'end;;end2')
      .replace('16:00;;', '16:00;x;');
    expect(named(stray)).to.deep.equal([
      'row 1, end2: there is no such column: mend its heading, or take it out',
      'row 3, Q: cells stand here, but the column has no heading',
      weekday,
    ]);
  });

  it('with a thousand columns is named once, in short', () => {
    const many = Array.from({ length: 1000 }, (_, place) => `kolom${place}`).join(';');
    const found = named(text.replaceAll('\r\n', `;${many}\r\n`));
    expect(found).to.deep.equal([
      'row 1, kolom0: 1000 columns that do not belong here, kolom0, kolom1, kolom2, kolom3, kolom4 the first: take them out',
      weekday,
    ]);
  });

  it('with only headings is named', () => {
    expect(named(`${rosterColumns.join(';')}\r\n`)).to.deep.equal([
      'row 2, id: no rows stand below the headings',
    ]);
  });
});

describe('a file of which nothing can be read', () => {
  const refusal = (bytes: Uint8Array): string => {
    try {
      return `read: ${printed(readRoster(readRosterFile(bytes))).join()}`;
    } catch (error) {
      expect(error).to.include({ code: 'roster_unreadable' });
      return (error as Error).message;
    }
  };
  const utf16 = iconv.encode(rosterText([samira]), 'utf-16le', { addBOM: true });
  const files: [string, Uint8Array, string][] = [
    ['empty', Buffer.from(''), 'the file is empty'],
    ['only white space', Buffer.from('\uFEFF \r\n\r\n'), 'the file is empty'],
    ['an Excel workbook', Buffer.from('PK\u0003\u0004 and more'), 'this is a workbook (xlsx or ods): open it and save it as "CSV UTF-8"'],
    ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'this is an Excel workbook (xls)'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'this is a PDF'],
    ['without headings', Buffer.from(rosterText([samira]).split('\r\n')[1] ?? ''), 'row 1 has none of the columns id, name'],
    ['broken off in the middle of a letter', utf16.subarray(0, utf16.length - 1), 'the file is cut off or damaged'],
    ['with a quote that is not closed in its headings', Buffer.from('id;"name;role\r\nx;y;z'), 'row 1: a quote'],
    ['longer than any roster', Buffer.from('id;name\r\n'.repeat(100_001)), 'more than 100,000 rows'],
    ['larger than any roster', Buffer.alloc(10_000_001, 'x'), 'larger than 10 MB'],
  ]; // prettier-ignore
  for (const [what, bytes, message] of files) {
    it(`is refused when it is ${what}`, () => {
      expect(refusal(bytes)).to.contain(message);
    });
  }
});
