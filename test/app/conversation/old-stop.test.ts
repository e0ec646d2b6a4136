import { expect } from 'chai';
import { addresses, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

/** "Wil je hierna verder of stoppen?" after a worry is about the talk of today, whenever its button is pressed. */
describe('"Stoppen" after a worry', () => {
  let w: World;
  let button: { id: string; label: string };
  beforeEach(async () => {
    w = await world();
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await w.tap('whatsapp', noor, 'Hier, in de chat');
    const offered = (await w.thread('noor')).talk?.offered ?? [];
    const found = offered.find(({ label }) => label === 'Stoppen');
    if (found === undefined) throw new Error('the button is not there');
    button = found;
  });
  afterEach(() => w.close());

  const press = async (): Promise<string> => {
    w.whatsapp.sent.length = 0;
    await w.write('whatsapp', noor, { type: 'button', payload: button.id, label: button.label });
    return w.whatsapp.texts().join('\n');
  };
  const state = async () => {
    const { settings, talk } = await w.thread('noor');
    return { messages: settings.stoppedAt === null, talks: talk !== null };
  };

  it('ends the talk and no messages, and pressed twice it says so once', async () => {
    expect(await press()).to.contain('We stoppen voor vandaag');
    expect(await press()).to.equal('');
    expect(await state()).to.deep.equal({ messages: true, talks: false });
  });

  it('does the same when the talk went on already', async () => {
    await w.tap('whatsapp', noor, 'Verder');
    expect(await state()).to.deep.equal({ messages: true, talks: true });
    expect(await press())
      .to.contain('We stoppen voor vandaag')
      .and.contain('Typ: start');
    expect(await press()).to.equal('');
    expect(await state()).to.deep.equal({ messages: true, talks: false });
  });

  it('of a talk that is over stops nothing, and that is no problem', async () => {
    await w.tap('whatsapp', noor, 'Verder');
    await w.write('whatsapp', noor, 'stop');
    await w.write('whatsapp', noor, 'start');
    expect(await press()).to.contain('Die vraag is al voorbij');
    expect((await state()).messages).to.equal(true);
  });
});
