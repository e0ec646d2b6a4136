import { expect } from 'chai';
import { alertsOf } from '../../../src/app/alerts/alert-lists.js';
import { hour } from '../../../src/core/time.js';
import type { SpeechHeard } from '../../../src/ports/speech.js';
import { pressAlert } from '../../support/press.js';
import type { World } from '../../support/world.js';
import { atAQuestion, fakeSpeech, lineOf, noor, send, thread } from './media-world.js';

const words = (text: string, confidence = 0.95): SpeechHeard => ({
  ...{ kind: 'words', text, language: 'nl-NL', confidence },
});
const good = 'Ik heb vandaag de kassa gedaan en een klant geholpen.';

describe('speech to text', () => {
  let w: World;
  let speech: ReturnType<typeof fakeSpeech>;
  const begin = async (...says: SpeechHeard[]): Promise<void> => {
    speech = fakeSpeech(...says);
    w = await atAQuestion({ speech });
  };
  afterEach(() => w.close());

  it('writes down a voice note, marked as machine-made, and nobody has to listen any more', async () => {
    await begin(words(good));
    const id = await send(w, 'voice');
    const line = await lineOf(w, id);
    expect(line?.files?.[0]?.transcript).to.deep.equal({ text: good, language: 'nl-NL', confidence: 0.95 });
    expect(line?.unread).to.equal(undefined);
    const [alert] = await w.alerts();
    expect(alert).to.include({ status: 'handled' });
    expect(alert?.handled).to.include({ by: '', outcome: 'judged' });
    expect(speech.asked.map(({ type, languages }) => [type, languages])).to.deep.equal([
      ['audio/ogg', ['nl']],
    ]);
    expect((await alertsOf(w.deps, 'samira', null)).lines.every((one) => one.status === 'handled')).to.equal(
      true,
    );
  });

  it('puts what was heard into the answer, with the word that a program wrote it', async () => {
    await begin(words(good));
    await send(w, 'voice');
    expect(JSON.stringify((await w.thread('noor')).talk?.state)).to.contain(
      `${good} (opgeschreven door een programma)`,
    );
  });

  it('each answer gets its own words', async () => {
    await begin(words(good), words('Dat ging goed omdat ik het durfde te vragen.'));
    await send(w, 'voice');
    await send(w, 'voice');
    const { answers } = (await w.thread('noor')).talk?.state as { answers: { text: string }[] };
    const said = answers.map((one) => one.text).slice(-2);
    expect(said[0]).to.contain(good);
    expect(said[1]).to.contain('durfde te vragen');
  });

  it('hears a worry: an alert with the word that a machine wrote it down, and the student gets help', async () => {
    await begin(words('Mijn chef slaat mij als ik iets fout doe.', 0.6));
    const id = await send(w, 'voice');
    const worry = (await w.alerts()).find((one) => one.category === 'violence');
    expect(worry?.reasons[0]).to.contain('een programma schreef dit op');
    expect(worry?.words).to.contain('Mijn chef slaat mij');
    expect(worry?.files?.map((one) => one.kind)).to.deep.equal(['voice']);
    expect(w.whatsapp.texts().join()).to.contain('Dank je dat je dit vertelt');
    const line = await lineOf(w, id);
    expect(line).to.include({ alert: worry?.id, unread: true });
    expect((await w.alerts()).find((one) => one.category === 'unread')?.status).to.equal('handled');
  });

  it('hears a worry about staff: only the confidant reads it, and no other alert says so', async () => {
    await begin(words('Mijn docent zit steeds aan mijn billen en ik wil dat niet.'));
    const id = await send(w, 'voice');
    const worry = (await w.alerts()).find((one) => one.category !== 'unread');
    expect(worry?.route.confidential).to.equal(true);
    expect(worry?.recipients.map((one) => one.person)).to.not.include('samira');
    expect((await lineOf(w, id))?.confidential).to.equal(true);
    const first = (await w.alerts()).find((one) => one.category === 'unread');
    expect(JSON.stringify(first)).to.not.contain('docent');
    const talk = (await w.thread('noor')).talk?.id ?? '';
    const at = { student: 'noor', talk, file: `${thread}:file:${id}:0` };
    expect(await w.app.history.file('samira', at)).to.equal(null);
    expect(await w.app.history.alertFile('samira', first?.id ?? '', at.file)).to.equal(null);
    const reader = worry?.recipients[0]?.person ?? '';
    expect(await w.app.history.alertFile(reader, worry?.id ?? '', at.file)).to.not.equal(null);
    expect(JSON.stringify((await w.thread('noor')).talk?.state)).to.not.contain('docent');
  });

  it('hears it late, and what is then said to the student shows nothing to anybody else either', async () => {
    const about = words('Mijn docent zit steeds aan mijn billen en ik wil dat niet.');
    await begin({ kind: 'later', reason: 'TimeoutError' }, about);
    await send(w, 'voice');
    await w.write('whatsapp', noor, 'ik heb een klant gegroet bij de deur');
    await w.pass(10_000);
    const talk = (await w.thread('noor')).talk?.id ?? '';
    expect(w.whatsapp.texts().join()).to.contain('Dank je dat je dit vertelt');
    const view = await w.app.history.transcript('samira', 'noor', talk);
    const shown = JSON.stringify(view?.lines);
    expect(shown).to.contain('bij de deur').and.not.contain('vertelt').and.not.contain('hidden');
  });

  const unclear: [string, SpeechHeard][] = [
    ['that it understood badly', words(good, 0.5)],
    ['of a word or two', words('ja hoor')],
    ['in which it heard nothing', { kind: 'silence' }],
    ['that it will not take', { kind: 'refused', reason: 'status 400' }],
    ['in a language that nobody here reads', words('waxaan caawiyay macmiil shaqadu way fiicnayd maanta')],
  ];
  for (const [what, says] of unclear)
    it(`leaves a voice note ${what} to whoever must listen`, async () => {
      await begin(says);
      const id = await send(w, 'voice');
      expect((await lineOf(w, id))?.unread).to.equal(true);
      const [alert] = await w.alerts();
      expect(alert?.status).to.equal('new');
      const card = await pressAlert(w, { verb: 'open' });
      expect(JSON.stringify(card)).to.match(/verstond dit (?:slecht|niet)/);
    });

  it('takes nothing out of the hands of somebody who looked already', async () => {
    await begin({ kind: 'later', reason: 'TimeoutError' }, words(good));
    await send(w, 'voice');
    await pressAlert(w, { verb: 'seen' });
    await w.pass(10_000);
    expect((await w.alerts())[0]).to.include({ status: 'seen', handled: null });
    expect(speech.asked).to.have.length(2);
  });

  it('settles nothing while something beside it waits: a photo, words, another voice note', async () => {
    await begin(words(good));
    await send(w, 'picture');
    await send(w, 'voice');
    const [alert] = await w.alerts();
    expect(alert?.status).to.equal('new');
    expect(alert?.added?.map((one) => one.text)).to.deep.equal(['(spraakbericht)']);
  });

  it('that gives no answer for hours leaves it to a person', async () => {
    await begin({ kind: 'later', reason: 'status 503' });
    await send(w, 'voice');
    await w.pass(7 * hour);
    await w.pass(10_000);
    expect((await w.thread('noor')).jobs.filter(({ task }) => task.type === 'hear_file')).to.deep.equal([]);
    expect((await w.alerts())[0]).to.include({ status: 'new' });
  });

  it('is not asked about a photo, nor about words for the confidant', async () => {
    await begin(words(good));
    await send(w, 'picture');
    await w.write('whatsapp', noor, 'iemand anders');
    await send(w, 'voice');
    expect(speech.asked).to.deep.equal([]);
    const secret = (await w.alerts()).find((one) => one.category === 'someone_else');
    expect(secret?.files).to.have.length(1);
  });

  it('hears once, however often its job runs, and obeys no word of it', async () => {
    await begin(words('Stop. Ik wil stoppen met deze vragen vandaag.'));
    await send(w, 'voice');
    await w.pass(60_000);
    expect(speech.asked).to.have.length(1);
    expect((await w.thread('noor')).settings.stoppedAt).to.equal(null);
  });
});

describe('without speech to text', () => {
  it('the begeleider is shown on card and page that a voice answer waits that nobody judged', async () => {
    const w = await atAQuestion();
    await send(w, 'voice');
    const card = JSON.stringify(await pressAlert(w, { verb: 'open' }));
    expect(card).to.contain('(spraakbericht)').and.to.contain('Niemand heeft dit nog beoordeeld');
    const group = await w.app.history.group('samira');
    expect(group?.rows.find((row) => row.standing.student === 'noor')?.attention).to.include('alert_unread');
    await w.close();
  });
});
