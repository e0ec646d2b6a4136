import type { TextRef } from '../script/effect.js';
import type { Judgements } from './judgement.js';
import { progressOf } from './judgement.js';
import { looksBack, ownRatings, type OwnRating, type Reflection } from './reflection.js';

/** Skills that are told, and how many of the last ratings of each. */
const skillsTold = 6;
const ratingsTold = 4;

const circles: Readonly<Record<OwnRating, string>> = { moeilijk: '○', hulp: '◐', zelf: '●' };

/** What a student's own progress is made of; `needed` is null where the school judges elsewhere. */
export type OwnProgress = {
  judgements: Judgements;
  /** The newest first. */
  reflections: readonly Reflection[];
  needed: { needed: number; of: number } | null;
};

/**
 * A student's progress in his own words and a small picture of it: assignments as squares, own ratings as circles.
 * Lines that are ready to be rendered and set below each other. It never compares him with anybody.
 */
export function ownProgress({ judgements, reflections, needed }: OwnProgress): TextRef[] {
  const finished = reflections.filter(looksBack).length;
  return [
    line('kop'),
    ...(needed === null ? [] : counted(judgements, needed)),
    line(finished === 0 ? 'nog_geen' : finished === 1 ? 'een_keer' : 'keren', { finished }),
    ...skillLines(reflections),
    line('slot'),
  ];
}

const line = (name: string, params: TextRef['params'] = {}): TextRef => ({
  key: `voortgang.${name}`,
  params,
});

function counted(judgements: Judgements, wanted: { needed: number; of: number }): TextRef[] {
  const { sufficient, waiting, needed, of } = progressOf(judgements, wanted);
  const green = Math.min(sufficient, needed);
  const yellow = Math.min(waiting.length, needed - green);
  const squares = '🟩'.repeat(green) + '🟨'.repeat(yellow) + '⬜'.repeat(needed - green - yellow);
  return [
    line('vakjes', { squares }),
    line(sufficient >= needed ? 'genoeg' : 'tel', { sufficient, waiting: waiting.length, needed, of }),
  ];
}

/** The skills that he rated himself, the last rated first. */
function skillLines(reflections: readonly Reflection[]): TextRef[] {
  const rated = new Map<string, OwnRating[]>();
  for (const { skill, rating } of reflections.flatMap((one) => one.ratings))
    rated.set(skill, [...(rated.get(skill) ?? []), rating]);
  if (rated.size === 0) return [];
  const lines = [...rated].slice(0, skillsTold).map(([skill, [last = ownRatings[0], ...before]]) =>
    line('vaardigheid', {
      skill: { key: `skills.${skill}.name`, params: {} },
      circles: [...before.slice(0, ratingsTold - 1).reverse(), last].map((one) => circles[one]).join(' '),
      rating: { key: `reflectie.rating.${last}`, params: {} },
    }),
  );
  return [line('vaardigheden'), ...lines];
}
