import { expect } from 'chai';
import type { ScriptEvent } from '../../../src/core/script/event.js';
import { begin, transition } from '../../../src/core/script/transition.js';
import { bundle, keys, script, type Content } from '../../support/content.js';

const texts = {
  'p.wat': 'Wat deed je?',
  'p.meer': 'Vertel meer.',
  'p.een': 'Eén ding?',
  'p.klaar': 'Klaar.',
};

const said = (text: string): ScriptEvent => ({
  ...{ type: 'answer', text, choice: null },
  ...{ effort: 'ok', depth: 1, unread: false },
});

const start = (content: Content) => begin(content, { script: 'proef', values: {}, skills: [], used: [] });

describe('little time', () => {
  const head = 'short: kort\n';
  const steps = `
  - id: wat
    ask: { kind: text, text: p.wat, enough: any, save: wat }
  - id: meer
    ask: { kind: text, text: p.meer, enough: any }
    next: klaar
  - id: kort
    ask: { kind: text, text: p.een, enough: any }
  - id: klaar
    say: p.klaar
`;
  const content = () => bundle(script(steps, head), texts);

  it('takes the shorter way from wherever the talk is, and keeps what was said', () => {
    const { content: known, findings } = content();
    expect(findings).to.deep.equal([]);
    const second = transition(known, start(known).state, said('vakken vullen'));
    const short = transition(known, second.state, { type: 'shorten' });
    expect(keys(short.effects)).to.deep.equal(['p.een']);
    expect(short.state.values).to.include({ wat: 'vakken vullen', energy: 'kort' });
    expect(keys(transition(known, short.state, said('klaar')).effects)).to.deep.equal(['p.klaar']);
  });

  it('is taken once: asked for again, the open question is asked again', () => {
    const { content: known } = content();
    const short = transition(known, start(known).state, { type: 'shorten' });
    const again = transition(known, short.state, { type: 'shorten' });
    expect(keys(again.effects)).to.deep.equal(['p.een']);
    expect(again.state).to.deep.equal(short.state);
  });

  it('is an error of the check where it leads nowhere', () => {
    const { findings } = bundle(script(steps, 'short: nergens\n'), texts);
    expect(findings.map((one) => one.message)).to.include(
      'short goes to nergens, which does not exist outside a repeat',
    );
  });
});
