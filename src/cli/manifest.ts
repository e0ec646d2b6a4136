import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { packageProblems, packTeamsApp, type PackageFile } from '../adapters/teams/app-package.js';
import { TerugblikError } from '../core/errors.js';
import { projectRoot } from '../wire.js';
import { readSchoolFile } from './school-store.js';

/**
 * The Teams app package of a school. Needs three names of the environment and no store, so that it can be packed
 * where there is no server. `privacyUrl` is the school's own page; null for the one that the server has.
 * @throws TerugblikError `config_incomplete` with everything that is missing or wrong.
 */
export async function packManifest(
  env: Readonly<Record<string, string | undefined>>,
  privacyUrl: string | null,
): Promise<Uint8Array> {
  const given = (name: string): string => env[name]?.trim() ?? '';
  const schoolFile = given('SCHOOL_FILE');
  const values = {
    appId: given('MicrosoftAppId'),
    version: await ownVersion(),
    schoolName: schoolFile === '' ? '' : (await readSchoolFile(schoolFile)).name,
    publicUrl: given('PUBLIC_URL').replace(/\/$/, ''),
    privacyUrl,
  };
  const problems = packageProblems(values);
  if (schoolFile === '') problems.push('SCHOOL_FILE: the path of the school file');
  if (problems.length > 0) throw new TerugblikError('config_incomplete', `\n  ${problems.join('\n  ')}`);
  return packTeamsApp(await packageFiles(), values);
}

const packageJson = z.object({ version: z.string() });

async function ownVersion(): Promise<string> {
  return packageJson.parse(JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'))).version;
}

/** What stands in manifest/teams: the manifest, its texts and its icons. */
async function packageFiles(): Promise<PackageFile[]> {
  const folder = join(projectRoot, 'manifest', 'teams');
  const names = (await readdir(folder)).filter((name) => /\.(json|png)$/.test(name));
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}
