import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isContentPath } from '../../core/script/content.js';
import type { ContentFile } from '../../core/script/model.js';

/** Reads what a bundle is made of (dialogs/, locales/, manifest/whatsapp/) below a folder, in a fixed order. */
export async function readContentFiles(root: string): Promise<ContentFile[]> {
  const files = await Promise.all(
    ['dialogs', 'locales', 'manifest'].map((folder) => walk(root, join(root, folder))),
  );
  return files
    .flat()
    .filter((file) => isContentPath(file.path))
    .sort(byPath);
}

/** Reads the signal lexicons: dialogs/signals. */
export async function readSignalFiles(root: string): Promise<{ name: string; text: string }[]> {
  const files = await walk(root, join(root, 'dialogs', 'signals'));
  return files.sort(byPath).map((file) => ({ name: file.path, text: file.text }));
}

const byPath = (a: ContentFile, b: ContentFile): number => (a.path < b.path ? -1 : 1);

async function walk(root: string, folder: string): Promise<ContentFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile() && /\.(ya?ml|json|txt)$/.test(entry.name))
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path: relative(root, path).split(sep).join('/'), text: await readFile(path, 'utf8') };
      }),
  );
}
