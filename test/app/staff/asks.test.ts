import { expect } from 'chai';
import { importRoster } from '../../../src/app/people/import-roster.js';
import type { Card } from '../../../src/core/thread/card.js';
import { hour, minute, second } from '../../../src/core/time.js';
import { linesOf } from '../../core/staff/builders.js';
import { pressAlert } from '../../support/press.js';
import { cardsTo, pressCard } from '../../support/press-card.js';
import { addresses, demoPeople, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;
const samira = addresses.samira.teams;

describe('what staff ask in the chat', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
  });
  afterEach(() => w.close());

  const say = async (words: string, address: string = samira): Promise<Card[]> => {
    const before = cardsTo(w, address).length;
    await w.write('teams', address, words);
    // Teams takes a few messages a second from one chat.
    await w.pass(10 * second);
    return cardsTo(w, address).slice(before);
  };
  const texts = (address: string = samira): string[] =>
    w.teams.sent.flatMap(({ to, message }) =>
      to.address === address && message.kind === 'text' ? [message.text] : [],
    );
  const roster = async (change: (id: string) => object): Promise<void> => {
    const people = (await demoPeople()).map((person) => ({ ...person, ...change(person.id) }));
    await importRoster({ store: w.store, env: { now: w.clock.now(), school: w.deps.school } }, people);
    await w.pass(2 * minute);
  };

  it('is answered once for a message that came twice', async () => {
    const before = cardsTo(w, samira).length;
    for (const _ of [1, 2]) await w.write('teams', samira, 'vandaag', 'the-same');
    expect(cardsTo(w, samira)).to.have.length(before + 1);
  });

  it('"open" lists the open alerts, the gravest first, and names only whom the reader took', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    const [list] = await say('open');
    expect(list?.title).to.equal('Open meldingen: 1');
    expect(JSON.stringify(list)).to.not.contain('Noor').and.not.contain('slaat');
    await pressAlert(w, { verb: 'open' });
    await pressAlert(w, { verb: 'take', from: '' });
    expect(JSON.stringify((await say('open'))[0]?.facts)).to.contain('Noor Haddad, opgepakt');
    await pressAlert(w, { verb: 'handled', outcome: 'talked' });
    expect((await say('open'))[0]?.title).to.equal('Je hebt geen open meldingen.');
  });

  it('a button of the list posts the alert’s own card anew; the copy above says that it moved', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await say('open');
    const before = w.teams.sent.length;
    const result = await pressCard(w, samira, 'alert_again');
    await w.pass(10 * second);
    expect(result.kind === 'card' && result.card.title).to.equal('Open meldingen: 1');
    const sent = w.teams.sent
      .slice(before)
      .flatMap(({ message }) => (message.kind === 'card' ? [message] : []));
    expect(
      sent.map(({ card, replaces }) => `${card.title} ${replaces === null ? 'new' : 'changed'}`),
    ).to.deep.equal(['Melding changed', 'Melding over een student new']);
    expect(JSON.stringify(sent)).to.not.contain('slaat');
    // From here on it is the new copy that is kept true.
    const posted = (await w.thread('samira')).cards.find((one) => one.key === (sent[1]?.key ?? ''));
    await pressAlert(w, { verb: 'seen' });
    await w.pass(10 * second);
    const update = w.teams.sent.findLast(
      ({ to, message }) => to.address === samira && message.kind === 'card' && message.key === posted?.key,
    );
    expect(update?.message.kind === 'card' && update.message.replaces).to.equal(posted?.providerId);
  });

  it('a button of the list posts nothing to who is no reader, and nothing that was handled', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await say('open');
    const before = w.teams.sent.length;
    for (const by of [addresses.tom.teams, addresses.karin.teams, addresses.peter.teams])
      expect((await pressCard(w, samira, 'alert_again', {}, { by })).kind).to.equal('refused');
    expect(w.teams.sent).to.have.length(before);
    await pressAlert(w, { verb: 'handled', outcome: 'talked' });
    expect((await pressCard(w, samira, 'alert_again')).kind).to.equal('refused');
  });

  it('the coordinator sees how the school’s alerts stand, and no student in it', async () => {
    await w.write('whatsapp', noor, 'ik word gepest op mijn werk');
    const [card] = await say('open', addresses.karin.teams);
    const lines = card === undefined ? [] : linesOf(card);
    expect(lines[0]).to.equal('Open meldingen van de school: 1');
    expect(lines[1]).to.contain('Samira de Wit').and.contain('nog niet gezien');
    expect(JSON.stringify(card)).to.not.contain('Noor').and.not.contain('noor').and.not.contain('pesten');
  });

  it('"geschiedenis" gives the last days in words and the page', async () => {
    const [card] = await say('geschiedenis noor');
    expect(card?.title).to.equal('Noor Haddad');
    expect(card?.facts[0]?.value).to.contain('nog geen antwoord');
    expect(card?.actions[0]?.url).to.equal('https://terugblik.example/history/student/noor');
    const [mentors] = await say('history Noor', addresses.peter.teams);
    expect(mentors?.title).to.equal('Noor Haddad');
    for (const other of [addresses.tom.teams, addresses.fatima.teams, addresses.karin.teams]) {
      expect(await say('geschiedenis noor', other)).to.deep.equal([]);
      expect(texts(other).at(-1)).to.equal('Ik ken geen student van jou met de naam noor.');
    }
  });

  it('a name with one letter wrong is asked about; nothing is done before the button is pressed', async () => {
    const [card] = await say('ziek noir');
    expect(card?.actions.map(({ label }) => label)).to.deep.equal(['Noor Haddad']);
    expect((await w.thread('noor')).days[0]?.status).to.equal('open');
    const answers = await Promise.all([1, 2].map(() => pressCard(w, samira, 'staff_say')));
    expect((await w.thread('noor')).days[0]).to.include({ status: 'skipped', reason: 'ill' });
    expect(answers.map((one) => one.kind)).to.deep.equal(['card', 'card']);
    expect(cardsTo(w, samira).at(-1)?.actions).to.deep.equal([]);
  });

  it('two students of the same name are told apart by their companies', async () => {
    await roster((id) => (id === 'daan' ? { name: 'Noor Haddad' } : {}));
    const [card] = await say('ziek noor haddad');
    expect(card?.actions.map(({ label }) => label)).to.have.members([
      'Noor Haddad (Supermarkt De Linde)',
      'Noor Haddad (Bouwmarkt Noord)',
    ]);
    await pressCard(w, samira, 'Noor Haddad (Bouwmarkt Noord)');
    expect((await w.thread('noor')).days[0]?.status).to.equal('open');
    expect((await w.thread('daan')).days.some((one) => one.reason === 'ill')).to.equal(true);
  });

  it('the words of a button do no more than the same words typed', async () => {
    await say('ziek noir');
    const forged = { say: 'ziek noor' };
    const by = addresses.tom.teams;
    const result = await pressCard(w, samira, 'staff_say', forged, { by });
    expect(result.kind === 'card' && result.card.notes[0]).to.equal(
      'Ik ken geen student van jou met de naam noor.',
    );
    expect((await pressCard(w, samira, 'staff_say', { say: 'stop' })).kind).to.equal('refused');
    expect((await w.thread('noor')).days[0]?.status).to.equal('open');
  });

  it('a mentor orders nothing', async () => {
    await w.write('teams', addresses.peter.teams, 'ziek noor');
    expect(texts(addresses.peter.teams).at(-1)).to.equal('Ik ken geen student van jou met de naam noor.');
    expect((await w.thread('noor')).days[0]?.status).to.equal('open');
  });

  it('is not kept: what means nothing is answered with what can be typed', async () => {
    await w.write('teams', samira, 'mijn geheime notitie');
    expect(texts().at(-1)).to.contain('Dit kun je hier typen:');
    await w.pass(hour);
    expect(JSON.stringify(await w.thread('samira'))).to.not.contain('geheime');
  });

  it('which answers stayed short is not for the mentor', async () => {
    for (const words of ['Goed', 'Ja', 'Gewoon iets', 'gewoon', 'niks', 'ok', 'stop'])
      await w.write('whatsapp', noor, words);
    await w.pass(minute);
    expect(linesOf((await say('vandaag'))[0] as Card).join()).to.contain('kort antwoord');
    expect(JSON.stringify(await say('vandaag', addresses.peter.teams))).to.not.contain('kort');
    expect(JSON.stringify(await say('geschiedenis noor', addresses.peter.teams))).to.not.contain('kort');
  });

  it('cards that name a student who is erased are taken back', async () => {
    await say('vandaag');
    await say('geschiedenis noor');
    const ref = await w.app.erasures.begin('noor', 'all', w.clock.now());
    await w.app.erasures.work(ref);
    await w.pass(minute);
    const changed = cardsTo(w, samira).slice(-2);
    expect(changed.map((card) => card.title)).to.deep.equal([
      'Deze kaart is verouderd',
      'Deze kaart is verouderd',
    ]);
    expect(JSON.stringify((await w.thread('samira')).cards)).to.not.contain('noor');
  });
});
