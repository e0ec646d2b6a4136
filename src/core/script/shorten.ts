import type { Content } from './model.js';
import { advance, repeatQuestion, save, type Turn } from './run.js';
import type { ConversationState } from './state.js';

/**
 * The step where a shorter way begins, in the talk's own script; null where it has none, where it was taken already,
 * and while another script stands on the talk.
 */
export function shorterWay({ scripts }: Content, { frames, values }: ConversationState): string | null {
  const [bottom, ...above] = frames;
  const short = scripts.get(bottom?.script ?? '')?.short ?? null;
  const taken = bottom?.step === short || values['energy'] === 'kort';
  return taken || above.some((frame) => frame.interrupt) ? null : short;
}

/** Goes on with the shorter way, past the open question and whatever the script called. */
export function shorten(turn: Turn): void {
  const short = shorterWay(turn.content, turn.state);
  if (short === null) return repeatQuestion(turn);
  turn.state.frames = [{ script: turn.state.script, step: short }];
  turn.state.open = [];
  // What came before is not gone back to: that way was left.
  turn.state.back = [];
  save(turn, 'energy', 'kort');
  advance(turn);
}
