import type { Instant } from '../../../core/time.js';

/** The texts of the pages in one language, and moments on the school's clock. */
export type Words = {
  language: string;
  /** A text by its name behind `pagina.`. */
  text: (name: string, params?: Readonly<Record<string, string | number>>) => string;
  /** A text of another file of the locales. */
  other: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  /** A text of another file, or what stands for it where there is none: content changes, and what was kept stays. */
  named: (key: string, otherwise: string) => string;
  moment: (at: Instant) => string;
  /** A date like 2026-11-24, as people write it, with its day of the week. */
  day: (date: string) => string;
};

/** The name of a skill as the qualification file has it; its id when it is in use no more. */
export const skillName = (skill: string, { named }: Pick<Words, 'named'>): string =>
  named(`skills.${skill}.official`, skill);
