import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../src/adapters/system/system-clock.js';
import { startTwilioDouble } from '../src/demo/whatsapp/twilio-double.js';
import { projectRoot } from '../src/wire.js';
import { removed, run, temporaryFolder } from './cli/support.js';
import { twilioSecrets } from './support/whatsapp-server.js';

const twilio = {
  PUBLIC_URL: 'https://terugblik.example.nl',
  ERASE_KEY: '0b'.repeat(32),
  SESSION_KEY: `${'C'.repeat(43)}=`,
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'the-secret-token',
  TWILIO_WHATSAPP_FROM: 'whatsapp:+31200000000',
};

const goLive = `goLive:
  dpia: 2026-06-01
  dataProtectionOfficer: 2026-06-01
  worksCouncil: 2026-06-01
  studentCouncil: 2026-06-01
  processorMicrosoft: 2026-06-01
  processorTwilio: 2026-06-01
  processorMeta: 2026-06-01
  eveningReachability: 2026-06-01
`;

describe('npm start', function () {
  this.timeout(60_000);
  let folder: string;
  let schoolFile: string;
  before(async () => {
    folder = await temporaryFolder();
    schoolFile = join(folder, 'school.yaml');
  });
  after(() => removed(folder));

  const start = (env: Record<string, string>) => run('main.ts', [], { LOG_LEVEL: 'silent', ...env });
  const writeSchool = async (change: (text: string) => string): Promise<void> => {
    const text = await readFile(join(projectRoot, 'src/demo/school/school.yaml'), 'utf8');
    await writeFile(schoolFile, change(text));
  };
  const sqlite = (): string => `sqlite:${join(folder, 'school.sqlite')}`;

  it('with half a configuration ends with 78, a line for each thing that is missing and no stack', async () => {
    const { code, output, errors } = await start({ MicrosoftAppId: 'app' });
    expect(code).to.equal(78);
    expect(output).to.equal('');
    const names = errors.split('\n').map((line) => line.trim().split(':')[0]);
    expect(names).to.include.members([
      'DATABASE_URL',
      'PUBLIC_URL',
      'ERASE_KEY',
      'SESSION_KEY',
      'SCHOOL_FILE',
      'MicrosoftAppPassword',
      'MicrosoftAppTenantId',
    ]);
    expect(errors).to.not.contain('    at ');
  });

  it('with a school file that is not there says which', async () => {
    const { code, errors } = await start({
      ...twilio,
      DATABASE_URL: sqlite(),
      SCHOOL_FILE: join(folder, 'weg.yaml'),
    });
    expect(code).to.equal(1);
    expect(errors).to.match(/^terugblik: school_unreadable: .*weg\.yaml cannot be read\n$/);
  });

  it('with a school file that is wrong ends with 1, file and line', async () => {
    await writeSchool((text) => text.replace('Europe/Amsterdam', 'Europe/Vista'));
    const { code, errors } = await start({ ...twilio, DATABASE_URL: sqlite(), SCHOOL_FILE: schoolFile });
    expect(code).to.equal(1);
    expect(errors).to.match(/school\.yaml:4: timeZone: no such time zone/);
    expect(errors).to.not.contain('    at ');
  });

  it('for a school without go-live dates or without the channels that it switches on ends with 78', async () => {
    await writeSchool((text) => text);
    const { code, errors } = await start({ ...twilio, DATABASE_URL: sqlite(), SCHOOL_FILE: schoolFile });
    expect(code).to.equal(78);
    expect(errors).to.contain('MicrosoftAppId: the school file switches Teams on').and.to.contain('goLive: ');
  });

  it('with a database that cannot be opened ends with one clear line that names it', async () => {
    const noFolder = join(folder, 'a-file');
    await writeFile(noFolder, '');
    await writeSchool((text) => `${text.replace('teams: true', 'teams: false')}${goLive}`);
    const database = join(noFolder, 'school.sqlite');
    const { code, errors } = await start({
      ...twilio,
      DATABASE_URL: `sqlite:${database}`,
      SCHOOL_FILE: schoolFile,
    });
    expect(code).to.equal(1);
    expect(errors).to.equal(`terugblik: store_unavailable: the database file ${database} cannot be opened\n`);
  });

  it('without its templates at Twilio ends with 78, and says what to do', async () => {
    const double = await startTwilioDouble({ port: 0, ...twilioSecrets, clock: systemClock });
    await writeSchool((text) => `${text.replace('teams: true', 'teams: false')}${goLive}`);
    const { code, errors } = await start({
      ...twilio,
      TWILIO_AUTH_TOKEN: twilioSecrets.authToken,
      TWILIO_API_URL: double.url,
      DATABASE_URL: sqlite(),
      SCHOOL_FILE: schoolFile,
    });
    await double.close();
    expect(code).to.equal(78);
    expect(errors).to.contain('template knock (nl): not at Twilio, run terugblik templates push');
  });

  it('never shows a secret, whatever is wrong', async () => {
    const { errors } = await start({ ...twilio, TWILIO_WHATSAPP_FROM: 'x' });
    expect(errors).to.contain('TWILIO_WHATSAPP_FROM').and.to.not.contain('the-secret-token');
  });
});
