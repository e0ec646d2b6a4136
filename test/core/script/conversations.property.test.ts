import { expect } from 'chai';
import fc from 'fast-check';
import type { ScriptEvent } from '../../../src/core/script/event.js';
import type { Content } from '../../../src/core/script/model.js';
import { readState, type ConversationState } from '../../../src/core/script/state.js';
import { begin, transition, type Transition } from '../../../src/core/script/transition.js';
import { createTexts } from '../../../src/adapters/texts/i18next-texts.js';
import { realContent } from '../../support/content.js';

const effort = fc.constantFrom('none' as const, 'thin' as const, 'ok' as const);

/** What students do: tap (by position), type something, skip, be interrupted by a worry, let it time out. */
const doing = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('tap' as const), at: fc.nat(12) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      text: fc.string({ maxLength: 40 }),
      effort,
      depth: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
      unread: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        ...(['skip', 'resume', 'timeout', 'withdraw', 'shorten', 'correct', 'explain'] as const),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('hold' as const), text: fc.string({ maxLength: 20 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('worry' as const),
      script: fc.constantFrom('zorg', 'zorg_keuze', 'help', 'taal', 'opgepakt', 'antwoord'),
    }),
  },
);
type Doing = typeof doing extends fc.Arbitrary<infer T> ? T : never;

const talk = fc.record({
  script: fc.constantFrom('reflectie', 'kort', 'kennismaking', 'taal', 'zorg', 'zorg_keuze', 'help'),
  assignment: fc.option(fc.integer({ min: 1, max: 20 })),
  number: fc.nat(40),
  streak: fc.nat(6),
  lastIntention: fc.constantFrom('', 'ik vraag eerder om hulp'),
  doings: fc.array(doing, { minLength: 0, maxLength: 60 }),
});

function eventFor(what: Doing, last: Transition): ScriptEvent {
  const ask = last.effects.findLast((effect) => effect.type === 'ask');
  switch (what.kind) {
    case 'tap': {
      const choices = ask?.type === 'ask' ? ask.choices : [];
      const choice = choices[what.at % Math.max(1, choices.length)]?.id ?? null;
      return { type: 'answer', text: 'tik', choice, effort: 'ok', depth: 0, unread: false };
    }
    case 'type':
      return {
        type: 'answer',
        text: what.text,
        choice: null,
        effort: what.effort,
        depth: what.depth,
        unread: what.unread,
      };
    case 'hold':
      return { type: 'hold', text: what.text };
    case 'worry':
      return {
        type: 'interrupt',
        script: what.script,
        values: { reader: 'S', also: '', when: 'nu', helplines: '112', words: 'Dank je.', askMentor: 'ja' },
      };
    default:
      return { type: what.kind };
  }
}

/** As it happens in the store: written as JSON, read back, checked. */
function stored(state: ConversationState): ConversationState {
  const read = readState(JSON.parse(JSON.stringify(state)));
  if (read.kind !== 'ok') throw new Error(`state does not survive: ${JSON.stringify(read)}`);
  expect(read.state).to.deep.equal(state);
  return read.state;
}

/** After whatever was done, plain answers bring every talk to its end. */
function bringToAnEnd(content: Content, turn: Transition): number {
  let steps = 0;
  for (let now = turn; now.state.outcome === null; steps += 1) {
    if (steps > 250) throw new Error('this talk does not end');
    now = transition(content, stored(now.state), {
      type: 'answer',
      text: 'x',
      choice: null,
      effort: 'none',
      depth: 0,
      unread: false,
    });
  }
  return steps;
}

const others = {
  day: 'dinsdag 24 november',
  begeleider: 'Samira',
  mentor: 'Peter',
  school: 'De Brug',
  confidant: 'Joris',
  week: 48,
  introduced: true,
  retention: 3,
  reader: 'S',
  also: '',
  when: 'nu',
  helplines: '112',
  lastReply: 'Goed gedaan.',
  lastReplyBy: 'Samira',
};

describe('a thousand generated conversations', () => {
  it('throw nothing, all end, and their state survives JSON at every step', async () => {
    const { content } = await realContent();
    const texts = createTexts();
    fc.assert(
      fc.property(talk, ({ script, assignment, doings, ...values }) => {
        const skills =
          content.assignments.get('retail')?.find((one) => one.number === assignment)?.skills ?? [];
        const given = {
          ...values,
          name: 'Noor',
          sector: 'retail',
          language: 'nl',
          hasAssignment: assignment !== null,
          ...others,
        };
        let now = begin(content, {
          script,
          values: assignment === null ? given : { ...given, assignment: String(assignment) },
          skills,
          used: [],
        });
        for (const what of doings) {
          if (now.state.outcome !== null && what.kind !== 'worry') break;
          const before = stored(now.state);
          if (before.open.length === 0 && what.kind !== 'worry') break;
          now = transition(content, before, eventFor(what, now));
          for (const effect of now.effects) {
            if (effect.type !== 'say' && effect.type !== 'ask') continue;
            expect(texts.render(content, 'nl', effect.text)).to.not.match(/^$|\{\{/);
          }
        }
        bringToAnEnd(content, now);
      }),
      { numRuns: 1000 },
    );
  }).timeout(60_000);
});
