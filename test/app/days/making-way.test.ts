import { expect } from 'chai';
import { refs } from '../../../src/app/refs.js';
import { pressAlert } from '../../support/press.js';
import { addresses, introduce, world, type World } from '../../support/world.js';
import { status, toNoor, until } from './day-steps.js';

const noor = addresses.noor.whatsapp;
const date = '2026-12-01';

describe('a practice day that is due while another talk is open', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
  });
  afterEach(() => w.close());

  const stored = async () => {
    const item = await w.store.get(refs.thread('demo', 'noor'));
    if (item === null) throw new Error('there is no thread');
    return item;
  };

  for (const words of ['plan', 'doel', 'andere dag', 'taal', 'ik was er niet', 'ziek'])
    it(`opens an hour after “${words}” was left unanswered`, async () => {
      await until(w, `${date}T15:45`);
      await w.write('whatsapp', noor, words);
      expect((await w.thread('noor')).talk?.day).to.equal(null);
      const sent = toNoor(w).length;
      await until(w, `${date}T16:30`);
      expect(toNoor(w)).to.have.length(sent);
      await until(w, `${date}T16:45`);
      expect(await status(w, date)).to.equal('open');
      expect(toNoor(w)).to.have.length(sent + 1);
    });

  it('waits for who is in the middle of something', async () => {
    await until(w, `${date}T15:45`);
    await w.write('whatsapp', noor, 'doel');
    await until(w, `${date}T16:30`);
    await w.write('whatsapp', noor, 'Oefenen');
    await until(w, `${date}T17:15`);
    expect(await status(w, date)).to.equal('planned');
    await until(w, `${date}T17:30`);
    expect(await status(w, date)).to.equal('open');
  });

  it('waits for a worry that is being answered', async () => {
    await until(w, `${date}T14:00`);
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await until(w, `${date}T20:00`);
    expect(await status(w, date)).to.equal('planned');
    expect((await w.thread('noor')).talk?.script).to.equal('zorg');
  });

  it('opens by hand as well once the other was left', async () => {
    await until(w, '2026-11-26T12:00');
    await w.write('whatsapp', noor, 'plan');
    const byHand = { student: 'noor', date: '2026-11-26', assignment: 'none' as const };
    await until(w, '2026-11-26T14:00');
    expect((await w.app.openDay(byHand)).kind).to.equal('opened');
  });

  it('wakes nobody again and again while nothing can open', async () => {
    await until(w, `${date}T15:45`);
    await w.write('whatsapp', noor, 'plan');
    await w.write('whatsapp', noor, 'stop');
    await until(w, `${date}T18:00`);
    const { etag } = await stored();
    await until(w, `${date}T20:00`);
    expect((await stored()).etag).to.equal(etag);
  });
});

describe('whether a worry was picked up well, when a practice day is due', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
    await until(w, '2026-11-30T15:00');
    await w.write('whatsapp', noor, 'ik word gepest door de anderen');
    await w.write('whatsapp', noor, 'Hier, in de chat').catch(() => undefined);
    for (const action of [{ verb: 'seen' }, { verb: 'handled', outcome: 'talked' }] as const)
      await pressAlert(w, action);
    expect(toNoor(w).at(-1)).to.contain('Is dit goed opgepakt?');
  });
  afterEach(() => w.close());
  const alert = async () => (await w.alerts())[0];

  it('is asked for a day, and then makes room', async () => {
    await until(w, `${date}T16:15`);
    expect(await status(w, date)).to.equal('open');
    expect(toNoor(w).at(-1)).to.not.contain('opgepakt');
  });

  for (const [label, value] of [
    ['Nee', 'nee'],
    ['Iemand anders', 'anders'],
    ['Ja', 'ja'],
  ] as const)
    it(`counts “${label}” all the same, once, and goes on with the day`, async () => {
      await until(w, `${date}T16:15`);
      await w.tap('whatsapp', noor, label);
      expect(await alert()).to.include({ pickedUp: value, status: value === 'ja' ? 'handled' : 'new' });
      const said = toNoor(w);
      expect(said.at(-2) ?? '').to.not.contain('voorbij');
      expect((await w.thread('noor')).talk?.day?.date).to.equal(date);
      await w.tap('whatsapp', noor, label);
      expect(await alert()).to.include({ pickedUp: value });
    });
});
