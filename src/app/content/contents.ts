import { z } from 'zod';
import { TerugblikError } from '../../core/errors.js';
import { readContent } from '../../core/script/content.js';
import type { Content, ContentFile } from '../../core/script/model.js';
import type { Ids } from '../../ports/ids.js';
import type { Store } from '../../ports/store.js';
import { refs } from '../refs.js';

/** The content in force, and the older contents that open talks are pinned to. */
export type Contents = {
  current: Content;
  /** @throws TerugblikError `content_gone` when a pinned content is not in the store any more. */
  pinned: (hash: string) => Promise<Content>;
};

const stored = z.object({ files: z.array(z.object({ path: z.string(), text: z.string() })) });

type ContentDeps = { store: Store; school: string };

/**
 * Puts content in force: keeps it in the store under its hash, so that talks can end on it (invariant 6), and
 * remembers it as the last that was good.
 */
export async function createContents(
  deps: ContentDeps,
  current: Content,
  files: readonly ContentFile[],
): Promise<Contents> {
  const ref = refs.content(deps.school, current.hash);
  await deps.store.put({ ...ref, body: { v: 1, files } }, { absent: true });
  await rememberGood(deps, current.hash);
  const known = new Map<string, Content>([[current.hash, current]]);
  return {
    current,
    pinned: async (hash) => {
      const cached = known.get(hash);
      if (cached) return cached;
      const { content } = await read(deps, hash);
      known.set(hash, content);
      return content;
    },
  };
}

/** The content that was in force last, or null at the first start: it stays when the new one is broken. */
export async function lastGoodContent(
  deps: ContentDeps,
): Promise<{ content: Content; files: ContentFile[] } | null> {
  const mark = await deps.store.get(refs.mark(deps.school, 'content'));
  const parsed = goodMark.safeParse(mark?.body);
  return parsed.success ? read(deps, parsed.data.hash) : null;
}

const goodMark = z.object({ hash: z.string() });

async function rememberGood(deps: ContentDeps, hash: string): Promise<void> {
  const ref = refs.mark(deps.school, 'content');
  const known = await deps.store.get(ref);
  if (goodMark.safeParse(known?.body).data?.hash === hash) return;
  // Two instances that start at once write the same: whoever loses need not try again.
  await deps.store.put(
    { ...ref, body: { v: 1, hash } },
    known === null ? { absent: true } : { etag: known.etag },
  );
}

async function read(deps: ContentDeps, hash: string): Promise<{ content: Content; files: ContentFile[] }> {
  const item = await deps.store.get(refs.content(deps.school, hash));
  const parsed = item === null ? null : stored.safeParse(item.body);
  if (!parsed?.success) throw new TerugblikError('content_gone', `the content ${hash} is not in the store`);
  const { files } = parsed.data;
  return { content: readContent(files, hash).content, files };
}

/** The name of a bundle: what is in its files, whatever their order. */
export function contentHash(ids: Ids, files: readonly ContentFile[]): string {
  const sorted = [...files].sort((a, b) => a.path.localeCompare(b.path));
  return ids.hash(sorted.map((file) => `${file.path}\n${file.text}`).join('\n\n')).slice(0, 24);
}
