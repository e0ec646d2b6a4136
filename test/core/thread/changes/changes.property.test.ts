import { expect } from 'chai';
import fc from 'fast-check';
import { openDueDay } from '../../../../src/core/days/open.js';
import { readState, type ConversationState } from '../../../../src/core/script/state.js';
import { nothingSeen } from '../../../../src/core/signals/types.js';
import type { TurnEnv } from '../../../../src/core/thread/env.js';
import type { InboundContent } from '../../../../src/core/thread/message.js';
import { receive } from '../../../../src/core/thread/turn/receive.js';
import { settle } from '../../../../src/core/thread/turn/settle.js';
import type { Thread } from '../../../../src/core/thread/thread.js';
import { minute } from '../../../../src/core/time.js';
import { aDay, anEnv, anInbound, aThread } from '../builders.js';

const doing = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('type' as const), thin: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('tap' as const), at: fc.nat(4) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('edit' as const, 'delete' as const), at: fc.nat(20) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('correct' as const, 'late' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('skip' as const, 'explain' as const, 'later' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('quote' as const), at: fc.nat(10) }) },
);
type Doing = typeof doing extends fc.Arbitrary<infer T> ? T : never;

/** What was done so far: the messages with the words that should stand there, and every wording there ever was. */
type Told = {
  thread: Thread;
  ids: string[];
  said: Map<string, string>;
  gone: Map<string, string[]>;
  count: number;
};

const stateOf = ({ talk }: Thread): ConversationState | null => {
  const read = readState(JSON.parse(JSON.stringify(talk?.state ?? null)));
  return read.kind === 'ok' ? read.state : null;
};

/** Words that stand nowhere else, and that no choice is. */
const fresh = (told: Told): string => `zinnetje-${String((told.count += 1)).padStart(4, '0')}-kassa`;

function contentFor(what: Doing, told: Told): { content: InboundContent; quotes?: string } {
  const { thread, ids } = told;
  const of = 'at' in what ? (ids[what.at % Math.max(1, ids.length)] ?? 'none') : 'none';
  const words = (text: string) => ({ content: { type: 'text' as const, text } });
  switch (what.do) {
    case 'type':
      return words(fresh(told));
    case 'late':
      return words(`en toen ${fresh(told)}`);
    case 'correct':
      return words('verbeter');
    case 'skip':
      return words('sla over');
    case 'explain':
      return words('leg uit');
    case 'later':
      return words('later');
    case 'tap': {
      const offered = thread.talk?.offered ?? [];
      const choice = offered[what.at % Math.max(1, offered.length)];
      return choice === undefined
        ? words(fresh(told))
        : { content: { type: 'button', payload: choice.id, label: choice.label } };
    }
    case 'edit':
      return { content: { type: 'edit', of, text: fresh(told) } };
    case 'delete':
      return { content: { type: 'deleted', of } };
    case 'quote': {
      const asked = thread.talk?.transcript.filter((line) => line.asks !== undefined) ?? [];
      const line = asked[what.at % Math.max(1, asked.length)];
      return { ...words(fresh(told)), ...(line === undefined ? {} : { quotes: line.id }) };
    }
  }
}

/** The questions that were asked are known in the chat by the ids of their lines. */
const delivered = (thread: Thread): Thread =>
  thread.talk === null
    ? thread
    : {
        ...thread,
        outbox: [],
        talk: {
          ...thread.talk,
          transcript: thread.talk.transcript.map((line) =>
            line.from === 'bot' ? { ...line, providerId: line.id } : line,
          ),
        },
      };

function act(told: Told, what: Doing, env: TurnEnv): void {
  const { content, quotes } = contentFor(what, told);
  const inbound = anInbound(content, { at: env.now, ...(quotes === undefined ? {} : { quotes }) });
  const effort = 'thin' in what && what.thin ? 'thin' : 'ok';
  const first = receive(told.thread, inbound, { ...nothingSeen, effort }, env);
  if (first.kind === 'duplicate') throw new Error('this message came before');
  const settled = settle(first.thread, first.received, env);
  expect(receive(settled, inbound, nothingSeen, env).kind, 'the same event twice').to.equal('duplicate');
  told.thread = delivered(settled);
  note(told, inbound.providerId, content);
}

function note(told: Told, id: string, content: InboundContent): void {
  if (content.type === 'text' || content.type === 'button') {
    told.ids.push(id);
    told.said.set(id, content.type === 'text' ? content.text : content.label);
    return;
  }
  if ((content.type !== 'edit' && content.type !== 'deleted') || !told.said.has(content.of)) return;
  const before = told.said.get(content.of) ?? '';
  const wordings = [...(told.gone.get(content.of) ?? []), before];
  told.gone.set(content.of, wordings);
  told.said.set(content.of, content.type === 'deleted' ? '' : content.text);
}

/** Transcript and answers say the same of every message, and what was taken away stands nowhere. */
function consistent({ thread, said, gone }: Told): void {
  const { talk } = thread;
  if (talk === null) return;
  const state = stateOf(thread);
  for (const line of talk.transcript.filter(({ from }) => from === 'student'))
    expect(line.text, line.id).to.equal(said.get(line.id));
  const parts = [...(state?.answers ?? []), ...(state?.open ?? [])].flatMap((one) => one.parts);
  for (const { id, text } of parts) if (said.has(id)) expect(text, id).to.equal(said.get(id));
  expect(new Set(parts.map(({ id }) => id)).size, 'a message is part of one answer').to.equal(parts.length);
  for (const answer of state?.answers ?? []) {
    const words = answer.parts.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n');
    expect(answer.text).to.equal(words);
  }
  const everything = JSON.stringify([talk, thread.history]);
  for (const [id, wordings] of gone) {
    if (said.get(id) !== '') continue;
    for (const words of wordings.filter((one) => one.includes('zinnetje')))
      expect(everything.includes(words), `${id}: ${words}`).to.equal(false);
  }
}

describe('messages that are answered, changed and taken away in any order', () => {
  it('leave transcript and answers the same, and nothing of what was taken away', async () => {
    const env = await anEnv();
    fc.assert(
      fc.property(fc.array(doing, { minLength: 5, maxLength: 40 }), (doings) => {
        const day = aDay({ phase: 'due', assignment: 4 });
        const begun = openDueDay(aThread({ days: [day] }), env, true);
        const told: Told = { thread: delivered(begun), ids: [], said: new Map(), gone: new Map(), count: 0 };
        doings.forEach((what, at) => {
          if (told.thread.talk === null || ('at' in what && what.do !== 'tap' && told.ids.length === 0))
            return;
          act(told, what, {
            ...env,
            now: env.now + (what.do === 'late' ? at * minute + 2000 : (at + 1) * minute),
          });
          consistent(told);
        });
      }),
      { numRuns: 300 },
    );
  }).timeout(60_000);
});
