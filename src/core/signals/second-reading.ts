import type { ConcernAbout, ConcernCategory, Severity } from './types.js';

const severities: readonly (Severity | null)[] = [null, 'medium', 'high', 'acute'];

/** A worry as one reader sees it. */
export type Seen = { concern: ConcernCategory | null; severity: Severity | null; about: ConcernAbout | null };

/** What a second reading changes: nothing, or it adds an alarm, or raises the severity of the one that stands. */
export type SecondOpinion =
  | { kind: 'nothing' }
  | { kind: 'adds'; concern: ConcernCategory; severity: Severity; about: ConcernAbout | null }
  | { kind: 'raises'; severity: Severity };

/** A second reader may only add an alarm or raise its severity: what the first one saw is never taken away. */
export function secondOpinion(first: Seen, second: Seen): SecondOpinion {
  if (second.concern === null) return { kind: 'nothing' };
  const severity = second.severity ?? 'medium';
  if (first.concern === null) return { kind: 'adds', concern: second.concern, severity, about: second.about };
  return severities.indexOf(severity) > severities.indexOf(first.severity)
    ? { kind: 'raises', severity }
    : { kind: 'nothing' };
}

const name = '[naam]';
const number = '[nummer]';
const address = '[adres]';

/**
 * The words without what leads to a person: known names, words that begin with a capital inside a sentence, numbers of
 * three digits or more, addresses of mail and web. A first name of somebody unknown in small letters stays.
 */
export function withoutNames(text: string, names: readonly string[]): string {
  const known = new Set(
    names
      .flatMap((one) => one.toLocaleLowerCase('nl').split(/\s+/u))
      .filter((part) => part.length >= 3 && !particles.has(part)),
  );
  return (
    text
      .replace(/\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/giu, address)
      .replace(/\+?\d(?:[\d\s()./-]{1,20})\d/gu, (digits) =>
        digits.replace(/\D/gu, '').length >= 3 ? number : digits,
      )
      .replace(/\p{L}[\p{L}\p{M}'’-]*/gu, (word) =>
        known.has(word.toLocaleLowerCase('nl').replace(/['’]s$/u, '')) ? name : word,
      )
      // A capital that begins no sentence is most often a name.
      .replace(/(?<=[^.!?\n\s]\s{1,3})\p{Lu}\p{Ll}[\p{L}\p{M}'’-]*/gu, name)
  );
}

/** Parts of surnames that are words of their own. */
const particles = new Set(['van', 'den', 'der', 'het', 'ter', 'ten', 'bin', 'ben']);
