import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawCode, keepCode, type CardWish } from '../../src/app/joining/join-codes.js';
import { refs } from '../../src/app/refs.js';
import { makeCards, senderOf, type MadeCards } from '../../src/cli/cards.js';
import { writeWhole } from '../../src/cli/whole-file.js';
import { projectRoot } from '../../src/wire.js';
import { realContent } from '../support/content.js';
import { addresses, world, type World } from '../support/world.js';
import { removed, run, temporaryFolder } from './support.js';

const everybody: CardWish = { students: [], begeleider: null, joinedToo: false };

describe('the cards of a school', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.close());

  const cards = async (wish: Partial<CardWish> = {}): Promise<MadeCards> => {
    const { content } = await realContent();
    const { store, school, clock } = w.deps;
    const deps = { store, school, clock, content, number: '+31200000000', onPage: () => undefined };
    return makeCards(deps, { ...everybody, ...wish });
  };
  const refusal = (wish: Partial<CardWish>): Promise<unknown> => cards(wish).catch((error: unknown) => error);
  const hasCode = async (person: string): Promise<boolean> =>
    (await w.store.get(refs.latestCode('demo', person))) !== null;
  const send = (code: string) =>
    w.app.receive({
      ...{ channel: 'whatsapp', address: addresses.amina.whatsapp, providerId: code, at: w.clock.now() },
      ...{ ref: null, content: { type: 'text', text: code } },
    });

  it('are for every student; their codes count once they are kept', async () => {
    const made = await cards();
    expect(made).to.include({ cards: 3, pages: 1 });
    expect(await hasCode('amina')).to.equal(false);
    await made.keepCodes();
    for (const person of ['amina', 'daan', 'noor']) expect(await hasCode(person), person).to.equal(true);
    expect(await hasCode('samira')).to.equal(false);
  });

  it('end the older card of a student, and not before they are kept', async () => {
    const older = drawCode(w.deps, 'amina');
    await keepCode(w.deps, older);
    const made = await cards();
    const kept = await w.store.get(refs.latestCode('demo', 'amina'));
    expect(kept?.body).to.deep.include({ hash: w.deps.ids.hash(older.code) });
    await made.keepCodes();
    expect((await send(older.code)).kind).to.equal('unknown');
  });

  it('leave out who wrote on WhatsApp, and say so; a number in the roster is no joining', async () => {
    await w.write('whatsapp', addresses.noor.whatsapp, 'hoi');
    const made = await cards();
    expect(made.cards).to.equal(2);
    expect(made.notes).to.deep.equal(['noor is in already: with --joined there is a card all the same']);
    expect(await cards({ joinedToo: true })).to.deep.include({ cards: 3, notes: [] });
  });

  it('can be made for some students, or for those of one begeleider', async () => {
    expect((await cards({ students: ['noor', 'amina'] })).cards).to.equal(2);
    expect((await cards({ begeleider: 'samira' })).cards).to.equal(3);
    expect(await refusal({ begeleider: 'tom' })).to.include({ code: 'cards_none' });
  });

  it('are not made when a name is nobody’s', async () => {
    const error = await refusal({ students: ['noor', 'piet', 'samira'], begeleider: 'noor' });
    expect(error)
      .to.have.property('message')
      .that.contains('no student has the id piet')
      .and.contains('no student has the id samira')
      .and.contains('no begeleider has the id noor');
  });

  it('say which name must be written by hand, without saying the name', async () => {
    const stored = await w.store.get<object>(refs.person('demo', 'amina', ['student']));
    if (stored === null) throw new Error('amina is not in the roster');
    await w.store.put({ ...stored, body: { ...stored.body, name: 'Amina ኣ' } }, { etag: stored.etag });
    expect((await cards()).notes).to.deep.equal([
      'amina: the font has no U+12A3: there is a line on the card to write on by hand',
    ]);
  });
});

describe('the number on the cards', () => {
  const production = {
    PUBLIC_URL: 'https://terugblik.example.nl',
    DATABASE_URL: 'sqlite:x',
    SCHOOL_FILE: 'school.yaml',
    ERASE_KEY: '0'.repeat(64),
    SESSION_KEY: `${'C'.repeat(43)}=`,
  };
  const twilio = { TWILIO_ACCOUNT_SID: 'AC0', TWILIO_AUTH_TOKEN: 'token' };

  it('is the sender of the school, or the demo’s', () => {
    const env = { ...production, ...twilio, TWILIO_WHATSAPP_FROM: 'whatsapp:+31611111111' };
    expect(senderOf(env)).to.equal('+31611111111');
    expect(senderOf({})).to.equal('+31200000000');
  });

  it('is missed where a school has no WhatsApp', () => {
    expect(() => senderOf(production)).to.throw('TWILIO_WHATSAPP_FROM');
  });
});

describe('terugblik cards', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await temporaryFolder();
    const roster = join(projectRoot, 'src/demo/school/roster.csv');
    expect((await run('cli.ts', ['roster', 'import', roster], env())).code).to.equal(0);
  });
  after(() => removed(folder));
  const env = () => ({ DATABASE_URL: `sqlite:${join(folder, 'school.sqlite')}` });

  it('--out writes a PDF and says how many cards are in it', async () => {
    const file = join(folder, 'cards.pdf');
    const { code, output, errors } = await run('cli.ts', ['cards', '--out', file], env());
    expect({ code, output }).to.deep.equal({ code: 0, output: '' });
    expect(errors).to.equal('cards: 3, pages: 1. Older cards of these students end here.\n');
    expect((await readFile(file)).subarray(0, 5).toString()).to.equal('%PDF-');
  });

  it('without it writes the PDF to standard output', async () => {
    const { code, output } = await run(
      'cli.ts',
      ['cards', '--student', 'amina', 'noor', '--joined', 'too'],
      env(),
    );
    expect(code).to.equal(0);
    expect(output.slice(0, 5)).to.equal('%PDF-');
  });

  it('into a folder that is not there ends with 1 and one line', async () => {
    const file = join(folder, 'weg', 'cards.pdf');
    const { code, errors } = await run('cli.ts', ['cards', '--out', file], env());
    expect({ code, errors }).to.deep.equal({
      code: 1,
      errors: `file_not_written: ${file} cannot be written\n`,
    });
  });
});

describe('a file that is written whole or not at all', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => removed(folder));

  it('is not there when what must come before it fails, and the older one stays', async () => {
    const file = join(folder, 'cards.pdf');
    await writeFile(file, 'the older one');
    const failed = writeWhole(file, Buffer.from('new'), () => Promise.reject(new Error('the store is away')));
    expect(await failed.catch((error: unknown) => String(error))).to.equal('Error: the store is away');
    expect(await readdir(folder)).to.deep.equal(['cards.pdf']);
    expect(await readFile(file, 'utf8')).to.equal('the older one');
  });

  it('leaves nothing behind after Ctrl-C', async () => {
    const script = join(import.meta.dirname, 'write-and-interrupt.ts');
    const file = join(folder, 'cards.pdf');
    const code = await new Promise((resolve) => {
      execFile(process.execPath, ['--import', 'tsx', script, file], { cwd: projectRoot }, (error) =>
        resolve(error?.code ?? 0),
      );
    });
    expect(code).to.equal(130);
    expect(await readdir(folder)).to.deep.equal([]);
  }).timeout(30_000);
});
