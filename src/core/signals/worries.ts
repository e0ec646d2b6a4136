import { chooseWorry, type Worry } from './concern.js';
import type { Lexicons } from './lexicons.js';
import { createWordClasses } from './model/classes.js';
import { strongestWords } from './model/explain.js';
import { readModel } from './model/linear-model.js';
import { chanceOfWorry, modelWorry } from './model/model-worry.js';
import { createScorer } from './model/scores.js';
import { createModelViewer, type ModelView } from './model/view.js';
import type { Token } from './normalise.js';
import { judgeAbout, peopleClasses, type PeopleClasses } from './people.js';
import type { ConcernAbout, ConcernCategory } from './types.js';
import type { Tagged, Vocabulary } from './vocabulary.js';

/** Weighs what the rules found together with what the model sees. */
export type Weigher = {
  /** What the model makes of an answer, or null without a model or without a word. */
  view: (answer: readonly Token[], prompt: readonly Token[]) => ModelView | null;
  /** The chance that there is a worry. */
  chance: (found: readonly Worry[], view: ModelView | null) => number;
  /** The worry to act on, or null. */
  weigh: (
    found: readonly Worry[],
    view: ModelView | null,
    answer: Tagged,
    prompt: readonly Token[],
  ) => Worry | null;
};

const towardsSomebody: readonly ConcernCategory[] = [
  'violence',
  'sexual_harassment',
  'discrimination',
  'bullying',
];

// A worry that names school staff never reaches them: where somebody did something and staff stands near, it is staff.
function aboutOf(view: ModelView, answer: Tagged, people: PeopleClasses): ConcernAbout {
  const { category, part } = view;
  const near = judgeAbout(category, part.first, part.last, answer, people);
  return near === 'staff' && towardsSomebody.includes(category) ? 'staff' : view.about;
}

/** Prepares the model, where there is one. Rules can only add to what it sees: an alarm, or weight to a doubt. */
export function createWeigher(lexicons: Lexicons, vocabulary: Vocabulary): Weigher {
  const { model: file, thresholds } = lexicons;
  if (!file) return { view: () => null, chance: surestOf, weigh: chooseWorry };
  const classes = createWordClasses(lexicons.classes, lexicons.spelling);
  const scorer = createScorer(readModel(file), classes);
  const people = peopleClasses(lexicons.families, vocabulary);
  const viewer = createModelViewer(scorer);
  const chance = (found: readonly Worry[], view: ModelView | null): number =>
    view ? chanceOfWorry(view.score, surestOf(found), file.calibration) : surestOf(found);
  return {
    chance,
    view: (answer, prompt) => (answer.length === 0 ? null : viewer(answer, prompt)),
    weigh: (found, view, answer, prompt) => {
      const sure = chooseWorry(found.filter(({ confidence }) => confidence >= thresholds.rule));
      if (!view) return sure;
      const likely = chance(found, view);
      if (likely < (view.severity === 'acute' ? thresholds.acute : thresholds.alarm)) return sure;
      const { tokens } = answer;
      const words = strongestWords(scorer, tokens, prompt, view.part, view.category);
      const seen = { ...modelWorry(view, likely, tokens, words), about: aboutOf(view, answer, people) };
      return sure ? together(sure, seen) : seen;
    },
  };
}

function surestOf(found: readonly Worry[]): number {
  return found.reduce((most, worry) => Math.max(most, worry.confidence), 0);
}

const gravity = ['medium', 'high', 'acute'] as const;

// A rule was written for this; the model has seen more. The rule names the worry, the graver of the two its urgency.
function together(rule: Worry, model: Worry): Worry {
  const graver = gravity.indexOf(rule.severity) >= gravity.indexOf(model.severity) ? rule : model;
  return {
    ...rule,
    severity: graver.severity,
    confidence: Math.max(rule.confidence, model.confidence),
    about: rule.about === 'unknown' ? model.about : rule.about,
    signs: model.signs,
  };
}
