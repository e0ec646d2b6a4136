import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { TerugblikError } from '../../../src/core/errors.js';
import { countingStore, type CountingStore } from '../../support/counting-store.js';
import { simClock } from '../../support/sim-clock.js';
import { addresses, tuesday, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;
const text = (providerId: string, words: string, at = tuesday) =>
  ({
    channel: 'whatsapp',
    address: noor,
    providerId,
    at,
    ref: null,
    content: { type: 'text', text: words },
  }) as const;

describe('a received message', () => {
  let w: World;
  let store: CountingStore;

  beforeEach(async () => {
    store = countingStore(openSqliteStore({ path: ':memory:', clock: simClock(tuesday) }));
    w = await world({ store });
    for (const words of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen'])
      await w.write('whatsapp', noor, words);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.app.idle();
  });
  afterEach(() => w.close());

  it('costs one read and one write before the answer, and one write for what came of its reply', async () => {
    store.calls.length = 0;
    await w.app.receive(text('m1', 'goed'));
    const before = store.calls.map(({ method, id }) => `${method} ${id}`);
    await w.app.idle();
    const after = store.calls.slice(before.length).map(({ method, id }) => `${method} ${id}`);
    expect(before).to.deep.equal(['get demo:noor', 'put demo:noor']);
    expect(after).to.deep.equal(['put demo:noor']);
  });

  it('costs the same after a long talk as after a short one', async () => {
    for (let count = 0; count < 60; count += 1) {
      w.clock.advance(5_000);
      await w.write('whatsapp', noor, `iets wat ik deed, nummer ${count}`);
    }
    store.calls.length = 0;
    await w.app.receive(text('m1', 'nog iets'));
    await w.app.idle();
    const own = store.calls.filter(({ id }) => id === 'demo:noor');
    expect(own.map((call) => call.method)).to.deep.equal(['get', 'put', 'put']);
  });

  it('takes effect once, however often it is delivered', async () => {
    await w.app.receive(text('m1', 'goed'));
    const again = await w.app.receive(text('m1', 'goed'));
    await w.app.idle();
    expect(again.kind).to.equal('duplicate');
    const lines = (await w.thread('noor')).talk?.transcript.filter((line) => line.id === 'm1');
    expect(lines).to.have.length(1);
  });

  it('takes effect once when two copies come at the same moment', async () => {
    const outcomes = await Promise.all([
      w.app.receive(text('m1', 'goed')),
      w.app.receive(text('m1', 'goed')),
    ]);
    expect(outcomes.map((outcome) => outcome.kind).sort()).to.deep.equal(['accepted', 'duplicate']);
  });

  it('is answered once for a button that is tapped twice under two ids', async () => {
    await w.tap('whatsapp', noor, '🙂 Goed');
    const sent = w.whatsapp.sent.length;
    await w.tap('whatsapp', noor, '🙂 Goed');
    expect(w.whatsapp.sent).to.have.length(sent);
  });

  it('is judged and answered anew when somebody else wrote the thread meanwhile', async () => {
    let interfered = false;
    store.beforePut = async (id) => {
      if (id !== 'demo:noor' || interfered) return;
      interfered = true;
      const held = await store.get({ kind: 'thread', partition: 'demo:noor', id: 'demo:noor' });
      if (held) await store.put(held, { etag: held.etag });
    };
    await w.write('whatsapp', noor, 'goed', 'm1');
    expect(interfered).to.equal(true);
    const lines = (await w.thread('noor')).talk?.transcript.filter((line) => line.id === 'm1');
    expect(lines).to.have.length(1);
    expect(w.whatsapp.texts().at(-1)).to.contain('Klopt dat?');
  });

  it('sends nothing when it was not committed', async () => {
    const sent = w.whatsapp.sent.length;
    store.beforePut = () => {
      throw new TerugblikError('store_unavailable', 'the store is away');
    };
    const refused = await w.app.receive(text('m1', 'goed')).catch((error: unknown) => error);
    store.beforePut = () => undefined;
    expect(refused).to.be.instanceOf(TerugblikError).with.property('code', 'store_unavailable');
    expect(w.whatsapp.sent).to.have.length(sent);
    // The channel sends it again, and then it counts.
    expect((await w.app.receive(text('m1', 'goed'))).kind).to.equal('accepted');
  });

  it('of nobody we know keeps nothing and gives help lines', async () => {
    store.calls.length = 0;
    const outcome = await w.app.receive({ ...text('m1', 'ik wil dood'), address: '+31699999999' });
    expect(outcome.kind).to.equal('unknown');
    expect(outcome.kind === 'unknown' ? outcome.text : '').to.contain('112');
    expect(store.calls.filter((call) => call.method === 'put')).to.deep.equal([]);
  });

  it('over the limit is judged whole, kept cut, and the student is told', async () => {
    const long = `${'ik heb vakken gevuld. '.repeat(300)} mijn chef slaat mij`;
    await w.write('whatsapp', noor, long, 'm1');
    const line = (await w.thread('noor')).talk?.transcript.find((one) => one.id === 'm1');
    expect(line?.text).to.have.length(4000);
    expect(line?.cut).to.equal(true);
    expect((await w.alerts()).map((alert) => alert.category)).to.deep.equal(['violence']);
  });

  it('in a flood is stored and judged, though it gets no answer', async () => {
    for (let count = 0; count < 25; count += 1) await w.write('whatsapp', noor, `bericht ${count}`);
    const sent = w.whatsapp.sent.length;
    await w.write('whatsapp', noor, 'zomaar nog iets', 'm1');
    expect(w.whatsapp.sent).to.have.length(sent);
    await w.write('whatsapp', noor, 'mijn chef slaat mij', 'm2');
    expect((await w.alerts()).map((alert) => alert.category)).to.deep.equal(['violence']);
    expect(w.whatsapp.sent.length).to.be.greaterThan(sent);
  });

  it('at the size limit of a transcript still raises its worry', async () => {
    for (let count = 0; count < 80; count += 1) {
      await w.write('whatsapp', noor, `${count} ${'lang verhaal over mijn werk '.repeat(140)}`);
    }
    await w.write('whatsapp', noor, 'ik wil niet meer leven', 'm1');
    const alert = (await w.alerts()).find((one) => one.id.endsWith('m1'));
    expect(alert).to.include({ category: 'self_harm', severity: 'acute', words: 'ik wil niet meer leven' });
  }).timeout(30_000);

  it('whose script fails is kept, the talk is parked, and the student hears a kind sentence', async () => {
    const thread = await w.thread('noor');
    const stored = await store.get({ kind: 'thread', partition: 'demo:noor', id: 'demo:noor' });
    const broken = { ...thread, talk: thread.talk && { ...thread.talk, state: { v: 1, frames: 'kapot' } } };
    await store.put(
      { ...stored, kind: 'thread', partition: 'demo:noor', id: 'demo:noor', body: broken },
      { etag: stored?.etag ?? '' },
    );
    await w.write('whatsapp', noor, 'mijn chef slaat mij', 'm1');
    await w.write('whatsapp', noor, 'hallo', 'm2');
    expect((await w.alerts()).map((alert) => alert.category)).to.deep.equal(['violence']);
    expect(w.whatsapp.texts().join('\n')).to.contain('Dank je dat je dit vertelt').and.to.contain('112');
    expect(w.logged.find((one) => one.event === 'talk.parked')).to.not.equal(undefined);
  });

  it('stays in the transcript when another comes within the same millisecond, outside any talk', async () => {
    const { app } = w;
    await app.receive({ ...text('z1', 'stop') });
    for (const id of ['z2', 'z3', 'z4']) await app.receive(text(id, `los bericht ${id}`));
    await app.idle();
    const thread = await w.thread('noor');
    const kept = thread.ended.flatMap((talk) => talk.transcript.map((line) => line.id));
    const page = await w.store.list<{ talk: { transcript: { id: string }[] } }>({
      partition: thread.id,
      kind: 'talk',
      order: 'asc',
      limit: 100,
    });
    const archived = page.items.flatMap((item) => item.body.talk.transcript.map((line) => line.id));
    expect([...kept, ...archived]).to.include.members(['z1', 'z2', 'z3', 'z4']);
  });

  it('with half an emoji is stored all the same', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij \uD83D', 'm1');
    expect((await w.alerts()).map((alert) => alert.category)).to.deep.equal(['violence']);
  });

  it('that was edited keeps its first wording and is judged again', async () => {
    await w.write('whatsapp', noor, 'ging wel', 'm1');
    await w.write('whatsapp', noor, { type: 'edit', of: 'm1', text: 'ging best goed' }, 'e1');
    const line = (await w.thread('noor')).talk?.transcript.find((one) => one.id === 'm1');
    expect(line).to.include({ text: 'ging best goed' });
    expect(line?.edits?.[0]?.text).to.equal('ging wel');
    await w.write('whatsapp', noor, { type: 'edit', of: 'm1', text: 'mijn chef slaat mij' }, 'e2');
    expect((await w.alerts()).map((alert) => alert.category)).to.deep.equal(['violence']);
  });

  it('that edits one which has left the thread is kept with its words', async () => {
    await w.write('whatsapp', noor, { type: 'edit', of: 'long-ago', text: 'het ging toch niet goed' }, 'e1');
    const line = (await w.thread('noor')).talk?.transcript.find((one) => one.id === 'e1');
    expect(line?.text).to.equal('het ging toch niet goed');
  });
});
