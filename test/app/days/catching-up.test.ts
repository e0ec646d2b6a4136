import { expect } from 'chai';
import { pressAlert } from '../../support/press.js';
import { addresses, introduce, world, type World } from '../../support/world.js';
import { status, until } from './day-steps.js';

const noor = addresses.noor.whatsapp;

describe('a day that was not finished', () => {
  let w: World;
  const begin = async (): Promise<void> => {
    w = await world();
    await introduce(w);
  };
  afterEach(() => w.close());

  const takeUp = async (): Promise<void> => {
    await w.write('whatsapp', noor, 'inhalen');
    await w.tap('whatsapp', noor, 'di 1 december');
  };
  const beIll = async (): Promise<void> => {
    await w.write('whatsapp', noor, 'ziek');
    await w.tap('whatsapp', noor, 'Ja');
  };

  it('"inhalen" does it afterwards; two talks never run at once', async () => {
    await begin();
    await until(w, '2026-12-08T16:15');
    expect(await status(w, '2026-12-01')).to.equal('no_answer');
    await takeUp();
    const open = (await w.thread('noor')).talk;
    expect(open?.day?.date, 'the open day first').to.equal('2026-12-08');
    await beIll();
    expect((await w.thread('noor')).talk?.day?.date).to.equal('2026-12-01');
    expect(await status(w, '2026-12-01')).to.equal('open');
    expect(await status(w, '2026-12-08')).to.equal('skipped ill');
  });

  it('makes room for today, when it is taken up and left on a practice day', async () => {
    await begin();
    await until(w, '2026-12-08T09:00');
    await takeUp();
    expect(await status(w, '2026-12-01')).to.equal('open');
    await until(w, '2026-12-08T17:14');
    expect(await status(w, '2026-12-01'), 'an hour to finish it').to.equal('open');
    await until(w, '2026-12-08T17:16');
    expect(await status(w, '2026-12-01')).to.equal('no_answer');
    expect(await status(w, '2026-12-08')).to.equal('open');
  });

  it('and was excused stays that, when it is taken up again and left', async () => {
    await begin();
    await until(w, '2026-12-01T16:15');
    await beIll();
    await takeUp();
    expect(await status(w, '2026-12-01')).to.equal('open');
    await until(w, '2026-12-08T16:15');
    expect(await status(w, '2026-12-01')).to.equal('skipped ill');
  });

  it('and was half done stays that, when it is taken up again and left', async () => {
    await begin();
    await until(w, '2026-12-01T16:15');
    for (const label of ['🙂 Goed', 'Ja']) await w.tap('whatsapp', noor, label);
    await until(w, '2026-12-08T16:15');
    expect(await status(w, '2026-12-01')).to.equal('partial');
    await beIll();
    await takeUp();
    expect(await status(w, '2026-12-01')).to.equal('open');
    await until(w, '2026-12-16T09:00');
    expect(await status(w, '2026-12-01')).to.equal('partial');
  });

  it('is not half done because of what was said in it about a worry of before, or to a reply', async () => {
    await begin();
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    for (const label of ['Hier, in de chat', 'Verder']) await w.tap('whatsapp', noor, label);
    await until(w, '2026-12-01T16:15');
    await pressAlert(w, { verb: 'reply', text: 'Ik kom bij je langs.' });
    for (const label of ['Lees bericht', 'Gelezen']) await w.tap('whatsapp', noor, label);
    await pressAlert(w, { verb: 'handled', outcome: 'talked' });
    await w.tap('whatsapp', noor, 'Ja');
    await until(w, '2026-12-08T16:15');
    expect(await status(w, '2026-12-01')).to.equal('no_answer');
  });

  it('is half done where nothing but a worry was told in it', async () => {
    await begin();
    await until(w, '2026-12-01T16:15');
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await until(w, '2026-12-08T16:15');
    expect(await status(w, '2026-12-01')).to.equal('partial');
  });
});
