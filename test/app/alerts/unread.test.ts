import { expect } from 'chai';
import { pressAlert } from '../../support/press.js';
import { addresses, demoSchool, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('somebody who answers in a language that no program here can judge', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    for (const label of ['🙂 Goed', 'Ja', 'Iets dat goed ging']) await w.tap('whatsapp', noor, label);
    w.teams.sent.length = 0;
  });
  afterEach(() => w.close());
  const answers = ['maanta waxaan caawiyay macmiil', 'waxaan salaamay saaxiibkay', 'shaqadu way fiicnayd'];
  const cards = (): number =>
    w.teams.sent.filter(({ message }) => message.kind === 'card' && message.replaces === null).length;

  it('is one alert with all of it, not one for each answer', async () => {
    for (const answer of answers) await w.write('whatsapp', noor, answer);
    const alerts = await w.alerts();
    expect(alerts.map(({ category, words }) => [category, words])).to.deep.equal([['unread', answers[0]]]);
    expect(alerts[0]?.added?.map(({ text }) => text)).to.include(answers[1]);
    expect(cards()).to.equal(1);
  });

  it('stands on top again when more comes after somebody looked, also when it was handled', async () => {
    await w.write('whatsapp', noor, answers[0] ?? '');
    await pressAlert(w, { verb: 'handled', outcome: 'talked' });
    await w.write('whatsapp', noor, answers[1] ?? '');
    const [alert] = await w.alerts();
    expect(alert?.status).to.equal('new');
    expect(alert?.handled?.by).to.equal('samira');
  });

  it('may type the label of a button in any language: that is nothing to look at', async () => {
    await w.close();
    w = await world({ school: { ...(await demoSchool()), languages: ['nl', 'en', 'tr', 'ar'] } });
    for (const person of ['samira'] as const)
      await w.write('teams', addresses[person].teams, { type: 'joined' });
    await w.write('whatsapp', noor, 'hoi');
    await w.write('whatsapp', noor, 'العربية');
    expect((await w.thread('noor')).settings.language).to.equal('ar');
    expect(await w.alerts()).to.deep.equal([]);
  });

  it('is told once that somebody looks', async () => {
    w.whatsapp.sent.length = 0;
    for (const answer of answers) await w.write('whatsapp', noor, answer);
    const told = w.whatsapp.texts().filter((text) => /begrijp|lees|taal/iu.test(text));
    expect(told.length).to.be.at.most(1);
  });
});
