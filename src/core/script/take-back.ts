import type { OfferedChoice, TextParam, TextRef } from './effect.js';
import { answerMeant, choicesOf } from './choices.js';
import type { AskStep } from './model.js';
import { shorten, textRef } from './params.js';
import { askStep, emitAnew, proceed, repeatQuestion, type Turn } from './run.js';
import { saidIn, type Back, type ConversationState, type Part } from './state.js';

/** How many answers in a row can be taken back. */
const backLimit = 3;

/**
 * "Verbeter": takes back what was said to the open question, or else the last answer, and asks that question again.
 * What a small script on top of the talk was told is done already, so nothing is taken back there.
 */
export function takeBack(turn: Turn): void {
  const open = turn.state.open.at(-1);
  const step = askStep(turn);
  if (open === undefined || step === null) return;
  if (saidIn(open.parts) !== '') {
    turn.state.open[turn.state.open.length - 1] = { ...open, parts: [] };
    return askAnew(turn, step, open.key, open.parts);
  }
  const back = onTop(turn.state) ? undefined : turn.state.back.pop();
  if (back === undefined) {
    turn.effects.push({ type: 'say', text: textRef(turn.content, turn.state, 'app.correct_nothing') });
    return repeatQuestion(turn);
  }
  const { parts, choice } = restore(turn.state, back);
  const again = askStep(turn);
  if (again === null) return;
  // Whoever typed "2" reads what that was.
  const chosen = choice === undefined ? undefined : choicesOf(turn, again).find(({ id }) => id === choice);
  askAnew(turn, again, back.open.key, parts, chosen?.label);
}

/** The talk as it was before an answer, which is given back: its messages, and what was chosen. What was asked since stays counted. */
function restore(
  state: ConversationState,
  { frames, open, values, skills, answers, replaced }: Back,
): { parts: Part[]; choice: string | undefined } {
  const [last] = replaced === undefined ? state.answers.slice(answers) : [state.answers[replaced.at]];
  state.frames = frames;
  // Its buttons are new ones: those of the question after it do not count as theirs.
  state.asked += 1;
  state.open = [{ ...open, misses: 0, parts: [] }];
  state.skills = skills;
  state.answers = state.answers.slice(0, answers);
  if (replaced !== undefined) state.answers[replaced.at] = replaced.answer;
  for (const [name, value] of Object.entries(values)) {
    if (value === null) delete state.values[name];
    else state.values[name] = value;
  }
  return { parts: [...open.parts, ...(last?.parts ?? [])], choice: last?.choice };
}

function askAnew(
  turn: Turn,
  step: AskStep,
  key: string,
  parts: readonly Part[],
  chosen?: OfferedChoice['label'],
): void {
  const messages = idsOf(parts);
  if (messages.length > 0) turn.effects.push({ type: 'taken_back', messages });
  const said = saidIn(parts);
  const words = said === '' ? 'app.correct_skipped' : 'app.correct';
  turn.effects.push({
    type: 'say',
    text: withBefore(textRef(turn.content, turn.state, words), chosen ?? shorten(said)),
  });
  emitAnew(turn, step, key);
}

/** The messages of an answer that are known. */
export const idsOf = (parts: readonly Part[]): string[] => [
  ...new Set(parts.flatMap(({ id }) => (id === '' ? [] : [id]))),
];

const withBefore = (text: TextRef, before: TextParam): TextRef => ({
  ...text,
  params: { ...text.params, before },
});

/** Whether a small script stands on the talk. */
const onTop = ({ frames }: ConversationState): boolean =>
  frames.some((frame, depth) => frame.interrupt === true && depth > 0);

/** Remembers how to take back the answer that this turn took. */
export function noteBack(before: ConversationState, turn: Turn): void {
  const { state, taken } = turn;
  const open = before.open.at(-1);
  if (taken === undefined || state.outcome !== null || onTop(before) || open === undefined) return;
  // What went on to others is not taken back by a word here.
  if (state.values['share'] !== before.values['share']) {
    state.back = [];
    return;
  }
  const changed = Object.keys({ ...before.values, ...state.values }).filter(
    (name) => before.values[name] !== state.values[name],
  );
  const back: Back = {
    frames: before.frames,
    open,
    values: Object.fromEntries(changed.map((name) => [name, before.values[name] ?? null])),
    skills: before.skills,
    answers: before.answers.length,
    ...(taken.replaced === null ? {} : { replaced: taken.replaced }),
  };
  state.back = [...state.back, back].slice(-backLimit);
}

/**
 * Asks the question of an earlier answer again, with what was said then. The new answer takes its place, and the talk
 * goes on after the step that let the student choose. False where the choice means no answer.
 */
export function askAgain(turn: Turn, step: AskStep, choice: string): boolean {
  const { state } = turn;
  const at = step.ask.options === 'answers' ? answerMeant(choice) : null;
  const answer = at === null ? undefined : state.answers[at];
  if (at === null || answer === undefined) return false;
  const { script, skill, question, asked, text } = answer;
  const loop = skill === undefined ? {} : { loop: { items: [skill], index: 0 } };
  state.frames.push({ script, step: answer.step, redo: at, ...loop });
  state.asked += 1;
  state.open.push({ key: question, asked, hints: 0, misses: 0, parts: [] });
  const again = askStep(turn);
  if (again === null) {
    // The step was another kind in between: its answer stays as it is.
    state.open.pop();
    proceed(turn, step);
    return true;
  }
  const lead = step.ask.again ?? 'app.correct';
  turn.effects.push({ type: 'say', text: withBefore(textRef(turn.content, state, lead), shorten(text)) });
  emitAnew(turn, again, question);
  return true;
}
