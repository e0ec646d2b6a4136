import { expect } from 'chai';
import { exportOf } from '../../../src/app/rights/export.js';
import { addresses, demoSchool, introduce, world, type World } from '../../support/world.js';
import { reflect, reflectAgain, withPast } from './past.js';

const noor = addresses.noor.whatsapp;

describe('judging an assignment', () => {
  let w: World;
  beforeEach(async () => {
    w = await withPast();
    w.whatsapp.sent.length = 0;
  });
  afterEach(() => w.close());
  const judge = (verdict: 'voldoende' | 'nog_niet', sentence = '', number = 4, who = 'samira') =>
    w.app.history.judge(who, 'noor', number, { verdict, sentence });
  const told = async (): Promise<string[]> => {
    await w.pass(16 * 3_600_000);
    // A template says that there is something; the words follow what he writes.
    await w.write('whatsapp', noor, 'hoi');
    return w.whatsapp.texts().filter((text) => text.includes('opdracht 4'));
  };

  it('waits for her once it was done and reflected on, and shows the work in the student’s words', async () => {
    expect(
      (await w.app.history.toJudge('samira')).map(({ student, number, title }) => [student, number, title]),
    ).to.deep.equal([['noor', 4, 'Kassa']]);
    const view = await w.app.history.judging('samira', 'noor', 4);
    expect(view?.done).to.deep.equal([
      {
        date: '2026-11-24',
        words: [
          'ik heb een klant geholpen die de pindakaas niet kon vinden',
          'ik zei goedemorgen tegen mijn collega Ahmed en vroeg hoe het ging',
          'ik vroeg waar de lege dozen moesten',
        ],
      },
    ]);
    // No effort, depth, mood, rating, intention or flag is on this screen (invariant 12).
    expect(JSON.stringify(view)).to.not.match(/mood|effort|short|depth|rating|goed"|zelf"|eerder of iemand/u);
  });

  it('is told to the student with his progress, once, with her sentence', async () => {
    expect(await judge('voldoende', ' Netjes gedaan. ')).to.equal('saved');
    expect(await judge('voldoende', 'Netjes gedaan.')).to.equal('same');
    const texts = await told();
    expect(texts).to.have.length(1);
    expect(texts[0]).to.contain('voldoende').and.to.contain('Samira de Wit schrijft: “Netjes gedaan.”');
    expect(texts[0]).to.contain('Je hebt nu 1 voldoende').and.to.contain('minstens 12 van de 20');
    expect(await w.app.history.toJudge('samira')).to.deep.equal([]);
  });

  it('is told when the week has room for it: news counts as what nobody asked for', async () => {
    const { school } = w.deps;
    const now = w.clock.now();
    await w.app.history.judge('samira', 'noor', 4, { verdict: 'voldoende', sentence: '' });
    const first = (await w.thread('noor')).unasked.length;
    for (const sentence of ['Bijna.', 'Toch goed.', 'Toch heel goed.']) {
      await w.pass(60_000);
      await judge('voldoende', sentence);
    }
    const { unasked, jobs } = await w.thread('noor');
    expect(unasked.filter((at) => now - at < 7 * 24 * 3_600_000)).to.have.length(school.days.unaskedPerWeek);
    expect(first).to.equal(2);
    const waiting = jobs.filter(({ task }) => task.type === 'post');
    expect(waiting).to.have.length(2);
    w.whatsapp.sent.length = 0;
    await w.pass(8 * 24 * 3_600_000);
    await w.write('whatsapp', noor, 'hoi');
    await w.pass(8 * 24 * 3_600_000);
    await w.write('whatsapp', noor, 'hoi');
    expect(w.whatsapp.texts().filter((text) => text.includes('Toch heel goed.'))).to.have.length(1);
  });

  it('"nog niet" names no numbers, and waits again once it was done anew', async () => {
    await judge('nog_niet', 'Oefen nog met wisselgeld.');
    const [text] = await told();
    expect(text)
      .to.contain('Oefen nog met wisselgeld')
      .and.to.contain('nog een keer doen')
      .and.to.not.contain('12');
    expect(await w.app.history.toJudge('samira')).to.deep.equal([]);
    await reflectAgain(w, '2026-11-26');
    expect((await w.app.history.toJudge('samira')).map(({ number }) => number)).to.deep.equal([4]);
  });

  it('corrected later keeps what stood there before, for the student as well', async () => {
    await judge('nog_niet');
    await w.pass(1000);
    await judge('voldoende', 'Ik keek verkeerd.');
    const view = await w.app.history.judging('samira', 'noor', 4);
    expect(view?.judgement).to.include({ verdict: 'voldoende', by: 'samira' });
    expect(view?.judgement?.earlier.map(({ verdict }) => verdict)).to.deep.equal(['nog_niet']);
    const kept = await exportOf(w.deps, 'noor');
    expect(kept?.judgements.map(({ number, verdict, name }) => [number, verdict, name])).to.deep.equal([
      [4, 'voldoende', 'Samira de Wit'],
    ]);
  });

  it('is for the begeleider, and for an assignment that there is', async () => {
    for (const who of ['peter', 'tom', 'karin', 'noor']) {
      expect(await judge('voldoende', '', 4, who), who).to.equal('refused');
      expect(await w.app.history.judging(who, 'noor', 4), who).to.equal(null);
      expect(await w.app.history.toJudge(who), who).to.deep.equal([]);
    }
    expect(await judge('voldoende', '', 99)).to.equal('unknown_assignment');
  });
});

describe('a school that judges elsewhere', () => {
  it('has nothing to judge', async () => {
    const w = await world({ school: { ...(await demoSchool()), judging: false } });
    await introduce(w);
    await reflect(w);
    expect(await w.app.history.toJudge('samira')).to.deep.equal([]);
    expect(await w.app.history.judge('samira', 'noor', 4, { verdict: 'voldoende', sentence: '' })).to.equal(
      'refused',
    );
    expect((await w.app.history.history('samira', 'noor'))?.progress).to.equal(null);
    await w.close();
  });
});

describe('notes for the next talk', () => {
  it('are written by begeleider and mentor, changed by whoever wrote them, and known to the student', async () => {
    const w = await withPast();
    const { changeNote, history } = w.app.history;
    expect(
      await changeNote('peter', 'noor', { do: 'add', id: 'n1', text: ' Vraag naar de kassa. ' }),
    ).to.equal(true);
    expect(await changeNote('peter', 'noor', { do: 'add', id: 'n1', text: 'twice' })).to.equal(true);
    expect(await changeNote('fatima', 'noor', { do: 'add', id: 'n2', text: 'no' })).to.equal(false);
    await changeNote('samira', 'noor', { do: 'change', id: 'n1', text: 'not hers' });
    const notes = async (who: string) =>
      (await history(who, 'noor'))?.notes.map(({ text, by, mine }) => [text, by, mine]);
    expect(await notes('samira')).to.deep.equal([['Vraag naar de kassa.', 'Peter Jansen', false]]);
    await changeNote('peter', 'noor', { do: 'change', id: 'n1', text: 'Vraag naar het magazijn.' });
    expect(await notes('peter')).to.deep.equal([['Vraag naar het magazijn.', 'Peter Jansen', true]]);
    expect((await exportOf(w.deps, 'noor'))?.notes.map(({ text }) => text)).to.deep.equal([
      'Vraag naar het magazijn.',
    ]);
    await changeNote('peter', 'noor', { do: 'remove', id: 'n1' });
    expect(await notes('peter')).to.deep.equal([]);
    await w.close();
  });
});

describe('writing to a student from a page', () => {
  it('is one message for one form, by whoever may', async () => {
    const w = await withPast();
    const write = (who: string, text: string, token = 'form-1') =>
      w.app.history.write(who, 'noor', { text, token });
    expect(await write('samira', 'Goed bezig.')).to.equal('sent');
    expect(await write('samira', 'Goed bezig.')).to.equal('sent');
    expect(await write('samira', '  ', 'form-2')).to.equal('empty');
    expect(await write('karin', 'Hoi')).to.equal('refused');
    await w.write('whatsapp', noor, 'hoi');
    expect(w.whatsapp.texts().filter((text) => text.includes('Goed bezig.'))).to.have.length(1);
    await w.write('whatsapp', noor, 'stop');
    expect(await write('samira', 'Nog iets.', 'form-3')).to.equal('not_reachable');
    await w.close();
  });
});
