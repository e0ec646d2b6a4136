import { randomNumbers } from './random.js';
import { groupOf, type Labelled } from './labelled.js';

// More than this share of joined answers taught nothing more.
const share = 0.5;
const longestClause = 9;
const longestAnswer = 22;
const joints = ['. ', ', ', ' ', '. '] as const;

/**
 * Adds answers that were made of two: an ordinary clause and an answer, in either order. Most worries are one clause
 * in an ordinary answer, and length must not tell the one from the other. What is added keeps the label and the group
 * of the answer it was made from.
 */
export function withOrdinaryClauses(answers: readonly Labelled[], seed: number): Labelled[] {
  const next = randomNumbers(seed);
  const pool = answers.filter(isOrdinaryClause);
  if (pool.length === 0) return [...answers];
  const joined = answers.filter(mayBeJoined).flatMap((answer): Labelled[] => {
    if (next() >= share) return [];
    const clause = pool[Math.floor(next() * pool.length)]?.answer ?? '';
    const joint = joints[Math.floor(next() * joints.length)] ?? '. ';
    const [first, last] = next() < 0.6 ? [clause, answer.answer] : [answer.answer, clause];
    const text = `${first}${joint}${last}`;
    return [{ ...answer, id: `${answer.id}-joined`, answer: text, family: groupOf(answer) }];
  });
  return [...answers, ...joined];
}

// Of one hand, so that joining mixes no manners of writing.
function isOrdinaryClause({ id, lang, concern, effort, answer }: Labelled): boolean {
  const own = /^(?:a|b|own)-/.test(id);
  return own && lang === 'nl' && concern === null && effort !== 'none' && wordsIn(answer) <= longestClause;
}

function mayBeJoined({ id, lang, answer }: Labelled): boolean {
  return lang === 'nl' && !isSpoken(id) && !id.startsWith('rule-') && wordsIn(answer) <= longestAnswer;
}

const isSpoken = (id: string): boolean => id.startsWith('spoken-');
const wordsIn = (text: string): number => text.split(' ').length;
