import { z } from 'zod';
import { forStudents } from '../languages.js';
import type { Content, Finding } from '../model.js';

export const readabilityPath = 'dialogs/readability.yaml';

/** `dialogs/readability.yaml`: how simple the texts for students must be, and what is excused, each with its reason. */
export const readabilitySchema = z.strictObject({
  spec: z.literal(1),
  language: z.string().regex(/^[a-z]{2}$/),
  /** The most words of a sentence. */
  sentence: z.number().int().min(5).max(30),
  /** Words must be among so many of the most frequent ones. */
  frequent: z.number().int().min(500),
  words: z.array(z.strictObject({ reason: z.string().min(1), words: z.array(z.string().min(1)).min(1) })),
  /** Text keys whose sentences may be longer. */
  texts: z.record(z.string(), z.string().min(1)),
});
export type ReadabilityRules = z.infer<typeof readabilitySchema>;

/** How simple the texts of one file are. */
export type Readability = {
  file: string;
  texts: number;
  sentences: number;
  words: number;
  /** Words of the longest sentence. */
  longest: number;
  /** Words among the thousand most frequent ones. */
  common: number;
  syllables: number;
};

const commonRank = 1000;

/**
 * Reads every text for students as somebody at A2 does: short sentences of frequent words. The two that weigh most in
 * every formula are checked text by text; a formula over a whole file says how simple it is (fleschDouma).
 */
export function checkReadability(
  content: Content,
  rules: ReadabilityRules,
  ranks: ReadonlyMap<string, number>,
): { findings: Finding[]; files: Readability[] } {
  const excused = new Set(rules.words.flatMap((group) => group.words));
  const findings: Finding[] = [];
  const files = new Map<string, Readability>();
  for (const [key, text] of forStudents(content, rules.language)) {
    const [name = ''] = key.split('.');
    const file = `locales/${rules.language}/${name}.json`;
    const seen = files.get(file) ?? {
      ...{ file, texts: 0, sentences: 0, words: 0, longest: 0, common: 0, syllables: 0 },
    };
    const read = sentencesOf(text).map(wordsIn);
    for (const words of read) {
      seen.sentences += 1;
      seen.words += words.length;
      seen.longest = Math.max(seen.longest, words.length);
      seen.common += words.filter((word) => (ranks.get(word) ?? Infinity) <= commonRank).length;
      seen.syllables += words.reduce((sum, word) => sum + syllablesOf(word), 0);
    }
    files.set(file, { ...seen, texts: seen.texts + 1 });
    const at = (message: string): void =>
      void findings.push({ file, line: 1, severity: 'error', message: `${key}: ${message}` });
    const long = Math.max(0, ...read.map((words) => words.length));
    if (long > rules.sentence && rules.texts[key] === undefined)
      at(`a sentence of ${long} words, where ${rules.sentence} is the most`);
    if (/!.*!/su.test(text)) at('more than one exclamation mark shouts');
    const rare = read
      .flat()
      .filter((word) => (ranks.get(word) ?? Infinity) > rules.frequent && !excused.has(word));
    if (rare.length > 0)
      at(`${[...new Set(rare)].join(', ')}: not among the ${rules.frequent} most frequent words`);
  }
  return { findings, files: [...files.values()] };
}

/**
 * Douma's formula of 1960, Flesch for Dutch: 206.84 less 0.77 for each syllable in a hundred words and 0.93 for each
 * word of a sentence. Above 90 is very easy, 80 to 90 easy.
 */
export const fleschDouma = ({ syllables, words, sentences }: Omit<Readability, 'file'>): number =>
  206.84 - (77 * syllables) / words - (0.93 * words) / sentences;

const sentencesOf = (text: string): string[] =>
  text
    .replace(/\{\{\s*\w+\s*\}\}/gu, ' ')
    .split(/(?<=[.!?:;])\s+|\n+/u)
    .filter((sentence) => /\p{L}/u.test(sentence));

/** In small letters; a language's name in its own script is not Dutch to be read. */
const wordsIn = (sentence: string): string[] =>
  (sentence.toLowerCase().match(/\p{Script=Latin}[\p{Script=Latin}’'-]*/gu) ?? [])
    .map((word) => word.replace(/[’'-]+$/u, ''))
    .filter((word) => word.length > 1);

/** Groups of vowels, with the Dutch pairs that are one sound. */
const syllablesOf = (word: string): number =>
  Math.max(
    1,
    word.match(/aai|ooi|oei|eeu|ieu|aa|ee|ie|oo|uu|oe|eu|ui|ei|ij|au|ou|[aeiouyáéèëïöü]/gu)?.length ?? 1,
  );
