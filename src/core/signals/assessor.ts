import { boundedMap } from '../bounded-map.js';
import { createConcernFinder, type Worry } from './concern.js';
import { createDepthJudge } from './depth.js';
import { createEffortJudge } from './effort.js';
import { createReader, type Reading } from './language.js';
import type { Lexicons } from './lexicons.js';
import { createNormaliser, type Normalised } from './normalise.js';
import type { AssessInput, Assessment, ConcernCategory } from './types.js';
import { createVocabulary, type Tagged } from './vocabulary.js';
import { createWeigher } from './worries.js';

/** Judges one message. Pure: the same message gives the same judgement, at once. */
export type Assess = (input: AssessInput) => Assessment;

const dutchNames: Readonly<Record<ConcernCategory, string>> = {
  self_harm: 'zichzelf iets aandoen',
  violence: 'geweld',
  sexual_harassment: 'ongewenst seksueel gedrag',
  discrimination: 'discriminatie',
  bullying: 'pesten',
  unsafe_work: 'onveilig werk',
  home: 'thuis',
  money: 'geld',
  substance: 'drank, drugs of gokken',
  mental_health: 'hoe het van binnen gaat',
  dropout: 'stoppen met school of stage',
  help_request: 'vraagt om hulp',
};

/** Builds the matchers once and returns the judge. Never throws: without lexicons every text is unread. */
export function createAssessor(lexicons: Lexicons): Assess {
  const vocabulary = createVocabulary(lexicons.spelling);
  const reader = createReader(lexicons);
  const findWorries = createConcernFinder(lexicons, vocabulary);
  const weigher = createWeigher(lexicons, vocabulary);
  const judgeDepth = createDepthJudge(lexicons, vocabulary);
  const judgeEffort = createEffortJudge(lexicons, reader.isKnown);
  const read = createNormaliser(lexicons.spelling);
  // A school asks the same few questions all year.
  const question = boundedMap<string, Question>(500);
  return (input) => {
    const answer = read(input.answer);
    const { prompt, asked } = question(input.prompt, () => {
      const prompt = read(input.prompt);
      return { prompt, asked: vocabulary.tag(prompt.tokens, reader.isKnown) };
    });
    const earlier = (input.earlier ?? []).map(read);
    const reading = reader.read(answer, input.lang);
    const tagged = vocabulary.tag(answer.tokens, reader.isKnown);
    const view = weigher.view(answer.tokens, prompt.tokens);
    const effort = judgeEffort(input, answer, prompt, earlier, reading, view?.effort ?? null);
    const depth = judgeDepth(tagged, asked, effort.effort, view?.depth ?? null);
    const found = findWorries(tagged, asked);
    const worry = weigher.weigh(found, view, tagged, prompt.tokens);
    const unread = effort.mash
      ? null
      : (reading.unread ?? (worry ? null : unsure(reading, weigher.chance(found, view))));
    const reasons = [worry && sayWorry(worry, lexicons.thresholds.sure), unread, effort.reason].filter(
      (reason) => reason !== null,
    );
    return {
      effort: effort.effort,
      depth: depth.depth,
      depthScore: depth.depthScore,
      concern: worry?.category ?? null,
      severity: worry?.severity ?? null,
      confidence: worry ? Math.round(worry.confidence * 100) / 100 : 0,
      about: worry?.about ?? null,
      unread: unread !== null,
      reasons,
      ...(worry ? { rules: rulesOf(worry, found) } : {}),
    };
  };
}

// In a language that we know less well a quiet answer is trusted only where hardly anything speaks for a worry.
function unsure({ name, doubt }: Reading, chance: number): string | null {
  return chance < doubt
    ? null
    : `Geschreven in het ${name}. We weten niet zeker of er een zorg in staat: iemand moet dit lezen.`;
}

type Question = { prompt: Normalised; asked: Tagged };

function sayWorry(worry: Worry, sure: number): string {
  const lead = worry.confidence < sure ? 'Misschien een zorg' : 'Zorg';
  const signs = worry.signs.length === 0 ? '' : `${worry.signs.join(' + ')}: `;
  return `${lead} (${dutchNames[worry.category]}): ${signs}"${worry.words}".`;
}

function rulesOf(worry: Worry, found: readonly Worry[]): string[] {
  return [...new Set([worry.rule, ...found.map(({ rule }) => rule)])];
}
