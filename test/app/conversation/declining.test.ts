import { expect } from 'chai';
import { addresses, introduce, world, type World } from '../../support/world.js';

const daan = addresses.daan.whatsapp;

/** Whoever does not want to chat is believed at whatever moment, and by whatever button. */
describe('"liever niet chatten"', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
    await w.write('whatsapp', daan, 'hoi');
    for (const label of ['Nederlands', 'Verder', 'Verder']) await w.tap('whatsapp', daan, label);
  });
  afterEach(() => w.close());

  const said = async (act: () => Promise<unknown>): Promise<string> => {
    w.whatsapp.sent.length = 0;
    await act();
    await w.pass(0);
    return w.whatsapp.texts().join('\n');
  };

  it('under an explanation that was read stops all the same, each time that it is meant', async () => {
    const offered = (await w.thread('daan')).talk?.offered ?? [];
    const button = offered.find(({ label }) => label === 'Liever niet chatten');
    if (button === undefined) throw new Error('the button is not there');
    await w.tap('whatsapp', daan, 'Gelezen');
    const tap = () => w.write('whatsapp', daan, { type: 'button', payload: button.id, label: button.label });
    for (let time = 0; time < 2; time += 1) {
      expect(await said(tap))
        .to.contain('stop')
        .and.not.contain('al voorbij');
      expect((await w.thread('daan')).settings.stoppedAt).to.not.equal(null);
      await said(() => w.write('whatsapp', daan, 'start'));
      expect((await w.thread('daan')).settings.stoppedAt).to.equal(null);
    }
  });

  it('typed in the middle of a talk stops', async () => {
    await w.tap('whatsapp', daan, 'Gelezen');
    await said(() => w.write('whatsapp', daan, 'Liever niet chatten'));
    expect((await w.thread('daan')).settings.stoppedAt).to.not.equal(null);
  });
});
