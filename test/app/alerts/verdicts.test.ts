import { expect } from 'chai';
import { reportOnRules } from '../../../src/app/alerts/verdicts.js';
import type { AlertAction } from '../../../src/core/alerts/types.js';
import { pressAlert } from '../../support/press.js';
import { addresses, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('what a begeleider says of the program', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
  });
  afterEach(() => w.close());
  const press = (action: AlertAction, address?: string) => pressAlert(w, action, address);
  const total = async () =>
    (await reportOnRules(w.store, 'demo')).reduce(
      (sum, { right, wrong }) => ({ right: sum.right + right, wrong: sum.wrong + wrong }),
      { right: 0, wrong: 0 },
    );

  it('is one tap on the opened card, kept once by rule, and can be taken back', async () => {
    const opened = await press({ verb: 'open' });
    const labels = opened.kind === 'card' ? opened.card.actions.map((one) => one.label) : [];
    expect(labels).to.include('Programma las goed').and.to.include('Programma las verkeerd');
    await press({ verb: 'judge', verdict: 'wrong' });
    await press({ verb: 'judge', verdict: 'wrong' });
    const rules = (await w.alerts())[0]?.rules?.length ?? 1;
    expect(await total()).to.deep.equal({ right: 0, wrong: rules });
    const again = await press({ verb: 'judge', verdict: 'right' });
    expect(await total()).to.deep.equal({ right: rules, wrong: 0 });
    expect(again.kind === 'card' ? again.card.notes.join() : '').to.contain('het programma las goed');
  });

  it('leaves the alert as it stands', async () => {
    await press({ verb: 'judge', verdict: 'wrong' });
    expect((await w.alerts()).map((one) => one.status)).to.deep.equal(['new']);
  });

  it('keeps no person and no words, and is refused from anybody who may not read the alert', async () => {
    await press({ verb: 'judge', verdict: 'right' });
    const kept = await w.store.list({ partition: 'demo:verdicts', kind: 'verdict', order: 'asc', limit: 10 });
    expect(kept.items).to.have.length(1);
    expect(JSON.stringify(kept.items)).to.not.match(/noor|samira|slaat/i);
    expect((await press({ verb: 'judge', verdict: 'wrong' }, addresses.tom.teams)).kind).to.equal('refused');
  });
});
