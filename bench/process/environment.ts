import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/wire.js';
import { appId, appPassword, tenantId } from '../http/identity.js';

const goLive = [
  ...['dpia', 'dataProtectionOfficer', 'worksCouncil', 'studentCouncil'],
  ...['processorMicrosoft', 'eveningReachability'],
];

/** The environment of a school with Teams, as production wants it, and the school file that it names. */
export async function productionEnvironment(database: string, port: number) {
  const folder = await mkdtemp(join(tmpdir(), 'terugblik-bench-'));
  const demo = await readFile(join(projectRoot, 'src/demo/school/school.yaml'), 'utf8');
  const dates = goLive.map((name) => `  ${name}: 2026-06-01\n`).join('');
  const schoolFile = join(folder, 'school.yaml');
  await writeFile(schoolFile, `${demo.replace('whatsapp: true', 'whatsapp: false')}goLive:\n${dates}`);
  const env: Record<string, string> = {
    ...{ NODE_ENV: 'production', LOG_LEVEL: 'fatal', PORT: String(port) },
    PUBLIC_URL: 'https://terugblik.example.nl',
    DATABASE_URL: `sqlite:${database}`,
    SCHOOL_FILE: schoolFile,
    ERASE_KEY: '0b'.repeat(32),
    SESSION_KEY: `${'C'.repeat(43)}=`,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppTenantId: tenantId,
  };
  return { env, close: () => rm(folder, { recursive: true, force: true }) };
}
