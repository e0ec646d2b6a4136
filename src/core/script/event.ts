import type { Depth, Effort } from '../signals/types.js';
import type { Outcome, ScriptValue } from './schema.js';
import type { Part } from './state.js';

/** What can happen to a conversation. Judgements and choices arrive in it: the turn computes neither. */
export type ScriptEvent =
  /** The student answered; `choice` is the id of the button, or null where the words fitted none. */
  | {
      type: 'answer';
      text: string;
      choice: string | null;
      effort: Effort;
      depth: Depth;
      unread: boolean;
      parts?: Part[];
    }
  | { type: 'skip' }
  /** Little time: the shorter way, where the script has one. */
  | { type: 'shorten' }
  /** The student takes his last answer back: its question is asked again. */
  | { type: 'correct' }
  /** The open question in simpler words. */
  | { type: 'explain' }
  /** Ask the open question again, for instance after a pause or on the other channel. */
  | { type: 'resume' }
  /** A worry: run this script first, then go on where the talk was. */
  | { type: 'interrupt'; script: string; values: Readonly<Record<string, ScriptValue>> }
  /** Words to the open question that are no answer yet: they stay with it. */
  | { type: 'hold'; text: string; parts?: Part[] }
  /** What the script on top asks is settled: it goes without a word, and the question below waits. */
  | { type: 'withdraw' }
  /** The student changed a message that he sent earlier, or took it away (null). `effort`: of the answer as it is now. */
  | { type: 'reword'; id: string; text: string | null; effort?: Effort; depth?: Depth; unread?: boolean }
  /** Words that came late still go with the answer before. */
  | { type: 'add'; part: Part; effort: Effort; unread: boolean }
  /** Other words for the answer to an earlier question, that is not asked again for it. */
  | { type: 'amend'; asked: number; parts: Part[]; effort: Effort; unread: boolean }
  | { type: 'timeout' }
  | { type: 'stop'; outcome: Outcome };

/** What a talk is begun with. */
export type Beginning = {
  script: string;
  /** Given names (see docs/authoring.md), for conditions and texts. */
  values: Readonly<Record<string, ScriptValue>>;
  skills: readonly string[];
  /** Text keys read lately, oldest first. */
  used: readonly string[];
};
