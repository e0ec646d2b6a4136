import type { Directory } from '../../../core/school/people.js';
import type { Clock } from '../../../ports/clock.js';
import type { Seals } from '../../../ports/identity.js';
import type { Ids } from '../../../ports/ids.js';
import type { Log } from '../../../ports/log.js';
import type { Assets } from './assets.js';
import type { Words } from './words.js';

/** What every page of the staff stands on. */
export type StaffDeps = {
  schoolName: string;
  /** Scheme and host of these pages, no slash at the end. */
  publicUrl: string;
  /** The Entra tenant of the school: sessions of another one count for nothing. */
  tenantId: string;
  directory: () => Promise<Directory>;
  /** Whether assignments are judged here; where the school does it elsewhere nothing is shown of it. */
  judges: boolean;
  /** The languages that the pages have, the school's own first. */
  languages: readonly string[];
  words: (language: string) => Words;
  seals: Seals;
  clock: Clock;
  ids: Ids;
  log: Log;
  assets: Assets;
};

/** The language of a page before anybody signed in: the first that the browser asks for and that there is. */
export function languageAsked(
  { languages }: Pick<StaffDeps, 'languages'>,
  header: string | undefined,
): string {
  const asked = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return asked.find((one) => languages.includes(one)) ?? languages[0] ?? 'nl';
}
