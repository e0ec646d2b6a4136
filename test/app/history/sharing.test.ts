import { expect } from 'chai';
import { keepShare } from '../../../src/app/history/kept-shares.js';
import { refs } from '../../../src/app/refs.js';
import { readShares } from '../../../src/core/history/shares.js';
import { addresses, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;
const daan = addresses.daan.whatsapp;
const week = 7 * 24 * 3_600_000;

/** What went well for one student may help another: without a name, and only after the begeleider read it. */
describe('how another did it', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
    await w.write('whatsapp', daan, 'hoi');
    for (const label of ['Nederlands', 'Verder', 'Verder', 'Gelezen']) await w.tap('whatsapp', daan, label);
  });
  afterEach(() => w.close());

  const say = async (who: string, text: string): Promise<string[]> => {
    w.whatsapp.sent.length = 0;
    await w.write('whatsapp', who, text);
    await w.pass(0);
    return w.whatsapp.texts();
  };

  /** Noor's third talk about assignment 4, in which she is asked whether others may read it. */
  async function asked(words: string): Promise<void> {
    for (const date of ['2026-11-24', '2026-11-25', '2026-12-08']) {
      if (date === '2026-12-08') await w.pass(2 * week);
      else await w.app.openDay({ student: 'noor', date, assignment: 4 });
      await w.pass(0);
      await talk(words);
    }
  }

  async function talk(words: string): Promise<void> {
    for (let nr = 0; nr < 30; nr += 1) {
      await w.pass(5000);
      const { talk: open } = await w.thread('noor');
      if (open === null) return;
      const named = open.offered.find(({ label }) => /^(4\. Kassa|Ja, dat mag)$/u.test(label));
      const choice = named ?? open.offered[0];
      if (choice === undefined)
        await w.write('whatsapp', noor, nr < 4 ? words : `${words}, en dat deed ik ${nr} keer`);
      else if (choice.label === 'Ja, dat mag') return;
      else await w.write('whatsapp', noor, { type: 'button', payload: choice.id, label: choice.label });
    }
  }

  const words = 'ik telde met Samira het geld na en de klant zei tegen Noor dat het klopte, bel 0612345678';

  it('follows words that are changed later, and goes with a message that is taken away', async () => {
    await asked('ik telde het geld na en de klant zei dat het klopte');
    await w.tap('whatsapp', noor, 'Ja, dat mag');
    await w.pass(0);
    const shares = async () => (await w.app.history.history('samira', 'noor'))?.shares ?? [];
    const [before] = await shares();
    const { talk: open } = await w.thread('noor');
    const of = open?.transcript.find((line) => line.text === before?.text)?.id ?? '';
    await w.pass(5000);
    await w.write('whatsapp', noor, { type: 'edit', of, text: 'ik telde het geld twee keer na' });
    expect((await shares()).map(({ text }) => text)).to.deep.equal(['ik telde het geld twee keer na']);
    await w.write('whatsapp', noor, { type: 'deleted', of });
    await w.pass(2 * 60_000);
    expect(await shares()).to.deep.equal([]);
  });

  it('is asked with a yes of the student and of the begeleider, and goes without names and numbers', async () => {
    await asked(words);
    await w.tap('whatsapp', noor, 'Ja, dat mag');
    await w.pass(0);
    expect(w.whatsapp.texts().join('\n')).to.contain('Typ: niet delen.');
    await w.write('whatsapp', daan, 'verder');
    for (const label of ['🙂 Goed', 'Ja']) await w.tap('whatsapp', daan, label);
    await w.write('whatsapp', daan, '4');
    expect((await say(daan, 'hoe deed een ander het?'))[0]).to.contain('heeft nog niemand iets gedeeld');

    const seen = await w.app.history.history('samira', 'noor');
    expect(seen?.shares).to.have.length(1);
    expect(seen?.shares[0]).to.include({ number: 4, status: 'asked', title: 'Kassa' });
    expect((await w.app.history.history('peter', 'noor'))?.shares).to.deep.equal([]);
    expect(await w.app.history.decideShare('peter', 'noor', { number: 4, through: true })).to.equal(false);
    expect(await w.app.history.decideShare('samira', 'noor', { number: 4, through: true })).to.equal(true);

    const [example, question] = await say(daan, 'hoe deed een ander het?');
    expect(example).to.contain('Zo deed een ander het bij opdracht 4, Kassa:').and.to.contain('ik telde met');
    expect(example).to.not.match(/samira|noor|0612345678/iu);
    expect(question).to.contain('?');
    expect((await say(noor, 'hoe deed een ander het'))[0]).to.not.contain('ik telde');
  });

  it('is taken back by a word, by the begeleider, and with everything else that is erased', async () => {
    const shared = async (): Promise<number> => {
      const stored = await w.store.get<{ examples: unknown[] }>(refs.examples('demo', 'retail', 4));
      return stored?.body.examples.length ?? 0;
    };
    await asked('ik telde het geld rustig na en het klopte precies');
    await w.tap('whatsapp', noor, 'Ja, dat mag');
    await w.pass(0);
    await w.app.history.decideShare('samira', 'noor', { number: 4, through: true });
    expect(await shared()).to.equal(1);
    await w.app.history.decideShare('samira', 'noor', { number: 4, through: false });
    expect(await shared()).to.equal(0);
    await w.app.history.decideShare('samira', 'noor', { number: 4, through: true });
    await say(noor, 'niet delen');
    expect(await shared()).to.equal(0);
    expect(await w.app.history.decideShare('samira', 'noor', { number: 4, through: true })).to.equal(false);
  });

  it('is still read by others when the work that kept it is done once more', async () => {
    await asked('ik telde het geld rustig na en het klopte precies');
    await w.tap('whatsapp', noor, 'Ja, dat mag');
    await w.pass(0);
    await w.app.history.decideShare('samira', 'noor', { number: 4, through: true });
    const kept = await w.store.get(refs.shares('demo:noor'));
    const [share] = readShares(kept?.body).shares;
    if (share === undefined) throw new Error('nothing was shared');
    const told = { type: 'share_moment', number: 4, text: share.text, at: share.at } as const;
    await keepShare(w.deps, await w.thread('noor'), told);
    const stored = await w.store.get<{ examples: unknown[] }>(refs.examples('demo', 'retail', 4));
    expect(stored?.body.examples).to.have.length(1);
  });

  it('goes with the answers that are erased', async () => {
    await asked('ik telde het geld rustig na en het klopte precies');
    await w.tap('whatsapp', noor, 'Ja, dat mag');
    await w.pass(0);
    await w.app.history.decideShare('samira', 'noor', { number: 4, through: true });
    await w.write('whatsapp', noor, 'wis mijn antwoorden');
    await w.tap('whatsapp', noor, 'Ja, wis alles');
    await w.pass(week);
    expect(await w.store.get(refs.shares('demo:noor'))).to.equal(null);
    expect(await w.store.get(refs.examples('demo', 'retail', 4))).to.equal(null);
  });

  it('is not known when no assignment is meant', async () => {
    expect((await say(noor, 'hoe deed een ander het'))[0]).to.contain('Ik weet nu niet over welke opdracht');
  });
});
