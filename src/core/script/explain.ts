import { hintsOf } from './answer.js';
import { explanations } from './model.js';
import { textRef } from './params.js';
import { askStep, emitAnew, emitQuestion, type Turn } from './run.js';

/**
 * "Leg uit": the open question in simpler words. Where its author wrote none the question comes again with an example,
 * or with what every question of its kind has in common. It is no answer, and changes nothing.
 */
export function explain(turn: Turn): void {
  const step = askStep(turn);
  const open = turn.state.open.at(-1);
  if (step === null || open === undefined) return;
  const ref = (key: string) => textRef(turn.content, turn.state, key);
  const own = explanations(step);
  const simpler = own.length > 1 ? own[step.texts.indexOf(open.key)] : own[0];
  if (simpler !== undefined) return emitQuestion(turn, step, simpler, ref(open.key));
  const example = step.ask.kind === 'text' ? hintsOf(turn, step, open)?.example : undefined;
  const common = step.ask.kind === 'text' ? 'app.explain_words' : 'app.explain_choice';
  turn.effects.push({ type: 'say', text: ref(example ?? common) });
  emitAnew(turn, step, open.key, ref(open.key));
}
