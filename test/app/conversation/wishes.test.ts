import { expect } from 'chai';
import { addresses, introduce, world, type World } from '../../support/world.js';
import { withPast } from '../history/past.js';

const noor = addresses.noor.whatsapp;

/** What students ask for by a word of their own. */
describe('a word of the student', () => {
  let w: World;
  beforeEach(async () => {
    w = await withPast();
    w.whatsapp.sent.length = 0;
  });
  afterEach(() => w.close());

  const say = async (text: string): Promise<string[]> => {
    w.whatsapp.sent.length = 0;
    await w.write('whatsapp', noor, text);
    await w.pass(0);
    return w.whatsapp.texts();
  };

  it('"weinig tijd" makes a talk two questions, which count', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-12-01', assignment: 4 });
    await w.pass(0);
    expect((await say('weinig tijd'))[0]).to.contain('Even kort over dinsdag 1 december.');
    await w.tap('whatsapp', noor, '😐 Gaat wel');
    expect(w.whatsapp.texts().at(-1)).to.match(
      /We houden het kort\. Ik heb twee vragen\..*volgende keer vraag ik eerder/su,
    );
    await say('ik heb de kassa gedaan en een klant geholpen');
    const [last] = await say('ik vraag het eerder');
    expect(last).to.contain('Noor');
    const { history, talk } = await w.thread('noor');
    expect(talk).to.equal(null);
    expect(history).to.include({ finished: 2, lastIntention: 'ik vraag het eerder' });
  });

  it('"weinig tijd" in the middle asks only what is left', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-12-01', assignment: 4 });
    await w.pass(0);
    await w.tap('whatsapp', noor, '🙂 Goed');
    await w.tap('whatsapp', noor, 'Ja');
    await w.tap('whatsapp', noor, 'Ja, gelukt');
    await w.tap('whatsapp', noor, 'Iets moeilijks');
    await say('een klant was boos en ik heb mijn collega gehaald');
    const [first] = await say('ik heb geen tijd');
    expect(first).to.contain('Ik heb nog één vraag.').and.not.contain('blijft in je hoofd');
    expect((await say('weinig tijd'))[0]).to.contain('Het is al kort.');
  });

  it('"doel" looks at the last plan first, and a new one takes its place', async () => {
    const [first] = await say('mijn doel');
    expect(first).to.contain('volgende keer vraag ik eerder');
    await w.tap('whatsapp', noor, 'Iets anders');
    await w.tap('whatsapp', noor, 'Iets laten zien');
    expect(await say('dat ik de kassa alleen kan')).to.deep.equal([
      'Dat is jouw doel. De volgende keer vraag ik hoe het ging. Succes.',
    ]);
    const { history } = await w.thread('noor');
    expect(history).to.include({ lastIntention: 'dat ik de kassa alleen kan', finished: 1 });
  });

  it('"doel" keeps the plan when that is still the goal, and when none is wanted', async () => {
    await say('doel');
    await w.tap('whatsapp', noor, 'Ja');
    await say('doel');
    await w.tap('whatsapp', noor, 'Iets anders');
    await w.tap('whatsapp', noor, 'Toch geen doel');
    expect((await w.thread('noor')).history.lastIntention).to.contain('eerder of iemand hulp nodig heeft');
  });

  it('"mijn lijst" is empty at first, and holds what was said of work and self and the questions', async () => {
    expect((await say('mijn lijst'))[0]).to.contain('Je lijst is nog leeg.');
    for (const date of ['2026-12-01', '2026-12-02']) {
      await w.app.openDay({ student: 'noor', date, assignment: 4 });
      await answerAll(w);
    }
    // The fourth talk, of the practice day after that, is the one about work.
    await w.pass(11 * 24 * 3_600_000);
    await answerAll(w);
    const [list] = await say('Mijn lijst');
    expect(list).to.match(/^Jouw lijst over werk en jezelf:\n• over mij/u);
    expect(list).to.match(/vragen voor je praktijkopleider:\n• mag ik ook/u);
    expect(list).to.contain('Je bedrijf kan het niet lezen.');
  });

  it('"ben je een mens" is answered honestly, and the open question is asked again', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-12-01', assignment: 4 });
    await w.pass(0);
    const [honest, question] = await say('Ben je een mens?');
    expect(honest).to.contain('Ik ben een programma, geen mens. Samira de Wit leest mee.');
    expect(question).to.contain('?');
  });

  it('without a talk there is nothing to make short', async () => {
    expect((await say('weinig tijd'))[0]).to.contain('Ik heb nu geen vraag voor je.');
  });
});

describe('more messages than can be answered', () => {
  it('are all kept; that is said once, and the talk goes on after a minute', async () => {
    const w = await withPast();
    await w.app.openDay({ student: 'noor', date: '2026-12-01', assignment: 4 });
    await w.pass(0);
    w.whatsapp.sent.length = 0;
    for (let nr = 0; nr < 30; nr += 1) await w.write('whatsapp', noor, `bericht nummer ${nr}`);
    const texts = w.whatsapp.texts();
    expect(texts.filter((text) => text.includes('Dat gaat snel.'))).to.have.length(1);
    expect(texts.length).to.be.lessThan(25);
    const said = (await w.thread('noor')).talk?.transcript.filter(({ from }) => from === 'student') ?? [];
    expect(said.map(({ text }) => text)).to.include('bericht nummer 29');
    await w.pass(61_000);
    w.whatsapp.sent.length = 0;
    await w.write('whatsapp', noor, 'verder');
    expect(w.whatsapp.texts().join()).to.contain('?');
    await w.close();
  });

  it('do not keep a worry waiting', async () => {
    const w = await withPast();
    for (let nr = 0; nr < 25; nr += 1) await w.write('whatsapp', noor, `bericht ${nr}`);
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    expect((await w.alerts()).map(({ category }) => category)).to.include('violence');
    expect(w.whatsapp.texts().at(-1)).to.contain('Dank je dat je dit vertelt');
    await w.close();
  });
});

describe('a bad mood', () => {
  it('is remembered the next time, but not on the same day', async () => {
    const w = await world();
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    await w.tap('whatsapp', noor, '🙁 Niet goed');
    await w.tap('whatsapp', noor, 'Een andere dag');
    await w.write('whatsapp', noor, 'start');
    expect(w.whatsapp.texts().at(-1)).to.not.contain('Vorige keer ging het niet');
    await w.tap('whatsapp', noor, '🙁 Niet goed');
    await w.tap('whatsapp', noor, 'Een andere dag');
    await w.pass(25 * 3_600_000);
    await w.write('whatsapp', noor, 'start');
    expect(w.whatsapp.texts().at(-1)).to.contain('Vorige keer ging het niet zo goed met je.');
    await w.close();
  });
});

/** A whole talk: the first button of each question, and words that fit what is asked. */
async function answerAll(w: World): Promise<void> {
  await w.pass(0);
  for (let nr = 0; nr < 30; nr += 1) {
    const { talk } = await w.thread('noor');
    if (talk === null) break;
    const [first] = talk.offered;
    if (first !== undefined)
      await w.write('whatsapp', noor, { type: 'button', payload: first.id, label: first.label });
    else if (talk.question.includes('praktijkopleider'))
      await w.write('whatsapp', noor, 'mag ik ook eens bestellen');
    else await w.write('whatsapp', noor, `over mij ${nr}: ik help klanten graag, want dan zijn ze blij`);
  }
  await w.pass(25 * 3_600_000);
}
