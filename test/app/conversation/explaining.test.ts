import { expect } from 'chai';
import { noorAtMoment, type OwnAnswers } from '../../support/own-answers.js';
import { addresses, demoPeople, introduce, world } from '../../support/world.js';

describe('"leg uit"', () => {
  let o: OwnAnswers;
  beforeEach(async () => {
    o = await noorAtMoment();
  });
  afterEach(() => o.w.close());

  it('gives the open question in simpler words, and counts as nothing', async () => {
    const before = (await o.w.thread('noor')).talk?.state;
    for (const words of ['leg uit', 'Ik snap het niet!', 'wat bedoel je?']) {
      await o.say(words);
      expect(o.heard()).to.equal(
        'Denk aan je werk die dag. Wat lukte er? Schrijf wat jij deed. Eén zin is genoeg.',
      );
    }
    expect((await o.w.thread('noor')).talk?.state).to.deep.equal(before);
    expect(await o.w.alerts()).to.deep.equal([]);
    await o.say('ik heb een klant geholpen met de pindakaas');
    expect(await o.last()).to.equal('ik heb een klant geholpen met de pindakaas');
  });

  it('gives the question in the student’s other language as well, with its buttons', async () => {
    const people = (await demoPeople()).map((one) => (one.id === 'noor' ? { ...one, language: 'tr' } : one));
    const w = await world({ people });
    try {
      await introduce(w);
      const noor = addresses.noor.whatsapp;
      await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
      await w.pass(0);
      for (const words of ['Goed', 'Ja', 'leg uit']) await w.write('whatsapp', noor, words);
      const kies = w.whatsapp.texts().at(-1) ?? '';
      expect(kies).to.contain('Je mag over één ding vertellen').and.to.contain('Neyi anlatmak istiyorsun');
      expect(kies).to.match(/Iets moeilijks = \S/u);
      await w.pass(60_000);
      for (const words of ['Iets dat goed ging', 'leg uit']) await w.write('whatsapp', noor, words);
      expect(w.whatsapp.texts().at(-1)).to.match(/^Denk aan je werk.*\n\n.*anlat/su);
    } finally {
      await w.close();
    }
  });
});
