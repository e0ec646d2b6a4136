import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig, type Config } from '../config.js';
import { TerugblikError } from '../core/errors.js';
import { readSchool, type School } from '../core/school/school.js';
import { openStore } from '../open-store.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';
import { describeFinding, projectRoot } from '../wire.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What the environment says.
 * @throws TerugblikError `config_incomplete` with everything that is missing.
 */
export function configOf(env: Env): Config {
  const result = readConfig(env);
  if (!result.ok) throw new TerugblikError('config_incomplete', `\n${result.missing.join('\n')}`);
  return result.config;
}

/** The store that the environment names; the demo's own when it names none. */
export async function databaseOf(env: Env, clock: Clock): Promise<Store> {
  return openStore(configOf(env).database, clock);
}

/** The school of SCHOOL_FILE; the made-up one of the demo when there is none. */
export async function schoolOf(env: Env): Promise<School> {
  return readSchoolFile(env['SCHOOL_FILE'] ?? join(projectRoot, 'src/demo/school/school.yaml'));
}

/**
 * Reads and checks a school file; what is only a warning goes to standard error.
 * @throws TerugblikError `school_unreadable` with every finding and its line.
 */
export async function readSchoolFile(path: string): Promise<School> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TerugblikError('school_unreadable', `${path} cannot be read`, { cause });
  });
  const { school, findings } = readSchool({ path, text });
  if (school === null)
    throw new TerugblikError('school_unreadable', `\n${findings.map(describeFinding).join('\n')}`);
  for (const finding of findings) process.stderr.write(`warning: ${describeFinding(finding)}\n`);
  return school;
}
