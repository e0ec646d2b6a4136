import type { Reading } from './language.js';
import type { Lexicons } from './lexicons.js';
import { createNormaliser, type Normalised, type Token } from './normalise.js';
import { looksLikeMash } from './mash.js';
import type { AssessInput, Effort } from './types.js';
import { listWords } from './word-list.js';

/** How much of an answer there is, and why in plain Dutch when it is not enough. */
export type EffortJudgement = { effort: Effort; reason: string | null; mash: boolean };

/** A judge of effort over words that are already normalised. */
export type EffortJudge = (
  input: AssessInput,
  answer: Normalised,
  prompt: Normalised,
  earlier: readonly Normalised[],
  reading: Reading,
  /** The chances of none, thin and ok that the model sees, where there is a model. */
  chances: readonly number[] | null,
) => EffortJudgement;

type Lists = {
  filler: ReadonlySet<string>;
  label: ReadonlySet<string>;
  generic: ReadonlySet<string>;
  meta: ReadonlySet<string>;
  closed: ReadonlySet<string>;
  byLanguage: ReadonlyMap<string, { filler: ReadonlySet<string>; label: ReadonlySet<string> }>;
};

/** Prepares the word lists of effort (families filler, label, generic, meta and yesno; filler and label of each language). */
export function createEffortJudge(lexicons: Lexicons, isKnown: (token: Token) => boolean): EffortJudge {
  const read = createNormaliser(lexicons.spelling);
  const words = (text: string): ReadonlySet<string> => new Set(listWords(text, read));
  const family = (name: string): ReadonlySet<string> => words((lexicons.families.get(name) ?? []).join(' '));
  const byLanguage = new Map(
    lexicons.languages.map((language) => [
      language.code,
      { filler: words(language.filler), label: words(language.label) },
    ]),
  );
  const lists: Lists = {
    filler: family('filler'),
    label: family('label'),
    generic: family('generic'),
    meta: family('meta'),
    closed: family('yesno'),
    byLanguage,
  };
  return (input, answer, prompt, earlier, reading, chances) => {
    const words = answer.tokens.filter((token) => token.kind !== 'emoji');
    const empty = emptiness(input, answer, words, prompt, earlier);
    if (empty) return { effort: 'none', reason: empty, mash: false };
    if (looksLikeMash(words, isKnown)) return { effort: 'none', reason: 'Willekeurige toetsen.', mash: true };
    const judged = judgeWords(input, words, prompt, reading, lists);
    return {
      ...(chances && input.kind !== 'closed' ? weighed(judged, chances, reading) : judged),
      mash: false,
    };
  };
}

function emptiness(
  input: AssessInput,
  answer: Normalised,
  words: readonly Token[],
  prompt: Normalised,
  earlier: readonly Normalised[],
): string | null {
  if (answer.tokens.length === 0)
    return input.answer.trim() === '' ? 'Er staat niets.' : 'Alleen leestekens.';
  if (words.length === 0) return 'Alleen emoji.';
  if (words.length >= 3 && copies(words, prompt)) return 'De vraag is teruggestuurd.';
  const same = earlier.some((one) => one.tokens.length > 0 && join(one.tokens) === join(answer.tokens));
  if (same && !(input.kind === 'closed' && words.length <= 2)) return 'Hetzelfde als een eerder antwoord.';
  return null;
}

// The lists know what is empty; the model knows what only looks full: a joke, a slogan, a chain letter. Of other
// languages it has seen too little to call an answer poor.
function weighed(
  judged: Omit<EffortJudgement, 'mash'>,
  chances: readonly number[],
  reading: Reading,
): Omit<EffortJudgement, 'mash'> {
  if (judged.effort !== 'ok' || reading.language !== 'nl') return judged;
  const [none = 0, thin = 0, ok = 1] = chances;
  if (ok >= enoughChance) return judged;
  return none > thin
    ? { effort: 'none', reason: 'Geen antwoord op de vraag.' }
    : { effort: 'thin', reason: 'Weinig concreets.' };
}

// Below this chance of "ok" an answer is taken for less.
const enoughChance = 0.2;

// "dat ik goed kan samenwerken" may use the words of its question; a copy uses hardly another, and in its order too.
function copies(words: readonly Token[], prompt: Normalised): boolean {
  const asked = prompt.tokens.map((token) => token.canon);
  const own = words.filter((token) => !asked.includes(token.canon)).length;
  if (own > words.length / 6) return false;
  return (
    words
      .slice(1)
      .filter((token, index) =>
        asked.some((word, at) => word === words[index]?.canon && asked[at + 1] === token.canon),
      ).length >=
    (words.length - 1) / 2
  );
}

function judgeWords(
  input: AssessInput,
  words: readonly Token[],
  prompt: Normalised,
  reading: Reading,
  lists: Lists,
): Omit<EffortJudgement, 'mash'> {
  const other = lists.byLanguage.get(reading.language);
  const isFiller = (token: Token): boolean =>
    lists.filler.has(token.canon) || other?.filler.has(token.canon) === true;
  const isLabel = (token: Token): boolean =>
    lists.label.has(token.canon) || other?.label.has(token.canon) === true;
  const isYesNo = (token: Token): boolean => lists.closed.has(token.canon);
  if (input.kind === 'closed' && words.some((token) => isYesNo(token) || !isFiller(token)))
    return { effort: 'ok', reason: null };
  const asked = prompt.tokens.map((token) => token.canon);
  const isEmpty = (token: Token): boolean =>
    isFiller(token) ||
    isLabel(token) ||
    isYesNo(token) ||
    lists.generic.has(token.canon) ||
    asked.includes(token.canon);
  const content = words.filter(
    (token) => !isEmpty(token) && !(token.kind === 'number' && words.length === 1 && token.text.length > 3),
  );
  const said = (): string => words.map((token) => token.written).join(' ').slice(0, 80); // prettier-ignore
  if (content.length === 0) {
    const none =
      words.every((token) => isFiller(token) || (lists.generic.has(token.canon) && !isLabel(token))) &&
      words.filter(isFiller).length * 2 >= words.length;
    if (none || words.every((token) => token.kind === 'number'))
      return { effort: 'none', reason: `Geen antwoord: "${said()}".` };
    return { effort: 'thin', reason: `Niets concreets: "${said()}".` };
  }
  if (isAboutTheBot(words, content, lists))
    return { effort: 'none', reason: `Gaat over de vraag of de bot, niet over de dag: "${said()}".` };
  return { effort: 'ok', reason: null };
}

function isAboutTheBot(words: readonly Token[], content: readonly Token[], lists: Lists): boolean {
  const meta = words.filter((token) => lists.meta.has(token.canon)).length;
  return meta > 0 && content.length - meta <= 1;
}

function join(tokens: readonly Token[]): string {
  return tokens.map((token) => token.canon).join(' ');
}
