import { expect } from 'chai';
import { headOf, readFile } from '../../../src/app/media/files.js';
import { largestFile } from '../../../src/core/media/kinds.js';
import { day, minute } from '../../../src/core/time.js';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { countingStore } from '../../support/counting-store.js';
import { jpegOfTelephone, photo, voiceNote } from '../../support/sample-files.js';
import { simClock } from '../../support/sim-clock.js';
import { tuesday, type World } from '../../support/world.js';
import { atAQuestion, lineOf, noor, send, sources, thread } from './media-world.js';

describe('a voice note or a photo', () => {
  let w: World;
  beforeEach(async () => {
    w = await atAQuestion();
  });
  afterEach(() => w.close());
  const texts = (): string => w.whatsapp.texts().join('\n');

  it('is an answer: the talk goes on, with thanks, and somebody is told that nobody has listened yet', async () => {
    const id = await send(w, 'voice');
    expect(texts()).to.contain('Dank je voor je spraakbericht. Samira de Wit kan ernaar luisteren.');
    const [, question] = w.whatsapp.texts();
    expect(question).to.be.a('string').and.not.contain('woorden');
    const [alert] = await w.alerts();
    expect(alert).to.include({ category: 'unread', status: 'new', words: '(spraakbericht)' });
    expect((await lineOf(w, id))?.unread).to.equal(true);
    const { talk } = await w.thread('noor');
    expect(JSON.stringify(talk?.state)).to.contain('(spraakbericht 1)');
  });

  it('is never a short answer: no hint follows, and it counts as much', async () => {
    const id = await send(w, 'picture');
    expect((await lineOf(w, id))?.effort).to.equal('ok');
    expect(texts()).to.not.contain('Bijvoorbeeld');
  });

  it('is kept under the message, and taken off the provider', async () => {
    const id = await send(w, 'voice');
    const file = `${thread}:file:${id}:0`;
    expect((await lineOf(w, id))?.files).to.deep.equal([
      { id: file, kind: 'voice', state: 'kept', type: 'audio/ogg', size: voiceNote().length },
    ]);
    const kept = await readFile(w.store, thread, file);
    expect(Uint8Array.from(kept?.bytes ?? [])).to.deep.equal(voiceNote());
    expect(w.whatsapp.removed).to.deep.equal([sources.voice]);
    expect(JSON.stringify(await w.thread('noor'))).to.not.contain(sources.voice);
  });

  it('loses its place before it is kept', async () => {
    w.whatsapp.files.set(sources.picture, [{ kind: 'fetched', bytes: jpegOfTelephone() }]);
    const id = await send(w, 'picture');
    const kept = await readFile(w.store, thread, `${thread}:file:${id}:0`);
    expect(Buffer.from(kept?.bytes ?? []).toString('latin1'))
      .to.contain('JFIF')
      .and.not.contain('GPS');
  });

  it('that is sent twice is one', async () => {
    await send(w, 'voice', { id: 'MM1' });
    await send(w, 'voice', { id: 'MM1' });
    expect(w.whatsapp.fetched).to.have.length(1);
    expect(await w.alerts()).to.have.length(1);
    const page = await w.store.list({ partition: thread, kind: 'media', order: 'asc', limit: 10 });
    expect(page.items).to.have.length(1);
  });

  it('at a question with buttons is thanked for, and the question is asked again', async () => {
    await send(w, 'voice');
    await send(w, 'voice');
    const before = (await w.thread('noor')).talk;
    expect(before?.closed).to.equal(true);
    w.whatsapp.sent.length = 0;
    await send(w, 'picture');
    expect(w.whatsapp.texts()[0]).to.contain('Dank je voor je foto');
    expect(w.whatsapp.sent.at(-1)?.message).to.have.nested.property('choices.length').greaterThan(1);
  });

  it('after a message that was marked short still stands beside words that were written with it', async () => {
    const id = await send(w, 'picture', { caption: 'mijn chef slaat mij' });
    const [alert] = await w.alerts();
    expect(alert?.category).to.equal('violence');
    expect(alert?.words).to.contain('(foto)').and.contain('mijn chef slaat mij');
    expect(alert?.files).to.deep.equal([{ id: `${thread}:file:${id}:0`, kind: 'picture' }]);
  });

  it('several in one message are each kept', async () => {
    const files = (['picture', 'voice'] as const).map((kind) => ({
      kind,
      mime: 'x/y',
      source: sources[kind],
    }));
    const id = await w.write('whatsapp', noor, { type: 'media', files, caption: '' });
    await w.pass(1500);
    expect((await lineOf(w, id))?.files?.map(({ state }) => state)).to.deep.equal(['kept', 'kept']);
  });

  it('of several members of staff: what they send is not kept', async () => {
    const content = {
      type: 'media' as const,
      files: [{ kind: 'voice' as const, mime: 'x/y', source: 'x' }],
      caption: '',
    };
    await w.write('teams', '22222222-2222-4222-8222-222222222222', content);
    await w.pass(1500);
    expect(w.teams.fetched).to.deep.equal([]);
  });
});

describe('a file that cannot be kept', () => {
  let w: World;
  beforeEach(async () => {
    w = await atAQuestion();
  });
  afterEach(() => w.close());
  const becomes = async (id: string) => (await lineOf(w, id))?.files?.map(({ state, why }) => why ?? state);
  const news = async () => (await w.alerts())[0]?.fileNews?.map((one) => one.news);

  it('too large: the student hears it kindly, staff see it, and nothing of it stays', async () => {
    w.whatsapp.files.set(sources.voice, [{ kind: 'too_large' }]);
    const id = await send(w, 'voice');
    expect(await becomes(id)).to.deep.equal(['too_large']);
    expect(w.whatsapp.texts().join()).to.contain('te groot');
    expect(await news()).to.deep.equal([{ kind: 'not_kept', why: 'too_large' }]);
    expect(w.whatsapp.removed).to.deep.equal([sources.voice]);
    expect(await headOf(w.store, thread, `${thread}:file:${id}:0`)).to.equal(null);
  });

  it('larger than it said', async () => {
    const bytes = new Uint8Array(largestFile + 1);
    w.whatsapp.files.set(sources.voice, [{ kind: 'fetched', bytes }]);
    expect(await becomes(await send(w, 'voice'))).to.deep.equal(['too_large']);
  });

  it('not what it says', async () => {
    w.whatsapp.files.set(sources.voice, [{ kind: 'fetched', bytes: photo() }]);
    expect(await becomes(await send(w, 'voice'))).to.deep.equal(['not_what_it_says']);
    expect(w.whatsapp.texts().join()).to.contain('niet openen');
  });

  it('not there yet is asked for again, and gone after ten minutes', async () => {
    w.whatsapp.files.set(sources.voice, [{ kind: 'gone' }, { kind: 'fetched', bytes: voiceNote() }]);
    const first = await send(w, 'voice');
    expect(await becomes(first)).to.deep.equal(['waiting']);
    await w.pass(5000);
    expect(await becomes(first)).to.deep.equal(['kept']);
    w.whatsapp.files.set(sources.picture, [{ kind: 'gone' }]);
    const second = await send(w, 'picture');
    for (let count = 0; count < 5; count += 1) await w.pass(4 * minute);
    expect(await becomes(second)).to.deep.equal(['gone']);
    expect(w.whatsapp.texts().join()).to.contain('nog een keer sturen');
  });

  it('refused for good, as by a redirect to a host that we do not go to', async () => {
    w.whatsapp.files.set(sources.voice, [{ kind: 'refused', final: true, reason: 'leads to evil.example' }]);
    expect(await becomes(await send(w, 'voice'))).to.deep.equal(['refused']);
  });

  it('of a provider that does not answer for a day', async () => {
    w.whatsapp.files.set(sources.voice, [{ kind: 'later', reason: 'TimeoutError' }]);
    const id = await send(w, 'voice');
    await w.pass(day / 2);
    expect(await becomes(id)).to.deep.equal(['waiting']);
    await w.pass(day);
    await w.pass(day);
    expect(await becomes(id)).to.deep.equal(['unreachable']);
  });

  it('whose removal at the provider fails is kept, and the removal comes again', async () => {
    w.whatsapp.nextRemove.push('later', 'throw');
    const id = await send(w, 'voice');
    expect(await becomes(id)).to.deep.equal(['kept']);
    expect(w.whatsapp.removed).to.deep.equal([]);
    for (let count = 0; count < 3; count += 1) await w.pass(10_000);
    expect(w.whatsapp.removed).to.deep.equal([sources.voice]);
    expect(w.whatsapp.fetched).to.have.length(1);
  });

  const kinds = [
    ['sticker', 'Een sticker kan ik niet lezen'],
    ['contact', 'Een contact bewaar ik niet'],
    ['location', 'Waar je bent, bewaar ik niet. Is er nu gevaar? Bel 112.'],
    ['video', 'Een video kan ik niet bewaren'],
    ['document', 'Dit bestand kan ik niet bewaren'],
    ['other', 'Dit kan ik niet lezen'],
  ] as const;
  for (const [kind, sentence] of kinds)
    it(`${kind}: has its own sentence, is nothing to fetch, and still stands before the begeleider`, async () => {
      const id = await send(w, kind, { source: kind === 'video' ? 'https://twilio.example/v' : null });
      expect(w.whatsapp.texts()).to.have.length(1);
      expect(w.whatsapp.texts()[0]).to.contain(sentence);
      expect(w.whatsapp.fetched).to.deep.equal([]);
      expect(w.whatsapp.removed).to.deep.equal(kind === 'video' ? ['https://twilio.example/v'] : []);
      expect(await becomes(id)).to.deep.equal(['kind']);
      expect((await w.alerts()).map((one) => one.category)).to.deep.equal(['unread']);
    });
});

describe('a process that dies while a file is being kept', () => {
  it('between keeping and telling: the next one finds the file, fetches nothing and removes it there', async () => {
    const clock = simClock(tuesday);
    const store = countingStore(openSqliteStore({ path: ':memory:', clock }));
    const w = await atAQuestion({ clock, store });
    let down = false;
    store.beforePut = (written) => {
      if (/:file:.*:0$/.test(written)) down = true;
      else if (down && written === thread) throw new Error('killed');
    };
    const id = await send(w, 'voice');
    expect(await headOf(store, thread, `${thread}:file:${id}:0`)).to.not.equal(null);
    expect(w.whatsapp.removed).to.deep.equal([]);
    store.beforePut = () => undefined;
    for (let count = 0; count < 3; count += 1) await w.pass(20_000);
    expect((await lineOf(w, id))?.files?.[0]?.state).to.equal('kept');
    expect(w.whatsapp.fetched).to.have.length(1);
    expect(w.whatsapp.removed).to.deep.equal([sources.voice]);
    await w.close();
  });
});
