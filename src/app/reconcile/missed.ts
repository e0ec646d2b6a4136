import type { AssessInput, Assessment } from '../../core/signals/types.js';
import type { PastMessage } from '../../ports/channel.js';

/** A message that came in and whose webhook we may have missed. */
export type Missed = Extract<PastMessage, { direction: 'in' }>;

/**
 * Groups what was missed by person, worries first (invariant 8): acute, high, medium, what cannot be judged, the rest;
 * within that, whoever wrote first. The messages of one person stay in their order, so somebody with a worry moves to
 * the front as a whole. `newestFirst` is the provider's order: it settles messages of the same second.
 */
export function worriesFirst(
  newestFirst: readonly Missed[],
  assess: (input: AssessInput) => Assessment,
): Missed[][] {
  const people = new Map<string, { rank: number; messages: Missed[] }>();
  for (const message of [...newestFirst].reverse().sort((a, b) => a.at - b.at)) {
    const person = people.get(message.address) ?? { rank: ranks.length, messages: [] };
    person.messages.push(message);
    person.rank = Math.min(person.rank, rankOf(message.words, assess));
    people.set(message.address, person);
  }
  return [...people.values()].sort((a, b) => a.rank - b.rank).map(({ messages }) => messages);
}

const ranks = ['acute', 'high', 'medium', 'unread', 'none'] as const;

/** Only for the order: the judgement that counts is made in the turn, with the question that was answered. */
function rankOf(words: string, assess: (input: AssessInput) => Assessment): number {
  return ranks.indexOf(gravity(words, assess));
}

function gravity(words: string, assess: (input: AssessInput) => Assessment): (typeof ranks)[number] {
  if (words === '') return 'unread';
  try {
    const { severity, unread } = assess({ prompt: '', kind: 'open', answer: words });
    return severity ?? (unread ? 'unread' : 'none');
  } catch {
    return 'unread';
  }
}
