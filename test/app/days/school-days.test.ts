import { expect } from 'chai';
import { undeliveredOf, retryUndelivered } from '../../../src/app/conversation/undelivered.js';
import type { School } from '../../../src/core/school/school.js';
import { wake } from '../../../src/core/thread/wake.js';
import { hour } from '../../../src/core/time.js';
import { addresses, demoSchool, introduce, world, type World } from '../../support/world.js';
import { status, toNoor, until } from './day-steps.js';

const noor = addresses.noor.whatsapp;
const samira = addresses.samira.teams;

const cardsFor = (w: World, address: string): string[] =>
  w.teams.sent.flatMap(({ to, message }) =>
    to.address === address && message.kind === 'card'
      ? [`${message.card.title}: ${message.card.notes.join(' ')}`]
      : [],
  );

describe('the day of a student', () => {
  let w: World;
  const begin = async (school?: Partial<School>): Promise<void> => {
    w = await world(school === undefined ? {} : { school: { ...(await demoSchool()), ...school } });
    await introduce(w);
  };
  afterEach(() => w.close());

  it('opens by itself a quarter of an hour after the shift, with what was planned, and not before', async () => {
    await begin();
    await w.write('whatsapp', noor, 'plan');
    await w.write('whatsapp', noor, '7');
    w.whatsapp.sent.length = 0;
    await until(w, '2026-12-01T16:14');
    expect(toNoor(w)).to.deep.equal([]);
    expect(await status(w, '2026-12-01')).to.equal('planned');
    await until(w, '2026-12-01T16:15');
    expect(toNoor(w)).to.have.length(1);
    expect(await status(w, '2026-12-01')).to.equal('open');
    await w.tap('whatsapp', noor, '🙂 Goed');
    expect(toNoor(w).at(-1)).to.contain('opdracht 7, Retouren').and.to.contain('Klopt dat?');
  });

  it('is brought up once more on the next day at noon, once, and ends with the next practice day', async () => {
    await begin();
    await until(w, '2026-12-02T11:59');
    expect(toNoor(w)).to.have.length(1);
    await until(w, '2026-12-02T12:00');
    expect(toNoor(w)).to.have.length(2);
    expect(toNoor(w).at(-1)).to.contain('staat nog open');
    await until(w, '2026-12-07T23:45');
    expect(toNoor(w)).to.have.length(2);
    expect(await status(w, '2026-12-01')).to.equal('open');
    await until(w, '2026-12-08T00:00');
    expect(await status(w, '2026-12-01')).to.equal('no_answer');
    expect(toNoor(w)).to.have.length(2);
    await until(w, '2026-12-08T16:15');
    expect(toNoor(w)).to.have.length(3);
  });

  it('is not brought up to somebody who is in the middle of it', async () => {
    await begin();
    await until(w, '2026-12-02T11:45');
    await w.tap('whatsapp', noor, '🙂 Goed');
    const before = toNoor(w).length;
    await until(w, '2026-12-02T12:30');
    expect(toNoor(w)).to.have.length(before);
    await until(w, '2026-12-02T14:00');
    expect(toNoor(w).at(-1)).to.contain('staat nog open');
  });

  it('that falls in a holiday is none: nothing is sent, and the ledger has no such day', async () => {
    await begin();
    await until(w, '2026-12-15T16:15');
    const before = toNoor(w).length;
    await until(w, '2027-01-05T16:00');
    const between = toNoor(w).slice(before);
    expect(between.filter((text) => !text.includes('staat nog open'))).to.deep.equal([]);
    expect(await status(w, '2026-12-22')).to.equal(null);
    await until(w, '2027-01-05T16:15');
    expect(await status(w, '2027-01-05')).to.equal('open');
  });

  it('that became a holiday after it was planned is put down as free', async () => {
    const store = (await demoSchool()).holidays;
    await begin();
    w.deps.school.holidays.push({ name: 'studiedag', from: '2026-12-01', to: '2026-12-01' });
    await until(w, '2026-12-02T12:00');
    expect(await status(w, '2026-12-01')).to.equal('skipped free');
    expect(toNoor(w)).to.deep.equal([]);
    expect(store).to.have.length(1);
  });

  it('"ziek" asks which day is meant, and ends it before it opens', async () => {
    await begin();
    await until(w, '2026-12-01T09:00');
    await w.write('whatsapp', noor, 'ik ben ziek');
    expect(toNoor(w).at(-1)).to.contain('dinsdag 1 december');
    await w.tap('whatsapp', noor, 'Ja');
    expect(toNoor(w).at(-1)).to.contain('Dit is geen ziekmelding: bel school en je bedrijf.');
    await until(w, '2026-12-02T13:00');
    expect(await status(w, '2026-12-01')).to.equal('skipped ill');
    expect(toNoor(w)).to.have.length(2);
    expect(await status(w, '2026-12-08'), 'the next one stands').to.equal('planned');
  });

  it('"andere dag" moves it; it opens on the other day, and both are in the ledger', async () => {
    await begin();
    await until(w, '2026-12-01T16:15');
    await w.tap('whatsapp', noor, '🙂 Goed');
    await w.write('whatsapp', noor, 'andere dag');
    await w.tap('whatsapp', noor, 'do 3 december');
    expect(await status(w, '2026-12-01')).to.equal('moved 2026-12-03');
    expect((await w.thread('noor')).talk).to.equal(null);
    const before = toNoor(w).length;
    await until(w, '2026-12-03T16:15');
    expect(toNoor(w)).to.have.length(before + 1);
    expect(await status(w, '2026-12-03')).to.equal('open');
    await until(w, '2026-12-08T16:15');
    expect(await status(w, '2026-12-03')).to.equal('no_answer');
    expect(await status(w, '2026-12-08')).to.equal('open');
  });

  it('"later" lets the question wait and brings it back after an hour, without asking it again at once', async () => {
    await begin();
    await until(w, '2026-12-01T16:15');
    await w.tap('whatsapp', noor, '🙂 Goed');
    await w.write('whatsapp', noor, 'later');
    await w.tap('whatsapp', noor, 'Over een uur');
    expect(toNoor(w).at(-1)).to.contain('Dan kom ik terug');
    const before = toNoor(w).length;
    await until(w, '2026-12-01T17:14');
    expect(toNoor(w)).to.have.length(before);
    await until(w, '2026-12-01T17:30');
    expect(toNoor(w).at(-1)).to.contain('staat nog open');
    await w.write('whatsapp', noor, 'verder');
    expect(toNoor(w).at(-1)).to.contain((await w.thread('noor')).talk?.question ?? '?');
  });

  it('of somebody who stopped is withdrawn, and opens when he starts again', async () => {
    await begin();
    await w.write('whatsapp', noor, 'stop');
    const before = toNoor(w).length;
    await until(w, '2026-12-02T13:00');
    expect(toNoor(w)).to.have.length(before);
    expect(await status(w, '2026-12-01')).to.equal('withdrawn stopped');
    await w.write('whatsapp', noor, 'start');
    expect(await status(w, '2026-12-01')).to.equal('open');
    expect((await w.thread('noor')).talk?.day?.date).to.equal('2026-12-01');
  });

  it('of somebody who has not joined says so, sends nothing, and opens when he joins in time', async () => {
    await begin();
    await until(w, '2026-12-01T17:00');
    expect(await status(w, '2026-12-01', 'daan')).to.equal('not_started not_joined');
    expect(w.whatsapp.sent.filter(({ to }) => to.address === addresses.daan.whatsapp)).to.deep.equal([]);
    for (const words of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen'])
      await w.write('whatsapp', addresses.daan.whatsapp, words);
    expect(await status(w, '2026-12-01', 'daan')).to.equal('open');
  });

  it('that cannot be delivered is tried on no other channel, told to the begeleider, and open when he writes', async () => {
    await begin();
    w.whatsapp.next.push({ status: 'failed', reason: 'code 63024', blocks: false });
    await until(w, '2026-12-01T16:15');
    expect(toNoor(w)).to.deep.equal([]);
    expect(await status(w, '2026-12-01')).to.equal('undeliverable code 63024');
    const told = cardsFor(w, samira).filter((card) => card.startsWith('Een student is niet bereikt'));
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('Noor Haddad').and.to.contain('63024');
    await until(w, '2026-12-02T13:00');
    // Also when the thread wakes for something else: a job that failed, a look-up.
    await w.app.threads.change('noor', (thread, env) => wake(thread, env));
    await w.pass(hour);
    expect(toNoor(w), 'it is not tried again by itself').to.deep.equal([]);
    expect((await w.thread('noor')).unasked).to.have.length(1);
    await w.write('whatsapp', noor, 'hoi ik heb niks gekregen');
    expect(await status(w, '2026-12-01')).to.equal('open');
  });

  it('never gets more unasked messages in a week than the school allows', async () => {
    await begin({ days: { ...(await demoSchool()).days, unaskedPerWeek: 1 } });
    await until(w, '2026-12-08T16:15');
    expect(toNoor(w), 'no reminder').to.have.length(2);
    expect(await status(w, '2026-12-01')).to.equal('no_answer');
  });

  it('can be planned, moved and taken off by the begeleider in the chat', async () => {
    await begin();
    const said = async (text: string): Promise<string> => {
      await w.write('teams', samira, text);
      const last = w.teams.sent.filter(({ to }) => to.address === samira).at(-1)?.message;
      return last?.kind === 'text' ? last.text : '';
    };
    expect(await said('plan noor 5'))
      .to.contain('Noor')
      .and.to.contain('opdracht 5');
    expect(await said('plan niemand 5')).to.contain('Ik ken geen student');
    expect(await said('plan noor 99')).to.contain('99');
    expect(await said('verzet noor 25-12')).to.contain('te ver weg');
    expect(await said('verzet noor 3-12')).to.contain('3 december');
    expect(await status(w, '2026-12-01')).to.equal('moved 2026-12-03');
    expect((await w.thread('noor')).days.find((day) => day.date === '2026-12-03')?.assignment).to.equal(5);
    expect(await said('hallo')).to.contain('plan noor 5');
    await w.write('teams', addresses.tom.teams, 'ziek noor');
    expect(await status(w, '2026-12-03'), 'Tom is not her begeleider').to.equal('planned');
  });
});

describe('a message to staff that does not arrive', () => {
  it('stands on the list, without words, until it was sent again by hand', async () => {
    const w = await world();
    await introduce(w);
    w.teams.next.push({ status: 'failed', reason: 'too_large', blocks: false });
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    const [entry] = await undeliveredOf(w.store, 'demo');
    expect(entry).to.include({ person: 'samira', kind: 'card', urgent: true, reason: 'too_large' });
    expect(JSON.stringify(entry)).to.not.contain('slaat');
    const again = await retryUndelivered(w.deps, w.app.threads, entry?.entry ?? '');
    expect(again.kind).to.equal('sent_again');
    await w.pass(hour);
    expect(await undeliveredOf(w.store, 'demo')).to.deep.equal([]);
    expect((await retryUndelivered(w.deps, w.app.threads, entry?.entry ?? '')).kind).to.equal('gone');
    expect(w.teams.sent.some(({ to, message }) => to.address === samira && message.kind === 'card')).to.equal(
      true,
    );
    await w.close();
  });
});
