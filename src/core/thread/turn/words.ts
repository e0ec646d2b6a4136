import { arabic } from './commands/arabic.js';
import { dutchEnglish } from './commands/dutch-english.js';
import type { Command, CommandWords } from './commands/command.js';
import { polish } from './commands/polish.js';
import { turkish } from './commands/turkish.js';
import { ukrainian } from './commands/ukrainian.js';
import type { Choice } from '../message.js';

export type { Command } from './commands/command.js';

/** Every language's words count for everybody: a student may type in another language than he reads. */
const spoken: readonly CommandWords[] = [dutchEnglish, polish, ukrainian, turkish, arabic];

/** Whether a short message is about not having meant it. */
export function isTakenBack(text: string): boolean {
  const said = ` ${plain(text)} `;
  return said.trim().split(' ').length <= 8 && takingBack.some((words) => said.includes(` ${words} `));
}

const ascii = /^[\0-\x7f]*$/;

/**
 * Small letters, no marks, no punctuation, single spaces. The Polish ł and the Turkish ı have no mark that can be taken
 * off; in Arabic ة and ى are often typed as ه and ي, and ـ only makes a word longer.
 */
export function plain(text: string): string {
  // What is typed most has nothing of all that: a fifth of the time.
  if (ascii.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ł/gu, 'l')
    .replace(/ı/gu, 'i')
    .replace(/ة/gu, 'ه')
    .replace(/ى/gu, 'ي')
    .replace(/ـ/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const takingBack = spoken.flatMap((language) => language.takingBack.map(plain));

const goingOn = spoken.flatMap((language) => language.goingOn.map(plain));
const meant = spoken.flatMap((language) => language.meant.map(plain));

const emojiOnly = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|\u200d|\ufe0f|\s)+$/u;

/**
 * How a message goes on with what was said before, or null: with a word that begins no answer of its own ("en toen…"),
 * with nothing but an emoji, or by saying anew what was meant ("ik bedoel …").
 */
export function goesOn(text: string): 'word' | 'emoji' | 'meant' | null {
  if (/\S/.test(text) && emojiOnly.test(text)) return 'emoji';
  const said = `${plain(text)} `;
  const begins = (words: string): boolean => said.startsWith(`${words} `);
  if (meant.some((words) => begins(words) && said.length > words.length + 1)) return 'meant';
  return goingOn.some(begins) ? 'word' : null;
}

const commandOf: ReadonlyMap<string, Command> = new Map(
  spoken.flatMap(({ commands }) =>
    Object.entries(commands).flatMap(([command, words]) =>
      words.map((word): [string, Command] => [plain(word), command as Command]),
    ),
  ),
);

/** The command that these words are, or null: only the whole message counts, never a word inside a sentence. */
export function commandIn(text: string): Command | null {
  if (text.length > 40) return null;
  return commandOf.get(plain(text)) ?? null;
}

/** In Arabic لا is "no", and begins any sentence that denies something ("I don't know"): it is "no" only by itself. */
const alone: ReadonlySet<string> = new Set(['لا']);

/** The choice that typed words mean: its label, its number, or a beginning that only one choice has. */
export function matchChoice(offered: readonly Choice[], text: string): Choice | null {
  const said = plain(text);
  if (said === '') return null;
  const labels = offered.map((choice) => plain(choice.label));
  const exact = labels.indexOf(said);
  if (exact !== -1) return offered[exact] ?? null;
  if (/^\d+$/.test(said)) return byNumber(offered, said);
  const starting = offered.filter((_, index) => labels[index]?.startsWith(said) === true);
  if (starting.length === 1 && said.length >= 2) return starting[0] ?? null;
  const holding = offered.filter(
    (_, index) => said.length >= 3 && ` ${labels[index] ?? ''} `.includes(` ${said} `),
  );
  if (holding.length === 1) return holding[0] ?? null;
  const within = offered.filter(
    (_, index) => !alone.has(labels[index] ?? '') && said.startsWith(`${labels[index] ?? ''} `),
  );
  return within.length === 1 ? (within[0] ?? null) : null;
}

/** "4" is the choice that is numbered 4 ("4. Kassa"), or else the fourth. */
function byNumber(offered: readonly Choice[], said: string): Choice | null {
  const numbered = offered.find((choice) => new RegExp(`^0*${Number(said)}\\.`).test(choice.label));
  if (numbered) return numbered;
  if (offered.some((choice) => /^\d+\./.test(choice.label))) return null;
  return offered[Number(said) - 1] ?? null;
}
