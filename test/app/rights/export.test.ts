import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { exportOf } from '../../../src/app/rights/export.js';
import { recordLook } from '../../../src/app/rights/rights.js';
import { refs } from '../../../src/app/refs.js';
import { exportJson } from '../../../src/core/rights/person-export.js';
import { day, hour } from '../../../src/core/time.js';
import { drawExport } from '../../../src/pages.js';
import { erase, herWorry, quirinesWorld, watchedStore, type WatchedStore } from '../../support/erasing.js';
import { peopleWithQuirine, quirine } from '../../support/quirine.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { whatsappServer, type WhatsAppServer } from '../../support/whatsapp-server.js';
import { tuesday, type World } from '../../support/world.js';

describe('everything that is kept of a student', function () {
  this.timeout(30_000);
  let clock: SimClock;
  let store: WatchedStore;
  let w: World;
  beforeEach(async () => {
    clock = simClock(tuesday);
    store = watchedStore(openSqliteStore({ path: ':memory:', clock }));
    w = await quirinesWorld({ clock, store, worry: 'handled' });
  });
  afterEach(() => w.close());

  const page = async (): Promise<string> => {
    const data = await exportOf(w.deps, quirine.id);
    return data === null ? '' : drawExport(w.deps, data);
  };

  it('has every line of every transcript, open and over, as it was shown', async () => {
    const { talk, ended } = await w.thread(quirine.id);
    const listed = await store.list<{ talk: NonNullable<typeof talk> }>({
      ...{ partition: `demo:${quirine.id}`, kind: 'talk', order: 'asc', limit: 100 },
    });
    const talks = [...listed.items.map((item) => item.body.talk), ...ended, ...(talk === null ? [] : [talk])];
    const lines = talks.flatMap((one) => one.transcript);
    expect(lines.length).to.be.greaterThan(10);
    const shown = (await page()).replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    for (const { text } of lines) expect(shown).to.contain(text);
  });

  it('has her worry with who was sent it, who opened it and who handled it', async () => {
    const data = await exportOf(w.deps, quirine.id);
    const [worry] = data?.alerts ?? [];
    expect(worry?.words).to.contain('stroopwafelijzer');
    expect(worry?.looks.map(({ name }) => name)).to.include('Samira de Wit');
    expect(worry?.handled?.name).to.equal('Samira de Wit');
    expect(await page()).to.contain('Samira de Wit las het op');
  });

  it('is written in her language, and without a name for a text', async () => {
    expect(await page())
      .to.contain('<html lang="nl" dir="ltr">')
      .and.contain('Wat Entree De Brug van jou bewaart');
    await w.write('whatsapp', quirine.whatsapp, 'taal');
    await w.write('whatsapp', quirine.whatsapp, 'English');
    expect(await page())
      .to.contain('<html lang="en" dir="ltr">')
      .and.contain('What Entree De Brug keeps about you');
    expect(await page()).to.not.match(/rechten\.export|card\.category\./);
  });

  it('names whoever made an export in the next one, and not in his own', async () => {
    expect(await page()).to.not.contain('Karin Bos');
    await recordLook(w.deps, quirine.id, { by: 'Karin Bos', what: 'export' });
    expect(await page()).to.contain('Karin Bos maakte op');
  });

  it('is JSON with moments that a person can read', async () => {
    const data = await exportOf(w.deps, quirine.id);
    if (data === null) throw new Error('nothing is kept');
    const json = JSON.parse(exportJson(data, (at) => new Date(at).toISOString())) as typeof data;
    expect(json.madeAt).to.equal(new Date(clock.now()).toISOString());
    expect(json.talks[0]?.transcript[0]?.at).to.match(/^2026-11-24T/);
    expect(json.person).to.deep.include({ name: quirine.name, whatsapp: quirine.whatsapp });
    expect(json.days.map(({ date }) => date)).to.include('2026-11-24');
    expect(json.alerts[0]?.words).to.contain('stroopwafelijzer');
  });

  it('is nothing for somebody unknown, for staff, and after an erasure', async () => {
    expect(await exportOf(w.deps, 'nobody')).to.equal(null);
    expect(await exportOf(w.deps, 'samira')).to.equal(null);
    await erase(w);
    expect(await exportOf(w.deps, quirine.id)).to.equal(null);
    expect(await store.get(refs.alert(herWorry))).to.equal(null);
  });
});

describe('"mijn gegevens"', function () {
  this.timeout(30_000);
  let s: WhatsAppServer;
  const clock = simClock(tuesday);
  before(async () => {
    s = await whatsappServer({ clock, people: await peopleWithQuirine() });
    await s.w.app.dispatcher.stop();
    for (const words of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen', 'kersenjam']) await say(words);
  });
  after(() => s.close());

  const say = async (body: string): Promise<void> => {
    await s.double.receive({ from: quirine.whatsapp, body });
    await s.settled();
  };
  const linkIn = (): string => {
    const texts = s.double
      .messages({ person: quirine.whatsapp, direction: 'outbound' })
      .map((one) => one.body);
    return (
      /http\S+\/history\/mine\/\S+/.exec(
        texts.findLast((text) => text.includes('/history/mine/')) ?? '',
      )?.[0] ?? ''
    );
  };

  it('is answered with what is kept and how long, and a link that shows her all of it', async () => {
    await say('mijn gegevens');
    const link = linkIn();
    expect(link).to.match(/\/history\/mine\/[A-Za-z0-9_-]{43}$/);
    const answer = await fetch(link);
    const text = await answer.text();
    expect(answer.status).to.equal(200);
    expect(text).to.contain('Quirine Zwaluwstaart').and.contain('kersenjam');
    expect(Object.fromEntries(answer.headers)).to.include({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(answer.headers.get('content-security-policy')).to.contain("default-src 'none'");
  });

  it('stands in no transcript and in no log; of its token the store keeps a fingerprint', async () => {
    await say('mijn gegevens');
    const token = linkIn().split('/').at(-1) ?? '';
    const { talk, ended } = await s.w.thread(quirine.id);
    const listed = await s.w.store.list({
      ...{ partition: `demo:${quirine.id}`, kind: 'talk', order: 'asc', limit: 100 },
    });
    expect(JSON.stringify([talk, ended, listed, s.w.logged])).to.not.contain(token);
    const hash = s.w.deps.ids.hash(token);
    expect(await s.w.store.get(refs.link('demo', hash))).to.not.equal(null);
    expect(await s.w.store.get(refs.link('demo', token))).to.equal(null);
  });

  it('works for a day, and then says kindly how to get a new link', async () => {
    await say('mijn gegevens');
    const link = linkIn();
    clock.advance(day - hour);
    expect((await fetch(link)).status).to.equal(200);
    clock.advance(hour + 1);
    const gone = await fetch(link);
    expect(gone.status).to.equal(404);
    const text = await gone.text();
    expect(text).to.contain('Deze link werkt niet meer').and.contain('This link does not work any more');
    expect(text).to.not.contain('Quirine');
  });

  it('is not opened by any other token', async () => {
    const other = (token: string): Promise<Response> => fetch(`${s.url}/history/mine/${token}`);
    for (const token of ['A'.repeat(43), quirine.id, '..%2f..', `${'A'.repeat(42)}%00`, 'A'.repeat(500)])
      expect((await other(token)).status, token).to.equal(404);
  });

  it('asks the open question again, and works after "stop"', async () => {
    await s.w.app.openDay({ student: quirine.id, date: '2026-11-24', assignment: 'none' });
    await s.settled();
    await say('mijn gegevens');
    const [last] = s.double.messages({ person: quirine.whatsapp, direction: 'outbound' }).slice(-1);
    expect(last?.choices.kind).to.equal('buttons');
    await say('stop');
    const before = linkIn();
    await say('mijn gegevens');
    expect(linkIn()).to.not.equal(before);
  });
});
