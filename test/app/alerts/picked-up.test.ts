import { expect } from 'chai';
import type { AlertAction } from '../../../src/core/alerts/types.js';
import { pressAlert } from '../../support/press.js';
import { addresses, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('after a worry was dealt with', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
    await w.write('whatsapp', noor, 'ik word gepest door de anderen');
    await w.write('whatsapp', noor, 'Hier, in de chat').catch(() => undefined);
    for (const action of [{ verb: 'seen' }, { verb: 'handled', outcome: 'talked' }] as const)
      await press(action);
  });
  afterEach(() => w.close());
  const press = (action: AlertAction, address?: string) => pressAlert(w, action, address);
  const alert = async () => (await w.alerts())[0];
  const questions = (): number =>
    w.whatsapp.texts().filter((text) => text.includes('Is dit goed opgepakt?')).length;

  it('the student is asked once whether it was picked up well', async () => {
    expect(questions()).to.equal(1);
    await press({ verb: 'handled', outcome: 'declined' });
    expect(questions()).to.equal(1);
    await w.tap('whatsapp', noor, 'Ja');
    expect(await alert()).to.include({ status: 'handled', pickedUp: 'ja' });
  });

  it('"nee" opens it again with the next person, whose clock runs', async () => {
    await w.tap('whatsapp', noor, 'Nee');
    const open = await alert();
    expect(open).to.include({ status: 'new', pickedUp: 'nee' });
    expect(open?.recipients.map((one) => one.person)).to.deep.equal(['samira', 'tom']);
    expect(open?.escalatesAt).to.be.a('number');
    const card = w.teams.sent.findLast(({ to }) => to.address === addresses.samira.teams)?.message;
    const facts = card?.kind === 'card' ? card.card.facts.map((fact) => fact.value).join(' ') : '';
    expect(facts).to.contain('opnieuw open');
    expect(w.whatsapp.texts().at(-1)).to.contain('Iemand anders van school leest nu je bericht');
  });

  it('nobody is asked any more how to be reached', async () => {
    await w.close();
    w = await world();
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    expect(w.whatsapp.texts().at(-1)).to.contain('Hoe kan Samira de Wit je bereiken?');
    await press({ verb: 'handled', outcome: 'talked' });
    await w.tap('whatsapp', noor, 'Ja');
    await w.tap('whatsapp', noor, 'Nee');
    // Back to the talk that the worry interrupted.
    expect(w.whatsapp.texts().at(-1)).to.contain('hoe gaat het met je?').and.to.not.contain('bereiken');
  });

  it('it is not asked a second time after it was opened again and dealt with', async () => {
    await w.tap('whatsapp', noor, 'Nee');
    await press({ verb: 'handled', outcome: 'talked' }, addresses.tom.teams);
    expect((await alert())?.status).to.equal('handled');
    expect(questions()).to.equal(1);
  });
});
