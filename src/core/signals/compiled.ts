import type { LexiconFile } from './lexicon-schema.js';

/** The YAML files as they were read and checked once, each with the hash of its text. */
export type Compiled = Readonly<Record<string, { hash: string; content: LexiconFile }>>;

/** Name of the file that holds them. */
export const compiledName = /compiled\.json$/;

/**
 * What stands ready for a file, or null when its text has changed since: then the YAML is read as always. Reading
 * YAML is most of the start-up; a stale entry costs time and nothing else.
 */
export function readyContent(compiled: Compiled, file: { name: string; text: string }): LexiconFile | null {
  const ready = compiled[baseName(file.name)];
  return ready?.hash === hashOf(file.text) ? ready.content : null;
}

/** The text of the compiled file. */
export function writeCompiled(
  files: readonly { name: string; text: string; content: LexiconFile }[],
): string {
  const compiled = Object.fromEntries(
    files.map(({ name, text, content }) => [baseName(name), { hash: hashOf(text), content }]),
  );
  return `${JSON.stringify(compiled)}\n`;
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

// FNV-1a over 32 bits with the length: it tells an edited file from the one that was compiled, and guards nothing.
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length.toString(36)}-${(hash >>> 0).toString(36)}`;
}
