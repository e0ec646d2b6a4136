import type { OfferedChoice, TextRef } from './effect.js';
import type { AskStep, Content } from './model.js';
import { isLabelled, shortDate, textParams } from './params.js';
import type { ConversationState } from './state.js';

type Talking = { content: Content; state: ConversationState };

/** What a question offers: its own choices, and those that the school's data or the talk itself give. */
export function choicesOf(turn: Talking, step: AskStep): OfferedChoice[] {
  // What a label may name is the same for all of them.
  const params = textParams(turn.content, turn.state);
  const ref = (key: string): TextRef => ({ key, params });
  const fixed = (step.ask.choices ?? []).map((choice) => ({ id: choice.id, label: ref(choice.label) }));
  if (step.ask.kind === 'confirm') {
    return [
      { id: 'ja', label: ref('common.ja') },
      { id: 'nee', label: ref('common.nee') },
    ];
  }
  if (step.ask.options === 'languages') {
    return [
      ...fixed,
      ...[...turn.content.texts.keys()].map((id) => ({ id, label: ref(`common.language.${id}`) })),
    ];
  }
  if (step.ask.options === 'dates') {
    const dates = String(turn.state.values['dates'] ?? '').split(' ');
    return [
      ...dates.filter((date) => date !== '').map((date) => ({ id: date, label: shortDate(date) })),
      ...fixed,
    ];
  }
  if (step.ask.options === 'answers') return [...answersOffered(turn, ref), ...fixed];
  if (step.ask.options === 'assignments') {
    const sector = String(turn.state.values['sector'] ?? '');
    const catalogue = turn.content.assignments.get(sector) ?? [];
    return [
      ...fixed,
      ...catalogue.map((one) => ({ id: String(one.number), label: `${one.number}. ${one.title}` })),
    ];
  }
  return fixed;
}

/** The answers that have a place in the summary, by their label; within the loop of the skills by the skill. */
function answersOffered({ state }: Talking, ref: (key: string) => TextRef): OfferedChoice[] {
  return state.answers.flatMap((answer, at) => {
    if (!isLabelled(answer)) return [];
    const { label, skill } = answer;
    return [{ id: `${answerChoice}${at}`, label: ref(skill === undefined ? label : `skills.${skill}.name`) }];
  });
}

const answerChoice = 'answer_';

/** Which answer of the talk a choice of `options: answers` means; null for any other choice. */
export function answerMeant(choice: string): number | null {
  const [, at] = /^answer_(\d+)$/.exec(choice) ?? [];
  return at === undefined ? null : Number(at);
}
