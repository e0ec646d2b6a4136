import { expect } from 'chai';
import { ownProgress } from '../../../src/core/history/own-progress.js';
import { noJudgements, withDone, withJudgement } from '../../../src/core/history/judgement.js';
import { addresses, type World } from '../../support/world.js';
import { withPast } from './past.js';

const noor = addresses.noor.whatsapp;

describe('"mijn voortgang"', () => {
  let w: World;
  beforeEach(async () => {
    w = await withPast();
    await w.app.history.judge('samira', 'noor', 4, { verdict: 'voldoende', sentence: '' });
    await w.write('whatsapp', noor, 'hoi');
    w.whatsapp.sent.length = 0;
  });
  afterEach(() => w.close());

  it('tells how far he is, with squares for assignments and circles for what he said of himself', async () => {
    await w.write('whatsapp', noor, 'Mijn voortgang');
    await w.pass(0);
    expect(w.whatsapp.texts()).to.deep.equal([
      [
        'Zo ver ben jij:',
        '🟩⬜⬜⬜⬜⬜⬜⬜⬜⬜⬜⬜',
        '1 voldoende, 0 wachten op je begeleider. Nodig: minstens 12 van de 20.',
        'Je hebt 1 keer teruggekeken op je dag.',
        '',
        'Wat jij zelf vond (○ nog moeilijk, ◐ met hulp, ● zelf):',
        '● omgaan met anderen: Zelf',
        '◐ communiceren: Met hulp',
        '',
        'Alles zien wat je schreef? Typ: mijn gegevens.',
      ].join('\n'),
    ]);
  });

  it('asks the open question again', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-11-26', assignment: 5 });
    await w.pass(0);
    await w.write('whatsapp', noor, 'voortgang');
    await w.pass(0);
    const [progress, question] = w.whatsapp.texts().slice(-2);
    expect(progress).to.contain('Zo ver ben jij');
    expect(question).to.match(/26 november.*\?$/su);
  });
});

describe('a student’s own progress', () => {
  const wanted = { needed: 12, of: 20 };
  const words = (judged: number, waiting: number): string[] => {
    let judgements = noJudgements('noor');
    for (let number = 1; number <= judged + waiting; number += 1) {
      judgements = withDone(judgements, { number, at: number, talk: `t${number}` });
      if (number <= judged)
        judgements = withJudgement(judgements, {
          ...{
            number,
            title: 'x',
            sector: 'retail',
            verdict: 'voldoende',
            sentence: '',
            by: 'samira',
            at: 100,
          },
        });
    }
    return ownProgress({ judgements, reflections: [], needed: wanted }).map(({ key, params }) =>
      [key.replace('voortgang.', ''), ...Object.values(params).map((one) => JSON.stringify(one))]
        .join(' ')
        .replaceAll('"', ''),
    );
  };

  it('never shows more squares than are needed, and says when it is enough', () => {
    expect(words(4, 2)).to.include('vakjes 🟩🟩🟩🟩🟨🟨⬜⬜⬜⬜⬜⬜').and.to.include('tel 4 2 12 20');
    expect(words(11, 5)).to.include(`vakjes ${'🟩'.repeat(11)}🟨`);
    expect(words(14, 3))
      .to.include(`vakjes ${'🟩'.repeat(12)}`)
      .and.to.include('genoeg 14 3 12 20');
  });

  it('names no number of assignments where the school judges elsewhere', () => {
    const lines = ownProgress({ judgements: noJudgements('noor'), reflections: [], needed: null });
    expect(lines.map(({ key }) => key)).to.deep.equal([
      'voortgang.kop',
      'voortgang.nog_geen',
      'voortgang.slot',
    ]);
  });
});

describe('"bel me"', () => {
  it('brings a person today, and asks how he can reach the student', async () => {
    const w = await withPast();
    await w.write('whatsapp', noor, 'bel me');
    const [alert] = await w.alerts();
    expect(alert).to.include({ category: 'help_request', severity: 'high' });
    expect(alert?.recipients.map(({ person }) => person)).to.deep.equal(['samira']);
    expect(w.whatsapp.texts().at(-1)).to.contain('Hoe kan Samira de Wit je bereiken?');
    await w.close();
  });
});
