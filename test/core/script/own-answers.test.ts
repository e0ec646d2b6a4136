import { expect } from 'chai';
import type { ScriptEvent } from '../../../src/core/script/event.js';
import { scriptGraph } from '../../../src/core/script/graph.js';
import type { Content } from '../../../src/core/script/model.js';
import { readState } from '../../../src/core/script/state.js';
import { begin, transition, type Transition } from '../../../src/core/script/transition.js';
import { bundle, keys, script } from '../../support/content.js';

const steps = `
  - id: soort
    ask:
      kind: choice
      text: p.soort
      choices:
        - { id: goed, label: p.goed, to: wat }
        - { id: lastig, label: p.lastig, to: wat_lastig }
      save: soort
  - id: wat
    ask: { kind: text, text: [p.wat_1, p.wat_2], explain: [p.simpel_1, p.simpel_2], save: wat, summary: p.label_wat }
    next: plan
  - id: wat_lastig
    ask: { kind: text, text: p.wat_lastig, save: wat, summary: p.label_wat }
  - id: plan
    ask:
      kind: text
      text: p.plan
      hints: { frame: p.kader, example: p.voorbeeld, starter: p.begin }
      save: plan
      summary: p.label_plan
  - id: klopt
    ask: { kind: confirm, text: p.klopt, save: klopt }
  - id: klopt_of_niet
    branch:
      - { when: klopt == false, to: anders }
      - { to: klaar }
  - id: anders
    ask:
      kind: choice
      text: p.anders
      options: answers
      again: p.opnieuw
      choices: [{ id: zo, label: p.zo, to: klaar }]
      words: { save: erbij, to: klaar }
    next: klopt
  - id: klaar
    say: p.klaar
`;
const texts = {
  ...{ 'p.soort': 'Wat voor iets?', 'p.goed': 'Goed', 'p.lastig': 'Lastig', 'p.wat_1': 'Wat deed je?' },
  ...{ 'p.wat_2': 'Wat was het?', 'p.simpel_1': 'Jouw werk?', 'p.simpel_2': 'Wat?', 'p.wat_lastig': 'Wat?' },
  ...{ 'p.label_wat': 'Mijn werk', 'p.label_plan': 'Mijn plan', 'p.plan': 'En nu?', 'p.kader': 'Noem iets.' },
  ...{ 'p.voorbeeld': 'Bijvoorbeeld: …', 'p.begin': 'Begin zo: …', 'p.klopt': '{{summary}} Klopt dit?' },
  ...{ 'p.anders': 'Welk antwoord?', 'p.opnieuw': 'Je schreef: {{before}}', 'p.zo': 'Laat maar zo' },
  ...{ 'p.klaar': 'Klaar.', 'app.correct': '{{before}}', 'app.correct_skipped': 'Nog een keer.' },
  ...{ 'app.correct_nothing': 'Niets.', 'app.explain_choice': 'Kies.', 'app.explain_words': 'Schrijf.' },
};

let count = 0;
const says = (text: string, choice: string | null = null): ScriptEvent => ({
  ...{ type: 'answer', text, choice, effort: 'ok', depth: 1, unread: false },
  parts: [{ id: `m${(count += 1)}`, text }],
});

describe('answers that are said anew', () => {
  const { content, findings } = bundle(script(steps), texts);
  const start = (): Transition =>
    begin(content, { script: 'proef', values: { streak: 0 }, skills: [], used: [] });
  const play = (turn: Transition, ...events: ScriptEvent[]): Transition =>
    events.reduce((now, event) => transition(content, now.state, event), turn);
  const words = ({ state }: Transition): string[] => state.answers.map(({ text }) => text);

  beforeEach(() => {
    count = 0;
  });

  it('can be written in a script that its check takes', () => {
    expect(findings).to.deep.equal([]);
  });

  describe('the last one', () => {
    it('is taken back with what followed from it, and asked again in the same words', () => {
      const asked = play(start(), says('Lastig', 'lastig'));
      const back = play(asked, { type: 'correct' });
      expect(keys(back.effects)).to.deep.equal(['app.correct', 'p.soort']);
      expect(back.effects[0]).to.deep.equal({ type: 'taken_back', messages: ['m1'] });
      expect(back.state.values).to.deep.equal({ streak: 0 });
      expect(words(back)).to.deep.equal([]);
      expect(keys(play(back, says('Goed', 'goed')).effects)).to.deep.equal(['p.wat_1']);
    });

    it('goes back three answers at most, and past a question that was skipped', () => {
      const far = play(start(), says('Goed', 'goed'), { type: 'skip' }, says('morgen'), says('Nee', 'nee'));
      const once = play(far, { type: 'correct' });
      expect(keys(once.effects)).to.deep.equal(['app.correct', 'p.klopt']);
      const thrice = play(once, { type: 'correct' }, { type: 'correct' });
      expect(keys(thrice.effects)).to.deep.equal(['app.correct_skipped', 'p.wat_1']);
      expect(keys(play(thrice, { type: 'correct' }).effects)).to.deep.equal([
        'app.correct_nothing',
        'p.wat_1',
      ]);
    });

    it('is first what was said to the open question and was not enough', () => {
      const hinted = play(start(), says('Goed', 'goed'), says('kassa'), {
        ...says('ja'),
        effort: 'none',
      } as ScriptEvent);
      const back = play(hinted, { type: 'correct' });
      expect(keys(back.effects)).to.deep.equal(['app.correct', 'p.plan']);
      expect(words(play(back, says('ik vraag hulp')))).to.deep.equal(['Goed', 'kassa', 'ik vraag hulp']);
    });

    it('of a small script on top stays: it is done', () => {
      const asked = play(start(), says('Goed', 'goed'), { type: 'interrupt', script: 'proef', values: {} });
      const tried = play(asked, says('Lastig', 'lastig'), { type: 'correct' });
      expect(keys(tried.effects)).to.deep.equal(['app.correct_nothing', 'p.wat_lastig']);
    });
  });

  describe('at the summary', () => {
    const atList = (): Transition =>
      play(start(), says('Goed', 'goed'), says('kassa'), says('morgen beter'), says('Nee', 'nee'));
    const offered = ({ effects }: Transition): string[] =>
      effects.flatMap((effect) => (effect.type === 'ask' ? effect.choices.map(({ id }) => id) : []));

    it('can be chosen by their labels', () => {
      expect(offered(atList())).to.deep.equal(['answer_1', 'answer_2', 'zo']);
    });

    it('are asked again with the old words, take the old place, and the summary comes back with them', () => {
      const again = play(atList(), says('Mijn werk', 'answer_1'));
      expect(keys(again.effects)).to.deep.equal(['p.opnieuw', 'p.wat_1']);
      expect(again.effects.find((effect) => effect.type === 'say')).to.have.nested.property(
        'text.params.before',
        'kassa',
      );
      const done = play(again, says('vakken vullen'));
      expect(keys(done.effects)).to.deep.equal(['p.klopt']);
      expect(done.effects).to.deep.include({ type: 'taken_back', messages: ['m2'] });
      expect(done.effects).to.deep.include({ type: 'saved', name: 'wat', value: 'vakken vullen' });
      expect(words(done).slice(0, 3)).to.deep.equal(['Goed', 'vakken vullen', 'morgen beter']);
      expect(keys(play(done, says('Ja', 'ja')).effects)).to.deep.equal(['p.klaar']);
    });

    it('stay as they were when the question is skipped, or the choice is to leave it', () => {
      const skipped = play(atList(), says('Mijn werk', 'answer_1'), { type: 'skip' });
      expect(keys(skipped.effects)).to.deep.equal(['p.klopt']);
      expect(words(skipped)).to.include('kassa');
      expect(keys(play(atList(), says('Laat maar zo', 'zo')).effects)).to.deep.equal(['p.klaar']);
    });

    it('ask for no more than was said: no hint follows', () => {
      const again = play(atList(), says('Mijn plan', 'answer_2'));
      const thin = play(again, { ...says('weet niet'), effort: 'none' } as ScriptEvent);
      expect(keys(thin.effects)).to.deep.equal(['p.klopt']);
    });

    it('can be taken back as well', () => {
      const done = play(atList(), says('Mijn werk', 'answer_1'), says('vakken vullen'));
      const back = play(done, { type: 'correct' });
      expect(words(back)).to.include('kassa').and.to.not.include('vakken vullen');
      expect(keys(back.effects)).to.deep.equal(['app.correct', 'p.wat_1']);
      expect(words(play(back, says('de kassa en de klanten')))).to.include('de kassa en de klanten');
    });

    it('are drawn as ways back in the graph', () => {
      const graph = scriptGraph([...content.scripts.values()][0] as never);
      expect(graph)
        .to.contain('anders -. opnieuw zeggen .-> wat')
        .and.to.contain('wat · met uitleg'.slice(4));
    });
  });

  describe('"leg uit"', () => {
    const explained = (of: Content, turn: Transition) => transition(of, turn.state, { type: 'explain' });

    it('gives the words that belong to the variant that was asked, and changes nothing', () => {
      const asked = play(start(), says('Goed', 'goed'));
      const simple = explained(content, asked);
      expect(keys(simple.effects)).to.deep.equal(['p.simpel_1']);
      expect(simple.effects[0]).to.have.nested.property('question.key', 'p.wat_1');
      expect(simple.state).to.deep.equal(asked.state);
    });

    it('gives the example where there are no simpler words, or what is true of every choice', () => {
      expect(keys(explained(content, start()).effects)).to.deep.equal(['app.explain_choice', 'p.soort']);
      const plan = play(start(), says('Goed', 'goed'), says('kassa'));
      expect(keys(explained(content, plan).effects)).to.deep.equal(['p.voorbeeld', 'p.plan']);
      const bare = play(start(), says('Lastig', 'lastig'));
      expect(keys(explained(content, bare).effects)).to.deep.equal(['app.explain_words', 'p.wat_lastig']);
    });
  });

  it('the check finds what cannot work', () => {
    const wrong = (from: string, to: string): string[] =>
      bundle(script(steps.replace(from, to)), texts).findings.map(({ message }) => message);
    expect(wrong('      again: p.opnieuw\n', '')).to.deep.equal([
      'step anders: options: answers needs again, the words before the question',
    ]);
    expect(wrong('text: p.soort\n', 'text: p.soort\n      again: p.opnieuw\n')).to.deep.equal([
      'step soort: again goes with options: answers only',
    ]);
    expect(
      wrong('explain: [p.simpel_1, p.simpel_2]', 'explain: [p.simpel_1, p.simpel_2, p.klaar]'),
    ).to.deep.equal(['step wat: 3 explanations for 2 texts: as many, or one for all']);
    const long = bundle(script(steps), { ...texts, 'p.label_wat': 'Wat ik die dag allemaal deed' }).findings;
    expect(long.map(({ message }) => message)).to.deep.equal([
      'p.label_wat (nl) is longer than 20 characters, the limit of its button',
    ]);
    const bare = steps.replaceAll(/, summary: p\.label_\w+|\n {6}summary: p\.label_plan/g, '');
    expect(bundle(script(bare), texts).findings.map(({ message }) => message)).to.deep.equal([
      'step anders: no question has a summary, so there is no answer to choose',
    ]);
  });

  it('a state of the format before knows its answers by their words', () => {
    const old = {
      ...{ v: 1, content: 'x', script: 'proef', frames: [{ script: 'proef', step: 'plan' }], values: {} },
      ...{ skills: [], used: [], hintsGiven: 1, asked: 2, outcome: null },
      answers: [{ step: 'wat', script: 'proef', question: 'p.wat_1', text: 'kassa', effort: 'ok' }],
      open: [{ key: 'p.plan', hints: 1, misses: 0, said: 'ja' }],
    };
    const read = readState(old);
    if (read.kind !== 'ok') throw new Error('cannot be read');
    expect(read.state.answers[0]?.parts).to.deep.equal([{ id: '', text: 'kassa' }]);
    const done = transition(content, read.state, says('ik vraag hulp'));
    expect(done.state.answers.at(-1)?.text).to.equal('ja\nik vraag hulp');
  });
});
