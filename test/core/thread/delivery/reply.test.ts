import { expect } from 'chai';
import type { Effect, OfferedChoice, TextRef } from '../../../../src/core/script/effect.js';
import type { Content } from '../../../../src/core/script/model.js';
import type { OutMessage } from '../../../../src/core/thread/message.js';
import { readPayload, say, type Writing } from '../../../../src/core/thread/delivery/reply.js';
import { looseTalk } from '../../../../src/core/thread/talk/talk.js';
import { bundle, script } from '../../../support/content.js';
import { aThread, envOf } from '../builders.js';

const template = `spec: 1
templates:
  - { name: opening, category: utility, text: p.opening, variables: [name, day], buttons: [] }
`;
const { content: parsed } = bundle(script('  - id: a\n    say: p.a\n'), { 'p.a': 'A', 'p.opening': 'Hoi {{name}}, {{day}}?' }, [
  { path: 'manifest/whatsapp/templates.yaml', text: template },
]); // prettier-ignore

/** The texts are what a test says they are: a key is its own text. */
const written = (content: Content) =>
  envOf(content, {
    render: (_content, _language, { key, params }) =>
      key === 'app.numbered' ? 'Typ het nummer.' : `${key}${Object.keys(params).length > 0 ? '…' : ''}`,
  });

const text = (key: string, params: TextRef['params'] = {}): TextRef => ({ key, params });
const says = (key: string): Effect => ({ type: 'say', text: text(key) });
const asks = (key: string, choices: readonly OfferedChoice[] = [], more: Partial<Effect & { type: 'ask' }> = {}): Effect => ({
  type: 'ask',
  kind: choices.length > 0 ? 'choice' : 'text',
  text: text(key),
  choices,
  template: null,
  timeoutAfter: null,
  ...more,
}); // prettier-ignore
const many = (count: number): OfferedChoice[] =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index + 1}`, label: `${index + 1}. Taak` }));

function told(effects: readonly Effect[]): { messages: (OutMessage & { kind: 'text' })[]; writing: Writing } {
  const env = written(parsed);
  const writing = say(looseTalk(aThread(), env), effects, env, parsed, false);
  const messages = writing.thread.outbox.flatMap(({ message }) => (message.kind === 'text' ? [message] : []));
  return { messages, writing };
}
const texts = (effects: readonly Effect[]): string[] => told(effects).messages.map((one) => one.text);

describe('what a turn says', () => {
  it('arrives as one message: acknowledgement and question together', () => {
    expect(texts([says('Fijn!'), asks('Wat deed je?')])).to.deep.equal(['Fijn!\n\nWat deed je?']);
  });

  it('is joined up to the limit of a message, and no further', () => {
    expect(texts([says('a'.repeat(500)), says('b'.repeat(498))])).to.have.length(1);
    expect(texts([says('a'.repeat(500)), says('b'.repeat(499))])).to.have.length(2);
    expect(texts([says('a'.repeat(1500)), says('b')])).to.deep.equal(['a'.repeat(1500), 'b']);
  });

  it('is never joined behind buttons: a question closes its message', () => {
    expect(texts([asks('Ja?', many(2)), says('Dank je.')])).to.deep.equal(['Ja?', 'Dank je.']);
  });

  it('that wants nothing said sends nothing', () => {
    expect(
      texts([
        { type: 'saved', name: 'mood', value: 'goed' },
        { type: 'ended', outcome: 'completed' },
      ]),
    ).to.deep.equal([]);
  });

  it('stands in the transcript as it was rendered, waiting for its delivery', () => {
    const { writing } = told([says('Fijn!'), asks('Wat deed je?')]);
    expect(
      writing.talk.transcript.map(({ from, text: line, delivery }) => [from, line, delivery]),
    ).to.deep.equal([['bot', 'Fijn!\n\nWat deed je?', 'waiting']]);
    expect(writing.talk.transcript[0]?.id).to.equal(writing.thread.outbox[0]?.id);
  });
});

describe('the choices of a question', () => {
  it('are buttons up to ten', () => {
    const { messages } = told([asks('Welke?', many(10))]);
    expect(messages[0]?.choices).to.have.length(10);
    expect(messages[0]?.text).to.equal('Welke?');
  });

  it('are written out and answered by number when there are more', () => {
    const { messages, writing } = told([asks('Welke?', many(11))]);
    expect(messages[0]?.choices).to.deep.equal([]);
    expect(messages[0]?.text).to.match(
      /^Welke\?\n\n1\. Taak\n2\. Taak\n[^]*\n11\. Taak\n\nTyp het nummer\.$/,
    );
    expect(writing.talk.offered).to.have.length(11);
  });

  it('carry their talk and question, so that an old button is known as old', () => {
    const { writing } = told([asks('Ja?', [{ id: 'ja', label: text('common.ja') }])]);
    const [choice] = writing.talk.offered;
    expect(choice?.label).to.equal('common.ja');
    expect(readPayload(choice?.id ?? '')).to.deep.equal({
      talk: writing.talk.id,
      question: '0',
      choice: 'ja',
    });
    expect(readPayload('knock')).to.equal(null);
  });
});

describe('the template of an opening', () => {
  const opening = (params: TextRef['params']) =>
    told([asks('p.a', [], { template: 'opening', text: text('p.a', params) })]).messages[0]?.template;

  it('has its variables in order and the words that the person will read', () => {
    const day = { key: 'dinsdag 24 november', params: {} };
    expect(opening({ name: 'Noor', day, other: 'x' })).to.deep.equal({
      name: 'opening',
      language: 'nl',
      variables: ['Noor', 'dinsdag 24 november'],
      text: 'p.opening…',
    });
  });

  it('never has an empty variable, nor a line break in one', () => {
    expect(opening({ name: ' ', day: 'dins\ndag \t 24' })?.variables).to.deep.equal(['-', 'dins dag 24']);
    expect(opening({})?.variables).to.deep.equal(['-', '-']);
    expect(opening({ name: { lines: [] }, day: 4 })?.variables).to.deep.equal(['-', '4']);
  });

  it('that the content does not have is left out', () => {
    expect(told([asks('p.a', [], { template: 'weg' })]).messages[0]?.template).to.equal(null);
  });

  it('stays with its message when words go before it', () => {
    expect(
      told([says('Hoi.'), asks('p.a', [], { template: 'opening' })]).messages[0]?.template?.name,
    ).to.equal('opening');
  });
});
