import { expect } from 'chai';
import { changeAbsences } from '../../../src/app/people/absences.js';
import { minute } from '../../../src/core/time.js';
import { addresses, introduce, world } from '../../support/world.js';

describe('a begeleider who is away', () => {
  it('is replaced for the alerts of those days, and the student hears the name of who reads', async () => {
    const w = await world();
    await introduce(w);
    await changeAbsences(w.store, 'demo', () => [
      { person: 'samira', by: 'tom', from: '2026-11-24', to: '2026-11-24' },
    ]);
    await w.pass(minute);
    await w.write('whatsapp', addresses.noor.whatsapp, 'ik word gepest door de anderen');
    const cardsOf = (address: string): number =>
      w.teams.sent.filter(({ to, message }) => to.address === address && message.kind === 'card').length;
    expect([cardsOf(addresses.tom.teams), cardsOf(addresses.samira.teams)]).to.deep.equal([1, 0]);
    expect(w.whatsapp.texts().join(' ')).to.contain('Tom Willems leest je bericht');
    await w.close();
  });
});
