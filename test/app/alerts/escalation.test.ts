import { expect } from 'chai';
import { minute } from '../../../src/core/time.js';
import { addresses, introduce, world } from '../../support/world.js';

describe('an alert that nobody opens', () => {
  it('goes on by itself to the back-up, the coordinator hears of it, and every card shows the step', async () => {
    const w = await world();
    await introduce(w);
    await w.write('whatsapp', addresses.noor.whatsapp, 'ik word gepest door de anderen');
    const cardsOf = (address: string) =>
      w.teams.sent.flatMap(({ to, message }) =>
        to.address === address && message.kind === 'card' ? [message.card] : [],
      );
    expect(cardsOf(addresses.tom.teams)).to.have.length(0);
    for (let passed = 0; passed < 48; passed += 1) await w.pass(60 * minute);
    expect(cardsOf(addresses.tom.teams).length).to.be.greaterThan(0);
    const unattended = cardsOf(addresses.karin.teams).filter((card) => card.title.includes('staat open'));
    expect(unattended.length).to.be.greaterThan(0);
    expect(JSON.stringify(unattended)).to.not.match(/gepest|Noor/);
    const status =
      cardsOf(addresses.samira.teams)
        .at(-1)
        ?.facts.map((fact) => fact.value)
        .join(' ') ?? '';
    expect(status).to.contain('Samira de Wit zag het niet op tijd');
    await w.close();
  });
});
