import { expect } from 'chai';
import { addresses, introduce, world, type World } from '../../support/world.js';
import { status, toNoor, until } from './day-steps.js';

const noor = addresses.noor.whatsapp;

describe('a reminder of a day that stands open', () => {
  let w: World;
  const begin = async (): Promise<void> => {
    w = await world();
    await introduce(w);
  };
  afterEach(() => w.close());

  it('goes on after the tap on the reminder, and its own buttons end it', async () => {
    await begin();
    await until(w, '2026-12-02T12:00');
    await w.write('whatsapp', noor, { type: 'button', payload: 'dag_verder', label: 'Verder' });
    expect(toNoor(w).at(-1)).to.contain('hoe gaat het');
    await w.write('whatsapp', noor, { type: 'button', payload: 'dag_ziek', label: 'Ik was ziek' });
    expect(toNoor(w).at(-1)).to.contain('Beterschap').and.to.contain('geen ziekmelding');
    expect(await status(w, '2026-12-01')).to.equal('skipped ill');
    await w.write('whatsapp', noor, { type: 'button', payload: 'dag_ziek', label: 'Ik was ziek' });
    expect(await status(w, '2026-12-01')).to.equal('skipped ill');
    expect((await w.thread('noor')).talk).to.equal(null);
  });

  it('goes on where somebody was asked when to come back, and did not say', async () => {
    await begin();
    await until(w, '2026-12-01T16:15');
    const asked = (await w.thread('noor')).talk?.question.replace(/^(?:Hoi|Dag) Noor\. /, '') ?? '?';
    await w.write('whatsapp', noor, 'later');
    expect(toNoor(w).at(-1)).to.contain('Wanneer zal ik het weer vragen?');
    await until(w, '2026-12-02T12:00');
    expect(toNoor(w).at(-1)).to.contain('staat nog open');
    await w.write('whatsapp', noor, { type: 'button', payload: 'dag_verder', label: 'Verder' });
    expect(toNoor(w).at(-1)).to.contain(asked);
    await w.write('whatsapp', noor, 'later');
    await w.write('whatsapp', noor, 'verder');
    expect(toNoor(w).at(-1)).to.equal(toNoor(w).at(-3));
    expect((await w.thread('noor')).talk?.question).to.equal(asked);
  });

  it('leaves today alone when a button of last week’s reminder is tapped', async () => {
    await begin();
    await until(w, '2026-12-02T12:00');
    await w.write('whatsapp', noor, { type: 'button', payload: 'dag_verder', label: 'Verder' });
    const last = (await w.thread('noor')).talk?.transcript.findLast(({ text }) =>
      text.includes('staat nog open'),
    );
    expect(last?.whatsappId).to.be.a('string');
    await until(w, '2026-12-08T16:15');
    expect(await status(w, '2026-12-08')).to.equal('open');
    const ill = { type: 'button', payload: 'dag_ziek', label: 'Ik was ziek' } as const;
    await w.write('whatsapp', noor, ill, undefined, { quotes: last?.whatsappId ?? '' });
    expect(await status(w, '2026-12-08')).to.equal('open');
    expect(toNoor(w).slice(-2).join())
      .to.contain('Die vraag is al voorbij')
      .and.to.match(/je nu|gaat het/u);
    const today = (await w.thread('noor')).talk?.transcript.findLast(({ from }) => from === 'bot');
    expect(today?.whatsappId).to.be.a('string');
    await w.write('whatsapp', noor, ill, undefined, { quotes: today?.whatsappId ?? '' });
    expect(await status(w, '2026-12-08')).to.equal('skipped ill');
  });
});
