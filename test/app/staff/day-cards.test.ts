import { expect } from 'chai';
import { createApp } from '../../../src/app/app.js';
import { undeliveredOf } from '../../../src/app/conversation/undelivered.js';
import { changeAbsences } from '../../../src/app/people/absences.js';
import { importRoster } from '../../../src/app/people/import-roster.js';
import type { Card } from '../../../src/core/thread/card.js';
import { day, hour, minute } from '../../../src/core/time.js';
import { at } from '../../core/school/builders.js';
import { linesOf } from '../../core/staff/builders.js';
import { cardsTo, pressCard } from '../../support/press-card.js';
import { addresses, demoPeople, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;
const samira = addresses.samira.teams;
const tom = addresses.tom.teams;
const peter = addresses.peter.teams;

describe('the card of the day', () => {
  let w: World;
  beforeEach(async () => {
    // Tuesday morning: the shifts end at four and five.
    w = await world({ start: at('2026-11-24T08:30') });
    await introduce(w);
  });
  afterEach(() => w.close());

  const until = async (moment: string): Promise<void> => {
    while (w.clock.now() < at(moment)) await w.pass(Math.min(hour, at(moment) - w.clock.now()));
  };
  const dayCards = (address: string): Card[] =>
    cardsTo(w, address).filter((card) => card.actions.some(({ verb }) => verb === 'day_refresh'));
  const away = (person: string, by: string | null, to = '2026-12-31'): Promise<unknown> =>
    changeAbsences(w.store, 'demo', () => [{ person, by, from: '2026-11-24', to }]);
  const last = (address: string): Card => {
    const card = dayCards(address).at(-1);
    if (card === undefined) throw new Error('no day card');
    return card;
  };
  const noorsDay = async () => (await w.thread('noor')).days.find((one) => one.date === '2026-11-24');

  describe('by itself', () => {
    it('comes at half past four, once, on days on which one of his students has a practice day', async () => {
      await until('2026-11-24T16:29');
      expect(dayCards(samira)).to.deep.equal([]);
      await until('2026-11-24T16:30');
      expect(dayCards(samira).map((card) => card.title)).to.deep.equal(['dinsdag 24 november: 3 studenten']);
      expect(linesOf(last(samira))).to.deep.equal([
        'Niet bereikt (2)',
        '  Amina Yusuf: doet nog niet mee: er is nog geen chat; geen opdracht bekend',
        '  Daan de Vries: doet nog niet mee: er is nog geen chat; geen opdracht bekend',
        'Nog geen antwoord (1)',
        '  Noor Haddad: geen opdracht bekend',
      ]);
      await until('2026-11-30T20:00');
      expect(dayCards(samira)).to.have.length(1);
      await until('2026-12-01T16:30');
      expect(dayCards(samira)).to.have.length(2);
      expect(dayCards(tom)).to.deep.equal([]);
      expect(dayCards(peter)).to.deep.equal([]);
    });

    it('comes once though two processes wake the thread, and a job runs again', async () => {
      const other = createApp(w.deps, 'another');
      w.clock.advance(at('2026-11-24T16:30') - w.clock.now());
      await Promise.all([w.app.dispatcher.runDue(), other.dispatcher.runDue()]);
      await Promise.all([w.app.idle(), other.idle()]);
      await w.pass(minute);
      await other.idle();
      expect(dayCards(samira)).to.have.length(1);
    });

    it('is not made for somebody without Teams: nothing of it ends on a list of undelivered messages', async () => {
      await w.close();
      const people = (await demoPeople()).map((one) => (one.id === 'samira' ? { ...one, teams: null } : one));
      w = await world({ start: at('2026-11-24T08:30'), people });
      await until('2026-11-24T17:00');
      expect(w.teams.sent).to.deep.equal([]);
      expect(await undeliveredOf(w.store, 'demo')).to.deep.equal([]);
    });

    it('comes in no holiday, and not the day after when the program was away', async () => {
      await until('2026-12-16T09:00');
      const before = dayCards(samira).length;
      w.clock.advance(at('2027-01-04T20:00') - w.clock.now());
      await w.pass(0);
      expect(dayCards(samira)).to.have.length(before);
      await until('2027-01-05T16:30');
      expect(dayCards(samira)).to.have.length(before + 1);
    });

    it('goes to who stands in, with the name of the absent one on it, and to nobody where nobody does', async () => {
      await away('samira', 'tom', '2026-11-24');
      await until('2026-11-24T16:30');
      expect(dayCards(samira)).to.deep.equal([]);
      expect(last(tom).title).to.equal('dinsdag 24 november, studenten van Samira de Wit: 3');
      await away('samira', null);
      await until('2026-12-01T16:30');
      expect(dayCards(samira)).to.deep.equal([]);
      expect(dayCards(tom)).to.have.length(1);
    });

    it('reaches a begeleider who never wrote: the app is installed for him', async () => {
      const fresh = await world({ start: at('2026-11-24T08:30') });
      await fresh.pass(at('2026-11-24T16:30') - fresh.clock.now());
      const cards = cardsTo(fresh, samira);
      expect(cards.map((card) => card.notes.concat(linesOf(card)).join())).to.have.length(1);
      await fresh.close();
    });

    it('stops when the begeleider has left', async () => {
      const people = (await demoPeople())
        .filter((person) => person.id !== 'samira')
        .map((person) => (person.begeleider === 'samira' ? { ...person, begeleider: 'tom' } : person));
      await importRoster({ store: w.store, env: { now: w.clock.now(), school: w.deps.school } }, people);
      await w.pass(2 * minute);
      await until('2026-11-24T16:30');
      expect(dayCards(samira)).to.deep.equal([]);
      expect(last(tom).title).to.equal('dinsdag 24 november: 3 studenten');
    });
  });

  describe('its buttons', () => {
    beforeEach(async () => {
      await until('2026-11-24T16:29');
      await until('2026-11-24T16:30');
    });

    it('change the card where it stands, and say what came of it', async () => {
      const first = w.teams.sent.length;
      const result = await pressCard(w, samira, 'day_ill', { student: 'noor' });
      expect(result.kind === 'card' && linesOf(result.card)).to.include('  Noor Haddad: ziek');
      const [update] = w.teams.sent.slice(first);
      expect(update?.message.kind === 'card' && update.message.replaces).to.be.a('string');
      expect(await noorsDay()).to.include({ status: 'skipped', reason: 'ill' });
      expect(last(samira).notes).to.deep.equal([
        'Noor Haddad, dinsdag 24 november: ziek. Dit is geen ziekmelding bij school.',
      ]);
    });

    it('do what they do once, however often they are pressed', async () => {
      const twice = () => [1, 2].map(() => pressCard(w, samira, 'day_remind', { student: 'noor' }));
      const before = w.whatsapp.sent.length;
      await Promise.all(twice());
      await Promise.all(twice());
      expect(w.whatsapp.sent).to.have.length(before + 1);
      for (const _ of [1, 2]) await pressCard(w, samira, 'day_move', { student: 'noor', to: '2026-11-26' });
      const days = (await w.thread('noor')).days.map((one) => `${one.date} ${one.status}`);
      expect(days).to.deep.equal(['2026-11-24 moved', '2026-11-26 planned', '2026-12-01 planned']);
      expect(last(samira).notes).to.deep.equal(['Noor Haddad: dat was al gedaan.']);
    });

    it('say why nobody was reminded', async () => {
      await pressCard(w, samira, 'day_remind', { student: 'amina' });
      expect(last(samira).notes[0]).to.equal('Amina Yusuf is niet te bereiken. Er is niets verstuurd.');
      await w.write('whatsapp', noor, 'stop');
      const before = w.whatsapp.sent.length;
      await pressCard(w, samira, 'day_remind', { student: 'noor' });
      expect(last(samira).notes[0]).to.contain('Er is niets verstuurd.');
      expect(w.whatsapp.sent).to.have.length(before);
    });

    it('ask who is meant, and refuse a date that cannot be', async () => {
      await pressCard(w, samira, 'day_ill');
      expect(last(samira).notes).to.deep.equal(['Kies eerst een student.']);
      await pressCard(w, samira, 'day_move', { student: 'noor', to: '2026-11-20' });
      expect(last(samira).notes[0]).to.contain('is al voorbij');
      await pressCard(w, samira, 'day_move', { student: 'noor' });
      expect(last(samira).notes).to.deep.equal(['Kies een dag.']);
      expect(await noorsDay()).to.include({ status: 'open' });
    });

    it('show how it stands now', async () => {
      for (const words of ['Goed', 'Ja']) await w.write('whatsapp', noor, words);
      await w.write('whatsapp', noor, 'stop');
      await w.pass(10 * minute);
      await pressCard(w, samira, 'day_refresh');
      expect(last(samira).facts).to.deep.equal([{ label: 'Stand van', value: '16.40' }]);
      expect(linesOf(last(samira)).join()).to.contain('Begonnen, niet af (1)');
    });

    it('lead to the page of who was chosen', async () => {
      await pressCard(w, samira, 'day_history', { student: 'noor' });
      expect(last(samira).actions.find(({ url }) => url !== undefined)?.url).to.equal(
        'https://terugblik.example/history/student/noor',
      );
    });
  });

  describe('is refused', () => {
    beforeEach(async () => {
      await until('2026-11-24T16:29');
      await until('2026-11-24T16:30');
    });

    const refused = async (
      ...press: Parameters<typeof pressCard> extends [World, ...infer Rest] ? Rest : never
    ) => {
      const result = await pressCard(w, ...press);
      expect(result.kind).to.equal('refused');
      expect(await noorsDay()).to.include({ status: 'open' });
    };

    it('to everybody who is not her begeleider or stands in for him', async () => {
      for (const by of [tom, addresses.karin.teams, addresses.fatima.teams, addresses.noor.teams, 'nobody'])
        await refused(samira, 'day_ill', { student: 'noor' }, { by });
    });

    it('to the mentor, who may look and change nothing', async () => {
      await w.write('teams', peter, 'vandaag');
      await refused(samira, 'day_ill', { student: 'noor', owner: 'peter' }, { by: peter });
      const look = await pressCard(w, peter, 'day_refresh');
      expect(look.kind).to.equal('card');
    });

    it('about a student of another, and about nobody', async () => {
      const people = (await demoPeople()).map((one) =>
        one.id === 'noor' ? { ...one, begeleider: 'tom' } : one,
      );
      await importRoster({ store: w.store, env: { now: w.clock.now(), school: w.deps.school } }, people);
      await w.pass(minute);
      await refused(samira, 'day_ill', { student: 'noor' });
      await refused(samira, 'day_ill', { student: 'noor', owner: 'tom' });
      await refused(samira, 'day_ill', { student: 'samira' });
    });

    it('with a date that is none', async () => {
      await refused(samira, 'day_ill', { student: 'noor', date: 'vandaag' });
    });

    it('to who stood in, when that is over', async () => {
      await away('samira', 'tom');
      await w.pass(2 * minute);
      await w.write('teams', tom, 'vandaag');
      expect((await pressCard(w, tom, 'day_refresh')).kind).to.equal('card');
      await away('samira', 'tom', '2026-11-24');
      w.clock.advance(day);
      await refused(tom, 'day_ill', { student: 'noor' });
    });

    it('to a begeleider who is not in the roster any more', async () => {
      const people = (await demoPeople()).filter((person) => person.id !== 'samira');
      await importRoster({ store: w.store, env: { now: w.clock.now(), school: w.deps.school } }, people);
      w.clock.advance(2 * minute);
      await refused(samira, 'day_ill', { student: 'noor' });
    });

    it('to post anything under the name of a card that does not stand there, or that is another', async () => {
      await w.write('whatsapp', noor, 'mijn chef slaat mij');
      const [alert] = await w.alerts();
      await w.pass(10 * minute);
      const before = w.teams.sent.length;
      for (const card of [`demo:samira:day-card:2026-11-24:x`, alert?.id ?? ''])
        expect((await pressCard(w, samira, 'day_refresh', { card })).kind).to.equal('card');
      await pressCard(w, samira, 'staff_say', { say: 'geschiedenis noor', card: alert?.id ?? '' });
      expect(w.teams.sent).to.have.length(before);
    });
  });
});
