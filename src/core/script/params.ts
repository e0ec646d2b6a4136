import { weekdayOf } from '../school/calendar.js';
import type { TextParam, TextRef } from './effect.js';
import { assignmentIn, type Assignment, type Content } from './model.js';
import type { ScriptValue } from './schema.js';
import type { Answer, ConversationState } from './state.js';

/** The longest piece of an answer that a text repeats. */
const summaryLength = 160;

/** The assignment that the talk is about, or null on a day without one. */
export function assignmentOf(content: Content, state: ConversationState): Assignment | null {
  const number = Number(state.values['assignment']);
  const sector = String(state.values['sector'] ?? '');
  return assignmentIn(content, sector, number);
}

/** A date as it fits a button: "do 26 november". */
export function shortDate(date: string): TextRef {
  const [, month = 1, day = 1] = date.split('-').map(Number);
  const text = (name: string): TextRef => ({ key: `common.${name}`, params: {} });
  const params = {
    weekday: text(`weekday_short.${weekdayOf(date)}`),
    date: day,
    month: text(`month.${month}`),
  };
  return { key: 'common.date', params };
}

/** The skill of the loop that the talk is in, or null. */
export function currentSkill(state: ConversationState): string | null {
  for (let depth = state.frames.length - 1; depth >= 0; depth -= 1) {
    const loop = state.frames[depth]?.loop;
    if (loop) return loop.items[loop.index] ?? null;
  }
  return null;
}

/** A text with everything that it may name: the saved and given values, the assignment, the skill, the summary. */
export const textRef = (content: Content, state: ConversationState, key: string): TextRef => ({
  key,
  params: textParams(content, state),
});

/** All that a text may name at this point of the talk. */
export function textParams(content: Content, state: ConversationState): Record<string, TextParam> {
  const params: Record<string, TextParam> = {};
  const said = new Set(state.answers.map((answer) => answer.text));
  for (const [name, value] of Object.entries(state.values)) {
    if (typeof value === 'string') params[name] = said.has(value) ? shorten(value) : value;
    else params[name] = typeof value === 'boolean' ? String(value) : value;
  }
  const assignment = assignmentOf(content, state);
  if (assignment) {
    params['assignment'] = {
      key: 'common.assignment',
      params: { number: assignment.number, title: assignment.title },
    };
    params['task'] = assignment.task;
  }
  const skill = currentSkill(state);
  if (skill !== null) params['skill'] = { key: `skills.${skill}.name`, params: {} };
  params['summary'] = { lines: summaryLines(state) };
  return params;
}

/** Whether an answer can be said anew from the summary: it has a label there, and words. */
export const isLabelled = (answer: Answer): answer is Answer & { label: string } =>
  answer.label !== undefined && answer.skipped !== true && answer.text !== '';

/** What the summary repeats. "niks" is an answer, and not one to hold up to somebody. */
const summarised = (state: ConversationState) =>
  state.answers.filter(isLabelled).filter(({ effort }) => effort !== 'none');

const summaryLines = (state: ConversationState) =>
  summarised(state).map(({ label, text }) => ({ label: { key: label, params: {} }, text: shorten(text) }));

/** What a condition may look at: the values of the talk, and `hasSummary`, whether there are own words to show. */
export const namedValues = (state: ConversationState): Readonly<Record<string, ScriptValue>> => ({
  ...state.values,
  // Worked out only for the one condition that asks for it.
  get hasSummary() {
    return summarised(state).length > 0;
  },
});

/** On one line and at most so many characters and an ellipsis, cut at a word where one ends near. */
export function shorten(text: string, length = summaryLength): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length);
  const space = cut.lastIndexOf(' ');
  const end = space > length - 30 ? space : length;
  // A cut through an emoji leaves no half of it.
  return `${cut
    .slice(0, end)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trimEnd()} …`;
}
