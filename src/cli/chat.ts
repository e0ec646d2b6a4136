import { createInterface, type Interface } from 'node:readline/promises';
import type { Effect, TextRef } from '../core/script/effect.js';
import type { ScriptEvent } from '../core/script/event.js';
import type { Content } from '../core/script/model.js';
import type { ScriptValue } from '../core/script/schema.js';
import type { ConversationState } from '../core/script/state.js';
import { begin, transition, type Transition } from '../core/script/transition.js';
import type { Assess } from '../core/signals/index.js';
import { commandIn, matchChoice } from '../core/thread/turn/words.js';
import type { Texts } from '../ports/texts.js';

export type ChatOptions = {
  content: Content;
  texts: Texts;
  assess: Assess;
  script: string;
  language: string;
  assignment: number | null;
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
};

const usage = `Typ een antwoord, of: /overslaan /opnieuw /tijd (de vraag verloopt) /zorg (een zorg komt ertussen) /stop\n`;

/** Plays one script in the terminal as the made-up student: no store, no channel, time only when asked for. */
export async function chat(options: ChatOptions): Promise<void> {
  const lines = createInterface({ input: options.input, terminal: false });
  let turn = begin(options.content, {
    script: options.script,
    values: given(options),
    skills: skillsOf(options),
    used: [],
  });
  options.output.write(usage);
  let shown = show(options, turn.state, turn.effects, noQuestion());
  for await (const line of lines) {
    if (turn.state.outcome !== null) break;
    const next = step(options, turn.state, line.trim(), shown);
    if (next === null) continue;
    turn = next;
    shown = show(options, turn.state, turn.effects, shown);
    if (turn.state.outcome !== null) break;
  }
  close(lines, options, turn);
}

type Shown = {
  question: string;
  closed: boolean;
  choices: { id: string; label: string }[];
  /** Why the last answer was judged as it was. */
  why: readonly string[];
};
const noQuestion = (): Shown => ({ question: '', closed: false, choices: [], why: [] });

function step(options: ChatOptions, state: ConversationState, line: string, shown: Shown): Transition | null {
  const event = eventOf(options, state, line, shown);
  return event === null ? null : transition(options.content, state, event);
}

function eventOf(
  options: ChatOptions,
  state: ConversationState,
  line: string,
  shown: Shown,
): ScriptEvent | null {
  if (line === '') return null;
  const command = commandIn(line);
  if (line === '/overslaan' || command === 'skip') return { type: 'skip' };
  if (command === 'correct' || command === 'explain') return { type: command };
  if (line === '/opnieuw') return { type: 'resume' };
  if (line === '/tijd') return { type: 'timeout' };
  if (line === '/stop') return { type: 'stop', outcome: 'stopped' };
  if (line === '/zorg') {
    const values = {
      reader: 'Samira de Wit',
      also: '',
      when: 'vandaag voor 17.00 uur',
      helplines: 'Bij direct gevaar: 112',
    };
    return { type: 'interrupt', script: 'zorg', values };
  }
  if (line === '/waarom') {
    options.output.write(
      shown.why.map((reason) => `   ${reason}\n`).join('') || '   (geen bijzondere reden)\n',
    );
    return null;
  }
  const earlier = state.answers.map((answer) => answer.text);
  const kind = shown.closed ? ('closed' as const) : ('open' as const);
  const judged = options.assess({ prompt: shown.question, kind, earlier, answer: line });
  shown.why = judged.reasons;
  const choice = matchChoice(shown.choices, line);
  const concern = judged.concern === null ? '' : `, zorg: ${judged.concern} (${judged.severity ?? '-'})`;
  options.output.write(`   (inhoud: ${judged.effort}${concern})\n`);
  return {
    type: 'answer',
    text: line,
    choice: choice?.id ?? null,
    effort: judged.effort,
    depth: judged.depth,
    unread: judged.unread,
  };
}

function show(
  options: ChatOptions,
  state: ConversationState,
  effects: readonly Effect[],
  before: Shown,
): Shown {
  const language = String(state.values['language'] ?? options.language);
  const render = (text: TextRef): string => options.texts.render(options.content, language, text);
  let shown = before;
  for (const effect of effects) {
    if (effect.type === 'say') options.output.write(`\n${render(effect.text)}\n`);
    if (effect.type !== 'ask') continue;
    const choices = effect.choices.map((one) => ({
      id: one.id,
      label: typeof one.label === 'string' ? one.label : render(one.label),
    }));
    shown = { question: render(effect.text), closed: effect.kind !== 'text', choices, why: before.why };
    const buttons = choices.map((one, index) => `   ${index + 1}. ${one.label}\n`).join('');
    options.output.write(`\n${shown.question}\n${buttons}`);
  }
  return shown;
}

function close(lines: Interface, options: ChatOptions, turn: Transition): void {
  lines.close();
  options.output.write(`\n— ${turn.state.outcome ?? 'afgebroken'}, ${turn.state.asked} vragen —\n`);
}

const sector = 'retail';

function given(options: ChatOptions): Record<string, ScriptValue> {
  const { assignment } = options;
  return {
    name: 'Noor',
    begeleider: 'Samira de Wit',
    mentor: 'Peter Jansen',
    school: 'Entree De Brug',
    confidant: 'Joris van Dijk',
    day: 'dinsdag 24 november',
    language: options.language,
    sector,
    week: 48,
    number: 2,
    lastIntention: '',
    streak: 0,
    hasAssignment: assignment !== null,
    introduced: true,
    retention: 3,
    reader: 'Samira de Wit',
    also: '',
    next: 'Tom Willems',
    when: 'vandaag voor 17.00 uur',
    helplines: 'Bij direct gevaar: 112 (dag en nacht)',
    ...(assignment === null ? {} : { assignment: String(assignment) }),
  };
}

function skillsOf(options: ChatOptions): readonly string[] {
  const catalogue = options.content.assignments.get(sector) ?? [];
  return catalogue.find((one) => one.number === options.assignment)?.skills ?? [];
}
