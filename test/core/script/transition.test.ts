import { expect } from 'chai';
import type { ScriptEvent } from '../../../src/core/script/event.js';
import type { Content } from '../../../src/core/script/model.js';
import { readState, type ConversationState } from '../../../src/core/script/state.js';
import { begin, transition } from '../../../src/core/script/transition.js';
import { bundle, keys, script } from '../../support/content.js';

const said = (
  text: string,
  effort: 'none' | 'thin' | 'ok' = 'ok',
  choice: string | null = null,
): ScriptEvent => ({
  type: 'answer',
  text,
  choice,
  effort,
  depth: effort === 'ok' ? 1 : 0,
  unread: false,
});

const start = (content: Content, values = {}, skills: string[] = []) =>
  begin(content, { script: 'proef', values: { streak: 0, ...values }, skills, used: [] });

const openQuestion = `
  - id: wat
    ask:
      kind: text
      text: p.wat
      nudges: 2
      fade: { after: 3 }
      hints: { frame: p.kader, example: p.voorbeeld, starter: p.begin }
      save: wat
      summary: p.label
  - id: klaar
    say: p.klaar
`;
const openTexts = {
  'p.wat': 'Wat deed je?',
  'p.kader': 'Noem één ding.',
  'p.voorbeeld': 'Bijvoorbeeld: ik vulde vakken.',
  'p.begin': 'Begin zo: ik …',
  'p.label': 'Mijn moment',
  'p.klaar': 'Klaar.',
};

describe('a turn', () => {
  it('accepts a concrete answer at once and goes on', () => {
    const { content } = bundle(script(openQuestion), openTexts);
    const asked = start(content);
    const done = transition(content, asked.state, said('ik vulde de zuivel'));
    expect(keys(asked.effects)).to.deep.equal(['p.wat']);
    expect(keys(done.effects)).to.deep.equal(['p.klaar']);
    expect(done.state.outcome).to.equal('completed');
    expect(done.state.answers[0]).to.include({ text: 'ik vulde de zuivel', effort: 'ok', label: 'p.label' });
  });

  it('gives frame and example on thin answers, then accepts what was said', () => {
    const { content } = bundle(script(openQuestion), openTexts);
    const first = transition(content, start(content).state, said('goed', 'thin'));
    const second = transition(content, first.state, said('gewoon', 'none'));
    const third = transition(content, second.state, said('weet niet', 'none'));
    expect([keys(first.effects), keys(second.effects), keys(third.effects)]).to.deep.equal([
      ['p.kader'],
      ['p.voorbeeld'],
      ['p.klaar'],
    ]);
    expect(third.state.answers[0]?.text).to.equal('goed\ngewoon\nweet niet');
    expect(third.state.values['streak']).to.equal(0);
  });

  it('lets help fade for somebody who gives good answers', () => {
    const { content } = bundle(script(openQuestion), openTexts);
    const first = transition(content, start(content, { streak: 3 }).state, said('goed', 'thin'));
    const second = transition(content, first.state, said('gewoon', 'thin'));
    expect(keys(first.effects)).to.deep.equal(['p.kader']);
    expect(keys(second.effects)).to.deep.equal(['p.klaar']);
  });

  it('gives no hint to somebody who has long done without, and all of it again after a short answer', () => {
    const { content } = bundle(script(openQuestion.replace('after: 3', 'after: 3, none: 6')), openTexts);
    const short = transition(content, start(content, { streak: 6 }).state, said('goed', 'thin'));
    expect(keys(short.effects)).to.deep.equal(['p.klaar']);
    expect(short.state.values['streak']).to.equal(0);
    const next = transition(content, start(content, short.state.values).state, said('goed', 'thin'));
    expect(keys(transition(content, next.state, said('goed', 'thin')).effects)).to.deep.equal([
      'p.voorbeeld',
    ]);
  });

  it('counts an answer that only names something neither for nor against the student', () => {
    const { content } = bundle(script(openQuestion), openTexts);
    const label: ScriptEvent = { ...said('kassa'), depth: 0 } as ScriptEvent;
    const done = transition(content, start(content, { streak: 2 }).state, label);
    expect(keys(done.effects)).to.deep.equal(['p.klaar']);
    expect(done.state.values['streak']).to.equal(2);
  });

  it('repeats only words that bear repeating, and cuts them', () => {
    const steps = openQuestion.replace('save: wat', 'save: wat\n      good: trots');
    const texts = { ...openTexts, 'p.klaar': '{{trots}}' };
    const { content, findings } = bundle(script(steps), texts);
    expect(findings).to.deep.equal([]);
    const long = `ik vulde de zuivel ${'en nog meer '.repeat(30)}`.trim();
    const good = transition(content, start(content).state, said(long));
    const [text] = good.effects.flatMap((effect) => (effect.type === 'say' ? [effect.text] : []));
    expect(text?.params['trots']).to.match(/^ik vulde.{100,160} …$/u);
    const thin = transition(content, start(content, { streak: 9 }).state, said('goed', 'thin'));
    const taken = transition(content, thin.state, said('gewoon', 'thin'));
    expect(taken.state.values).to.not.have.property('trots');
  });

  it('never nudges for an answer in a language that it cannot judge', () => {
    const { content } = bundle(script(openQuestion), openTexts);
    const answer: ScriptEvent = {
      type: 'answer',
      text: 'ሰላም',
      choice: null,
      effort: 'none',
      depth: 0,
      unread: true,
    };
    expect(keys(transition(content, start(content).state, answer).effects)).to.deep.equal(['p.klaar']);
  });

  it('keeps to the hints that one talk may have', () => {
    const { content } = bundle(script(openQuestion, 'nudges: 1\n'), openTexts);
    const first = transition(content, start(content).state, said('goed', 'thin'));
    expect(keys(transition(content, first.state, said('goed', 'thin')).effects)).to.deep.equal(['p.klaar']);
  });

  it('asks a choice again twice, then goes on without blame', () => {
    const { content } = bundle(
      script(
        '\n  - id: kies\n    ask: { kind: confirm, text: p.kies, save: kies }\n  - id: klaar\n    say: p.klaar\n',
      ),
      { 'p.kies': 'Wil je dat?', 'p.klaar': 'Klaar.' },
    );
    const first = transition(content, start(content).state, said('banaan'));
    const second = transition(content, first.state, said('peer'));
    const third = transition(content, second.state, said('appel'));
    expect(keys(first.effects)).to.deep.equal(['app.choose', 'p.kies']);
    expect(keys(third.effects)).to.deep.equal(['p.klaar']);
    expect(third.state.values).to.not.have.property('kies');
    expect(third.state.answers[0]).to.include({ text: 'appel', skipped: true });
  });

  it('runs the inner steps for each skill of the assignment, at most as many as the limit', () => {
    const steps = `
  - id: alle
    repeat:
      over: skills
      limit: 2
      steps:
        - id: vraag
          ask: { kind: text, text: { prompts: skill }, enough: any }
  - id: klaar
    say: p.klaar
`;
    const pool = Object.fromEntries(
      ['samen', 'praten', 'plannen'].flatMap((skill) => [
        [`skills.${skill}.name`, skill],
        ...['question', 'frame', 'example', 'starter'].map((part) => [
          `skills.${skill}.prompts.1.${part}`,
          part,
        ]),
      ]),
    ) as Record<string, string>;
    const skills = {
      path: 'dialogs/skills.yaml',
      text: 'spec: 1\nskills: [{id: samen, prompts: 1}, {id: praten, prompts: 1}, {id: plannen, prompts: 1}]',
    };
    const { content, findings } = bundle(script(steps), { 'p.klaar': 'Klaar.', ...pool }, [skills]);
    expect(findings).to.deep.equal([]);
    const first = start(content, {}, ['samen', 'praten', 'plannen']);
    const second = transition(content, first.state, said('a'));
    const third = transition(content, second.state, said('b'));
    expect([keys(first.effects), keys(second.effects), keys(third.effects)]).to.deep.equal([
      ['skills.samen.prompts.1.question'],
      ['skills.praten.prompts.1.question'],
      ['p.klaar'],
    ]);
    expect(third.state.answers.map((answer) => answer.skill)).to.deep.equal(['samen', 'praten']);
  });

  it('puts care on top of the talk and comes back to the open question', () => {
    const { content } = bundle(script(openQuestion), openTexts, [
      {
        path: 'dialogs/scripts/zorg.yaml',
        text: 'spec: 1\nid: zorg\nrevision: 1\ntitle: Zorg\nsteps:\n  - id: dank\n    say: p.dank\n  - id: bereik\n    ask: { kind: confirm, text: p.bereik, save: bereik }\n',
      },
      { path: 'locales/nl/q.json', text: '{}' },
    ]);
    const asked = start(content);
    const cared = transition(content, asked.state, { type: 'interrupt', script: 'zorg', values: {} });
    const back = transition(content, cared.state, said('Ja', 'ok', 'ja'));
    expect(keys(cared.effects)).to.deep.equal(['p.dank', 'p.bereik']);
    expect(keys(back.effects)).to.deep.equal(['p.wat']);
    expect(keys(transition(content, back.state, said('ik vulde vakken')).effects)).to.deep.equal(['p.klaar']);
  });

  it('takes the words that this student read longest ago', () => {
    const { content } = bundle(script('\n  - id: hoi\n    say: [p.een, p.twee, p.drie]\n'), {
      'p.een': '1',
      'p.twee': '2',
      'p.drie': '3',
    });
    const used = ['p.twee', 'p.drie', 'p.een'];
    const talk = begin(content, { script: 'proef', values: {}, skills: [], used });
    expect(keys(talk.effects)).to.deep.equal(['p.twee']);
    expect(talk.state.used).to.deep.equal(['p.drie', 'p.een', 'p.twee']);
  });

  it('has words for an occasion, and never the same twice running', () => {
    const steps = "\n  - id: hoi\n    say: [p.een, p.twee, { key: p.winter, when: season == 'winter' }]\n";
    const texts = { 'p.een': '1', 'p.twee': '2', 'p.winter': '3' };
    const { content, findings } = bundle(script(steps), texts);
    expect(findings).to.deep.equal([]);
    const read = (season: string, used: string[]): string[] =>
      keys(begin(content, { script: 'proef', values: { season }, skills: [], used }).effects);
    expect(read('winter', [])).to.deep.equal(['p.winter']);
    expect(read('winter', ['p.een', 'p.winter'])).to.deep.equal(['p.twee']);
    expect(read('winter', ['p.winter', 'p.een'])).to.deep.equal(['p.winter']);
    expect(read('zomer', ['p.een'])).to.deep.equal(['p.twee']);
  });

  it('leaves the state that it was given as it was', () => {
    const { content } = bundle(script(openQuestion), openTexts);
    const { state } = start(content);
    const before = JSON.stringify(state);
    transition(content, state, said('goed', 'thin'));
    transition(content, state, { type: 'interrupt', script: 'proef', values: { x: 1 } });
    expect(JSON.stringify(state)).to.equal(before);
  });

  it('ends where a question timed out and says nothing more afterwards', () => {
    const { content } = bundle(script(openQuestion), openTexts);
    const over = transition(content, start(content).state, { type: 'timeout' });
    expect(over.state.outcome).to.equal('partial');
    expect(transition(content, over.state, said('nog iets')).effects).to.deep.equal([]);
  });
});

describe('stored state', () => {
  const state = (): ConversationState => start(bundle(script(openQuestion), openTexts).content).state;

  it('reads back as it was written', () => {
    const written = state();
    expect(readState(JSON.parse(JSON.stringify(written)))).to.deep.equal({ kind: 'ok', state: written });
  });

  it('of a newer program is left alone, and of no program at all is not guessed at', () => {
    expect(readState({ ...state(), v: 3 })).to.deep.equal({ kind: 'newer', version: 3 });
    expect(readState({ ...state(), frames: 'x' }).kind).to.equal('unreadable');
    for (const nothing of [null, 'x', 3, {}, { v: 'x' }])
      expect(readState(nothing).kind).to.equal('unreadable');
  });
});
