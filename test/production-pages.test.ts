import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteStore } from '../src/adapters/storage/sqlite-store.js';
import { systemClock } from '../src/adapters/system/system-clock.js';
import { importRoster } from '../src/app/people/import-roster.js';
import { readSchoolFile } from '../src/cli/school-store.js';
import { readConfig } from '../src/config.js';
import { startProduction } from '../src/production.js';
import type { Serving } from '../src/server.js';
import { projectRoot } from '../src/wire.js';
import { removed, temporaryFolder } from './cli/support.js';
import { browsing } from './support/cookie-jar.js';
import { entraApp, startEntra, type EntraDouble } from './support/entra-double.js';
import { freePort } from './support/free-port.js';
import { addresses, demoPeople } from './support/world.js';

const goLive = [
  'dpia',
  'dataProtectionOfficer',
  'worksCouncil',
  'studentCouncil',
  'processorMicrosoft',
  'eveningReachability',
]
  .map((name) => `  ${name}: 2026-06-01\n`)
  .join('');

describe('the staff’s pages of a school', function () {
  this.timeout(60_000);
  let folder: string;
  let entra: EntraDouble;
  let serving: Serving;
  let url: string;

  before(async () => {
    folder = await temporaryFolder();
    url = `http://127.0.0.1:${await freePort()}`;
    entra = await startEntra(`${url}/history/login/return`);
    serving = await start({});
  });
  after(async () => {
    await serving.stop();
    await entra.close();
    await removed(folder);
  });

  async function start(other: Record<string, string>): Promise<Serving> {
    const schoolFile = join(folder, 'school.yaml');
    const demo = await readFile(join(projectRoot, 'src/demo/school/school.yaml'), 'utf8');
    await writeFile(schoolFile, `${demo.replace('whatsapp: true', 'whatsapp: false')}goLive:\n${goLive}`);
    const path = join(folder, 'school.sqlite');
    const store = openSqliteStore({ path, clock: systemClock });
    const env = { now: systemClock.now(), school: await readSchoolFile(schoolFile) };
    await importRoster({ store, env }, await demoPeople());
    await store.close();
    const result = readConfig({
      PORT: new URL(url).port,
      PUBLIC_URL: url,
      DATABASE_URL: `sqlite:${path}`,
      SCHOOL_FILE: schoolFile,
      LOG_LEVEL: 'silent',
      ERASE_KEY: '0b'.repeat(32),
      SESSION_KEY: `${'C'.repeat(43)}=`,
      ENTRA_AUTHORITY_URL: entra.authorityUrl,
      MicrosoftAppId: entraApp.appId,
      MicrosoftAppPassword: entraApp.appPassword,
      MicrosoftAppTenantId: entraApp.tenantId,
      ...other,
    });
    if (!result.ok || result.config.mode !== 'production') throw new Error(JSON.stringify(result));
    return startProduction(result.config);
  }

  it('let somebody in by way of Entra, and show him his students', async () => {
    const person = browsing();
    entra.person = { object: addresses.samira.teams };
    const there = await person.follow(`${url}/history/login/start`, `${url}/history/login/return`);
    const back = await person.ask(there.href);
    expect(back.headers.get('location')).to.equal('/history');
    expect(await (await person.ask(`${url}/history`)).text()).to.contain('Noor Haddad');
  });

  it('have no list of people to pick from', async () => {
    const login = await (await fetch(`${url}/history/login`)).text();
    expect(login).to.contain('Inloggen met je schoolaccount').and.not.contain('Samira');
    const picked = await fetch(`${url}/history/login/demo`, {
      method: 'POST',
      headers: { origin: url },
      body: new URLSearchParams({ person: 'samira', to: '/history' }),
    });
    expect(picked.status).to.be.oneOf([404, 405]);
    expect(picked.headers.get('set-cookie')).to.equal(null);
  });

  it('leave a student’s own page and the health checks as they are', async () => {
    const mine = await fetch(`${url}/history/mine/${'a'.repeat(43)}`, { redirect: 'manual' });
    expect(mine.status).to.equal(404);
    expect(mine.headers.get('content-security-policy')).to.contain("frame-ancestors 'none'");
    expect((await fetch(`${url}/healthz`)).status).to.equal(200);
  });

  it('with a managed identity say that staff open them in Teams, and take the tab’s token', async () => {
    await serving.stop();
    serving = await start({ MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: '' });
    const login = await (await fetch(`${url}/history/login`)).text();
    expect(login).to.contain('Open Terugblik in Teams').and.not.contain('/history/login/start');
    const answer = await fetch(`${url}/history/login/tab`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ token: await entra.token(addresses.samira.teams) }),
    });
    expect(answer.status).to.equal(204);
  });
});
