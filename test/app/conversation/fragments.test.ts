import { expect } from 'chai';
import { refs } from '../../../src/app/refs.js';
import type { Thread } from '../../../src/core/thread/thread.js';
import { second } from '../../../src/core/time.js';
import { addresses, demoSchool, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('one thought in several messages', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ school: { ...(await demoSchool()), fragmentSeconds: 4 } });
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    for (const label of ['🙂 Goed', 'Ja', 'Iets dat goed ging']) await w.tap('whatsapp', noor, label);
    w.whatsapp.sent.length = 0;
  });
  afterEach(() => w.close());
  const say = async (...texts: string[]): Promise<void> => {
    for (const text of texts) {
      await w.write('whatsapp', noor, text);
      await w.pass(2 * second);
    }
  };
  const answers = async (): Promise<string[]> => {
    const { talk } = await w.thread('noor');
    return ((talk?.state as { answers: { text: string }[] } | null)?.answers ?? []).map(({ text }) => text);
  };
  const quiet = (): unknown => expect(w.whatsapp.sent).to.deep.equal([]);

  it('is one answer, judged as a whole, and the talk goes on some seconds after the last', async () => {
    await say('er kwam een klant', 'hij zocht pindakaas', 'ik heb hem geholpen');
    quiet();
    await w.pass(2 * second);
    expect((await answers()).at(-1)).to.equal('er kwam een klant\nhij zocht pindakaas\nik heb hem geholpen');
    expect(w.whatsapp.texts()).to.have.length(1);
    const { talk } = await w.thread('noor');
    const said =
      talk?.transcript.filter((line) => line.from === 'student' && line.choice === undefined) ?? [];
    expect(said.map(({ text }) => text)).to.deep.equal([
      'er kwam een klant',
      'hij zocht pindakaas',
      'ik heb hem geholpen',
    ]);
  });

  it('ends at the latest after five times that long, however fast somebody types', async () => {
    for (let piece = 0; piece < 9; piece += 1) await say(`stukje ${piece} over de klant en de kassa`);
    quiet();
    await w.pass(2 * second);
    expect(w.whatsapp.texts()).to.have.length(1);
  });

  it('whose script fails is kept, and operators are told as for any other', async () => {
    const stored = await w.store.get<Thread>(refs.thread('demo', 'noor'));
    if (stored === null) throw new Error('no thread');
    const { talk } = stored.body;
    const broken = { ...stored.body, talk: talk && { ...talk, state: { v: 1, frames: 'kapot' } } };
    const { etag, ...item } = stored;
    await w.store.put({ ...item, body: broken }, { etag });
    await say('ik heb een klant geholpen');
    await w.pass(10 * second);
    expect(w.logged.map(({ event }) => event)).to.include('talk.parked');
    expect(w.whatsapp.texts()).to.have.length(1);
  });

  it('does not hold up a button: what was said is the answer at once', async () => {
    await w.write('whatsapp', noor, 'ik heb een klant geholpen met de pindakaas');
    quiet();
    // An old button of the same talk; it has been answered and changes nothing.
    const { talk } = await w.thread('noor');
    const payload = `${talk?.id ?? ''}|3|goed`;
    await w.write('whatsapp', noor, { type: 'button', payload, label: 'Iets dat goed ging' });
    expect((await answers()).at(-1)).to.equal('ik heb een klant geholpen met de pindakaas');
  });

  it('does not hold up a worry, and finds one that only the pieces together tell', async () => {
    await say('mijn chef');
    await w.write('whatsapp', noor, 'slaat mij');
    const [alert] = await w.alerts();
    expect(alert).to.include({ category: 'violence', severity: 'acute' });
    expect(alert?.words).to.equal('mijn chef\nslaat mij');
    expect(w.whatsapp.texts()[0]).to.contain('Dank je dat je dit vertelt');
    await w.pass(30 * second);
    // Nothing more is said: the question waits below the care.
    expect(w.whatsapp.texts()).to.have.length(1);
  });

  it('keeps what was said when a word of its own comes between', async () => {
    await say('ik heb een klant geholpen');
    await w.write('whatsapp', noor, 'help');
    await w.pass(10 * second);
    await w.write('whatsapp', noor, 'met de pindakaas');
    await w.pass(4 * second);
    expect((await answers()).at(-1)).to.equal('ik heb een klant geholpen\nmet de pindakaas');
  });

  it('keeps what was said when somebody of the staff writes between', async () => {
    await say('ik heb een klant geholpen');
    await w.app.history.write('samira', 'noor', { text: 'Zet hem op!', token: 'f1' });
    await w.pass(0);
    await w.tap('whatsapp', noor, 'Gelezen');
    await w.write('whatsapp', noor, 'met de pindakaas');
    await w.pass(4 * second);
    expect((await answers()).at(-1)).to.equal('ik heb een klant geholpen\nmet de pindakaas');
  });

  it('that comes late still goes with its answer, where it clearly goes on', async () => {
    await say('ik heb een klant geholpen met de pindakaas');
    await w.pass(2 * second);
    expect(w.whatsapp.texts()).to.have.length(1);
    await say('en toen zei hij dankjewel');
    expect((await answers()).at(-1)).to.equal(
      'ik heb een klant geholpen met de pindakaas\nen toen zei hij dankjewel',
    );
    await w.pass(20 * second);
    expect(w.whatsapp.texts()).to.have.length(1);
    await say('en ik zei goedemorgen tegen Ahmed');
    await w.pass(2 * second);
    expect((await answers()).at(-1)).to.equal('en ik zei goedemorgen tegen Ahmed');
  });

  it('can be changed while it waits', async () => {
    const id = await w.write('whatsapp', noor, 'ik heb een klant geholpe bij de kassa');
    await w.write('whatsapp', noor, { type: 'edit', of: id, text: 'ik heb een klant geholpen bij de kassa' });
    await w.pass(4 * second);
    expect((await answers()).at(-1)).to.equal('ik heb een klant geholpen bij de kassa');
  });

  it('is not lost when its process is gone: another one goes on with it', async () => {
    await w.write('whatsapp', noor, 'ik heb een klant geholpen met de pindakaas');
    const other = await world({ store: w.store, clock: w.clock, school: w.deps.school, idPrefix: 'other-' });
    await other.pass(60 * second);
    expect(other.whatsapp.texts()).to.have.length(1);
  });
});
