import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of what we are measured beside; it has a package.json of its own. */
export const peersFolder = join(import.meta.dirname, 'peers');

/** Installs the peers where they are missing, in the versions of their lock file and without running their scripts. */
export function installPeers(progress: (line: string) => void): void {
  if (existsSync(join(peersFolder, 'node_modules', 'xstate'))) return;
  progress('installing the peers (npm ci --ignore-scripts)');
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', options, { cwd: peersFolder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** A package of the peers. They are not there for the type check: whoever asks says what he uses of it. */
export async function peer<Module>(name: string): Promise<Module> {
  const path = createRequire(join(peersFolder, 'package.json')).resolve(name);
  return (await import(pathToFileURL(path).href)) as Module;
}

/** The version of a package of the peers that is installed. */
export function peerVersion(name: string): string {
  const read = createRequire(join(peersFolder, 'package.json'));
  return (read(join(peersFolder, 'node_modules', name, 'package.json')) as { version: string }).version;
}
