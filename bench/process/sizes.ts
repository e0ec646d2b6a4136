import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/wire.js';

/** The folders of what production installs, as the lock file has them. */
function productionPackages(): string[] {
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  return Object.entries(lock.packages).flatMap(([path, { dev }]) =>
    path === '' || dev === true ? [] : [path.replace(/^node_modules\//u, '')],
  );
}

/** What production installs, in megabytes on this disk. */
export const productionSize = (): number =>
  productionPackages().reduce(
    (sum, name) => sum + megabytes(join(projectRoot, 'node_modules', name), false),
    0,
  );

/** The bytes of a folder's files; `deep` counts the packages inside it as well. */
export function megabytes(folder: string, deep = true): number {
  let bytes = 0;
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.isSymbolicLink() || (!deep && entry.name === 'node_modules')) continue;
      if (entry.isDirectory()) walk(join(path, entry.name));
      else bytes += statSync(join(path, entry.name)).size;
    }
  };
  try {
    walk(folder);
  } catch {
    // A package for another platform is in the lock file and not on the disk.
  }
  return bytes / 1024 ** 2;
}
