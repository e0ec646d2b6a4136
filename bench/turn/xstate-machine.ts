import type { AskStep, Content, Script, Step } from '../../src/core/script/model.js';
import { milliseconds } from '../../src/core/script/parse.js';
import type { Given } from './walk.js';
import { hinted, hintFor, isTrue, rotated, skillOf, taken, type Context } from './xstate-context.js';

type Said = { context: Context; event: Given };
type Move = { target?: string; guard?: (said: Said) => boolean; actions?: unknown[] };
export type Node = { always?: Move[]; on?: { answer: Move[] }; type?: 'final' };
type Assign = (change: (said: Said) => Partial<Context>) => unknown;

/** Where a script goes when it is over. */
type Returns = { script: Script; after: string };

/**
 * A script as states of a machine, the way one would write it for xstate: a state for each step, guards for its
 * conditions, actions for what it says and keeps. Scripts that it calls stand inside it.
 */
export function statesOf(content: Content, id: string, assign: Assign): Record<string, Node> {
  const states: Record<string, Node> = { done: { type: 'final' } };
  const add = ({ script, after }: Returns): void => {
    const inside = loopsOf(script);
    for (const step of script.steps.values()) {
      const loop = inside.get(step.id);
      const end = loop === undefined ? after : `${name(script, loop)}__end`;
      const next = step.next === null ? end : name(script, step.next);
      const compiled = compile({ content, script, step, next, after, assign });
      for (const [key, node] of Object.entries(compiled)) states[key] = node;
      if (step.kind === 'call') {
        const called = content.scripts.get(step.script);
        if (called !== undefined) add({ script: called, after: next });
      }
    }
  };
  const script = content.scripts.get(id);
  if (script !== undefined) add({ script, after: 'done' });
  return states;
}

const name = (script: Script, step: string): string => `${script.id}__${step}`;

/** The first state of a script. */
export const firstOf = (content: Content, id: string): string => {
  const script = content.scripts.get(id);
  return script === undefined ? 'done' : name(script, script.first);
};

/** The steps that stand inside a loop, with the step that repeats them. */
function loopsOf(script: Script): Map<string, string> {
  const inside = new Map<string, string>();
  for (const step of script.steps.values()) {
    if (step.kind !== 'repeat') continue;
    for (let at: string | null = step.first; at !== null; at = script.steps.get(at)?.next ?? null)
      inside.set(at, step.id);
  }
  return inside;
}

type Compiling = {
  content: Content;
  script: Script;
  step: Step;
  next: string;
  after: string;
  assign: Assign;
};

function compile(at: Compiling): Record<string, Node> {
  const { script, step, next, assign, content } = at;
  const here = name(script, step.id);
  const { when } = step;
  const past: Move[] =
    when === null ? [] : [{ target: next, guard: ({ context }) => !isTrue(when, context) }];
  const gate = (...moves: Move[]): Record<string, Node> => ({ [here]: { always: [...past, ...moves] } });
  switch (step.kind) {
    case 'say':
      return gate({ target: next, actions: [assign(({ context }) => rotated(content, context, step)), say] });
    case 'ask':
      return {
        ...gate({
          target: `${here}__wait`,
          actions: [assign(({ context }) => rotated(content, context, step)), asking(content, step)],
        }),
        [`${here}__wait`]: { on: { answer: answers(at, step) } },
      };
    case 'branch':
      return gate(
        ...step.rows.map(({ when: row, to }): Move => ({
          target: name(script, to),
          ...(row === null ? {} : { guard: ({ context }) => isTrue(row, context) }),
        })),
        { target: next },
      );
    case 'set':
      return gate({
        target: next,
        actions: [
          assign(({ context }) => ({ values: { ...context.values, ...step.values } })),
          { type: 'saved', params: () => step.values },
        ],
      });
    case 'call':
      return gate({ target: firstOf(content, step.script) });
    case 'end':
      return gate({ target: step.outcome === 'completed' ? at.after : 'done', actions: [{ type: 'ended' }] });
    case 'repeat':
      return loop(at, step, gate);
  }
}

function loop(
  { script, next, assign, content }: Compiling,
  step: Extract<Step, { kind: 'repeat' }>,
  gate: (...moves: Move[]) => Record<string, Node>,
): Record<string, Node> {
  const items = ({ skills }: Context): string[] =>
    skills.filter((skill) => content.skills.has(skill)).slice(0, step.limit);
  const first = name(script, step.first);
  const more = ({ context }: Said): boolean =>
    context.loop !== null && context.loop.index + 1 < context.loop.items.length;
  return {
    ...gate(
      { target: next, guard: ({ context }) => items(context).length === 0 },
      { target: first, actions: [assign(({ context }) => ({ loop: { items: items(context), index: 0 } }))] },
    ),
    [`${name(script, step.id)}__end`]: {
      always: [
        {
          ...{ target: first, guard: more },
          actions: [
            assign(({ context: { loop: at } }) => ({
              loop: at === null ? null : { ...at, index: at.index + 1 },
            })),
          ],
        },
        { target: next, actions: [assign(() => ({ loop: null }))] },
      ],
    },
  };
}

function answers({ content, script, next, assign }: Compiling, step: AskStep): Move[] {
  const take = [
    assign(({ context, event }) => taken(content, context, step, event)),
    { type: 'saved', params: ({ context }: Said) => ({ name: step.ask.save, values: context.values }) },
  ];
  if (step.ask.kind === 'text')
    return [
      {
        guard: ({ context, event }) => hintFor(context, step, script, event) !== null,
        actions: [
          { type: 'ask', params: (said: Said) => helped(said, step, script) },
          assign(({ context, event }) => hinted(context, event)),
        ],
      },
      { target: next, actions: take },
    ];
  const away = (step.ask.choices ?? []).flatMap(({ id, to }): Move[] =>
    to === undefined
      ? []
      : [{ target: name(script, to), guard: ({ event }) => event.choice === id, actions: take }],
  );
  return [...away, { target: next, actions: take }];
}

const helped = ({ context, event }: Said, step: AskStep, script: Script) => ({
  text: { key: hintFor(context, step, script, event) ?? '', params: paramsOf(context) },
});

const say = {
  type: 'say',
  params: ({ context }: Said) => ({ text: { key: context.open.key, params: paramsOf(context) } }),
};

const asking = (content: Content, { ask }: AskStep) => ({
  type: 'ask',
  params: ({ context }: Said) => {
    const params = paramsOf(context);
    const fixed = (ask.choices ?? []).map(({ id, label }) => ({ id, label: { key: label, params } }));
    const confirm = ['ja', 'nee'].map((id) => ({ id, label: { key: `common.${id}`, params } }));
    const listed =
      ask.options === 'assignments' ? (content.assignments.get(String(context.values['sector'])) ?? []) : [];
    return {
      ...{ kind: ask.kind, text: { key: context.open.key, params } },
      choices: [
        ...(ask.kind === 'confirm' ? confirm : fixed),
        ...listed.map((one) => ({ id: String(one.number), label: `${one.number}. ${one.title}` })),
      ],
      template: ask.template ?? null,
      timeoutAfter: ask.timeout ? milliseconds(ask.timeout.after) : null,
    };
  },
});

/** What a text may name: the values, the skill, and the lines of the summary. */
const paramsOf = (context: Context) => ({
  ...context.values,
  skill: skillOf(context),
  summary: context.answers.flatMap(({ label, text }) => (label === undefined ? [] : [{ label, text }])),
});
