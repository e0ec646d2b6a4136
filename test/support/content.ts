import { readContent } from '../../src/core/script/content.js';
import { checkContent } from '../../src/core/script/check/check.js';
import type { Content, ContentFile, Finding } from '../../src/core/script/model.js';
import { loadContent, projectRoot, type LoadedContent } from '../../src/wire.js';

let loaded: Promise<LoadedContent> | null = null;

/** The content of the repository, read once. */
export function realContent(): Promise<LoadedContent> {
  loaded ??= loadContent(projectRoot);
  return loaded;
}

/** A bundle of one script and the texts it names; every key that a test forgets is an error of the check. */
export function bundle(script: string, texts: Record<string, string>, more: ContentFile[] = []) {
  const tree: Record<string, Record<string, string>> = {};
  const all = { 'common.ja': 'Ja', 'common.nee': 'Nee', 'app.choose': 'Kies een knop.', ...texts };
  for (const [key, text] of Object.entries(all)) {
    const [file = '', ...path] = key.split('.');
    tree[file] = { ...tree[file], [path.join('.')]: text };
  }
  const files: ContentFile[] = [
    { path: 'dialogs/scripts/proef.yaml', text: script },
    ...Object.entries(tree).map(([name, value]) => ({
      path: `locales/nl/${name}.json`,
      text: JSON.stringify(value),
    })),
    ...more,
  ];
  const { content, findings } = readContent(files, 'test');
  return { content, findings: [...findings, ...checkContent(content)] as Finding[] };
}

/** A script of these steps, with the head that every script needs. */
export const script = (steps: string, head = ''): string =>
  `spec: 1\nid: proef\nrevision: 1\ntitle: Proef\nexpires: 2d\n${head}steps:\n${steps}`;

/** The keys of what a turn says and asks, in order. */
export function keys(effects: readonly { type: string; text?: { key: string } }[]): string[] {
  return effects.flatMap((effect) => (effect.text ? [effect.text.key] : []));
}

export type { Content };
