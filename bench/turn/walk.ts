import { assignmentIn, type Content } from '../../src/core/script/model.js';
import type { Effect } from '../../src/core/script/effect.js';
import type { Beginning, ScriptEvent } from '../../src/core/script/event.js';

type Asked = Extract<Effect, { type: 'ask' }>;
export type Given = Extract<ScriptEvent, { type: 'answer' }>;

const words = [
  'Ik heb vandaag een klant geholpen met een kapotte fiets en dat ging goed.',
  'Ik vroeg mijn collega om hulp omdat ik de kassa nog niet kende.',
  'De volgende keer vraag ik het eerder, want dan gaat het sneller.',
  'Ik merkte dat ik rustig blijf als het druk is in de winkel.',
];

/** What a student says to a question: each time the next of its buttons, and words of his own, once too few. */
export function answerTo(asked: Asked, turn: number): Given {
  const said = { type: 'answer', effort: 'ok', depth: 2, unread: false } as const;
  const choice = choiceOf(asked, turn);
  if (choice !== null) return { ...said, choice, text: choice };
  const text = words[turn % words.length] ?? '';
  return turn % 11 === 7
    ? { ...said, choice: null, text: 'goed', effort: 'thin', depth: 0 }
    : { ...said, choice: null, text };
}

/** Yes where it is offered: saying no at the summary is a way back that the machine beside it does not have. */
function choiceOf({ kind, choices }: Asked, turn: number): string | null {
  if (kind === 'text' || choices.length === 0) return null;
  const yes = choices.find(({ id }) => id === 'ja');
  return (yes ?? choices[turn % choices.length])?.id ?? null;
}

/** The talk of a student in retail about his third assignment, with what he read before. */
export function beginningOf(content: Content, number: number, used: readonly string[]): Beginning {
  const assignment = assignmentIn(content, 'retail', 3);
  return {
    script: 'reflectie',
    values: {
      ...{ sector: 'retail', assignment: 3, hasAssignment: assignment !== null, number },
      ...{ streak: 0, season: 'herfst', afterBreak: false, language: 'nl', week: 40 },
      ...(number > 0 ? { lastIntention: 'Ik vraag het eerder', lastMood: 'goed' } : {}),
    },
    skills: assignment?.skills ?? [],
    used,
  };
}
