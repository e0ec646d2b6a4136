import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../src/wire.js';

type Lock = {
  packages: Record<
    string,
    { hasInstallScript?: boolean; integrity?: string; resolved?: string; link?: boolean }
  >;
};
type Package = { dependencies: Record<string, string>; devDependencies: Record<string, string> };

const read = (name: string): Promise<string> => readFile(join(projectRoot, name), 'utf8');

describe('the dependencies', () => {
  /** The packages that stand in the first column below a heading. */
  const listed = async (heading: string): Promise<string[]> => {
    const text = await read('docs/dependencies.md');
    const part = text.split('\n## ').find((one) => one.startsWith(heading)) ?? '';
    const cells = part.split('\n').map((line) => line.split('|')[1] ?? '');
    return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')).sort();
  };
  const lock = async (): Promise<Lock['packages']> =>
    (JSON.parse(await read('package-lock.json')) as Lock).packages;
  const declared = async (): Promise<Package> => JSON.parse(await read('package.json')) as Package;

  it('have a line each, and no line stands for nothing', async () => {
    const { dependencies, devDependencies } = await declared();
    expect(await listed('What runs in a school')).to.deep.equal(Object.keys(dependencies).sort());
    expect(await listed('What only builds and tests')).to.deep.equal(Object.keys(devDependencies).sort());
  });

  it('that run a script when they are installed were looked at', async () => {
    const scripts = Object.entries(await lock()).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript === true ? [path.split('node_modules/').at(-1) ?? ''] : [],
    );
    expect(await listed('Scripts at install')).to.deep.equal([...new Set(scripts)].sort());
  });

  it('are locked with a hash, from the registry alone', async () => {
    for (const [path, one] of Object.entries(await lock())) {
      if (path === '') continue;
      expect(one.integrity, path).to.match(/^sha512-/);
      // Left out, it is the registry that npm is set to; a repository or a folder would stand here.
      expect(one.resolved ?? 'https://registry.npmjs.org/', path).to.match(
        /^https:\/\/registry\.npmjs\.org\//,
      );
    }
  });
});
