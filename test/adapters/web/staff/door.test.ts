import { expect } from 'chai';
import { entraIdentity } from '../../../../src/adapters/entra/identity.js';
import { systemClock } from '../../../../src/adapters/system/system-clock.js';
import { browsing } from '../../../support/cookie-jar.js';
import { entraApp, startEntra, type EntraDouble } from '../../../support/entra-double.js';
import { staffServer, type StaffServer } from '../../../support/staff-server.js';
import { addresses } from '../../../support/world.js';

describe('the door of the staff’s pages', function () {
  this.timeout(20_000);
  let entra: EntraDouble;
  let school: StaffServer;
  before(async () => {
    school = await staffServer({
      identity: (publicUrl) => ({
        browser: {
          begin: async () => open(publicUrl).browser?.begin() ?? null,
          finish: async (query, attempt) =>
            (await open(publicUrl).browser?.finish(query, attempt)) ?? { ok: false, reason: 'sign_in_stale' },
        },
        tab: (token) => open(publicUrl).tab(token),
      }),
    });
    entra = await startEntra(`${school.url}/history/login/return`);
  });
  after(async () => {
    await entra.close();
    await school.close();
  });

  const open = (publicUrl: string) =>
    entraIdentity({ ...entraApp, authorityUrl: entra.authorityUrl, publicUrl, clock: systemClock });
  const samira = addresses.samira.teams;
  const logged = (): string => JSON.stringify(school.world.logged);
  const tabToken = (token: string, headers: Record<string, string> = {}) =>
    fetch(`${school.url}/history/login/tab`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: school.url, ...headers },
      body: JSON.stringify({ token }),
    });

  describe('in a browser', () => {
    it('leads by way of Entra to the page that was asked for', async () => {
      const person = browsing();
      entra.person = { object: samira };
      const first = await person.ask(`${school.url}/history/judge?only=open`);
      expect(first.headers.get('location')).to.equal('/history/login?to=%2Fhistory%2Fjudge%3Fonly%3Dopen');
      const login = await (await person.ask(`${school.url}${first.headers.get('location')}`)).text();
      const start = /href="(\/history\/login\/start[^"]+)"/.exec(login)?.[1] ?? '';
      const there = await person.follow(`${school.url}${start}`, `${school.url}/history/login/return`);
      const back = await person.ask(there.href);
      expect(back.status).to.equal(303);
      expect(back.headers.get('location')).to.equal('/history/judge?only=open');
      const home = await (await person.ask(`${school.url}/history`)).text();
      expect(home).to.contain('Hallo Samira');
      expect([...person.cookies(school.url).keys()]).to.deep.equal(['terugblik-browser']);
    });

    it('stays shut for somebody who is not of the staff, and says why', async () => {
      const person = browsing();
      entra.person = { object: addresses.noor.teams };
      const there = await person.follow(
        `${school.url}/history/login/start`,
        `${school.url}/history/login/return`,
      );
      const back = await person.ask(there.href);
      expect(back.status).to.equal(403);
      expect(await back.text()).to.contain('je staat niet in de lijst van medewerkers');
      expect(person.cookies(school.url).has('terugblik-browser')).to.equal(false);
      expect(logged()).to.contain('"reason":"not_staff"').and.not.contain(addresses.noor.teams);
    });

    it('stays shut for somebody of another tenant, and for who did not begin here', async () => {
      const person = browsing();
      entra.person = { object: samira, tenant: 'aaaaaaaa-0000-4000-8000-00000000000f' };
      const there = await person.follow(
        `${school.url}/history/login/start`,
        `${school.url}/history/login/return`,
      );
      expect((await browsing().ask(there.href)).status).to.equal(401);
      const back = await person.ask(there.href);
      expect(back.status).to.equal(401);
      expect(await back.text()).to.contain('Dit account is niet van Entree De Brug');
    });

    it('never leads to another site', async () => {
      for (const to of [
        '//evil.example',
        'https://evil.example',
        '/history//evil',
        '/history\\..',
        '/api/messages',
        '/historyx',
      ]) {
        const page = await (await school.get(`/history/login?to=${encodeURIComponent(to)}`)).text();
        expect(page, to).to.contain('data-sign-in="/history"');
      }
    });
  });

  describe('in the tab in Teams', () => {
    it('opens with a token of Teams, for eight hours', async () => {
      const answer = await tabToken(await entra.token(samira));
      expect(answer.status).to.equal(204);
      const line = answer.headers.get('set-cookie') ?? '';
      expect(line).to.contain('HttpOnly').and.contain('Max-Age=28800');
      const cookie = line.split(';')[0] ?? '';
      expect((await school.get('/history', cookie)).status).to.equal(200);
    });

    it('stays shut for any other token, with a code and not a word', async () => {
      const tokens: [string, number][] = [
        [await entra.token(samira, { key: 'stranger' }), 401],
        [await entra.token(samira, { expires: -120 }), 401],
        [await entra.token(samira, { claims: { tid: 'aaaaaaaa-0000-4000-8000-00000000000f' } }), 401],
        [await entra.token(addresses.noor.teams), 403],
        ['', 401],
      ];
      for (const [token, status] of tokens) {
        const answer = await tabToken(token, { 'x-forwarded-for': '10.0.0.1' });
        expect(answer.status).to.equal(status);
        expect(answer.headers.get('set-cookie')).to.equal(null);
        if (token !== '') expect(logged()).to.not.contain(token.slice(-40));
      }
    });

    it('stays shut for a token that another site sends', async () => {
      const token = await entra.token(samira);
      expect((await tabToken(token, { origin: 'https://evil.example' })).status).to.equal(401);
      expect((await tabToken(token, { 'sec-fetch-site': 'cross-site' })).status).to.equal(401);
    });

    it('says no more than “too often” after ten forgeries from one address, and still lets in who is genuine', async () => {
      const from = (address: string) => ({ 'x-forwarded-for': `1.2.3.4, ${address}` });
      for (let count = 0; count < 10; count += 1)
        expect((await tabToken('x', from('10.9.9.9'))).status).to.equal(401);
      const before = school.world.logged.length;
      expect((await tabToken('x', from('10.9.9.9'))).status).to.equal(429);
      expect(school.world.logged.length).to.equal(before);
      expect((await tabToken('x', from('10.9.9.8'))).status).to.equal(401);
      expect((await tabToken(await entra.token(samira), from('10.9.9.9'))).status).to.equal(204);
      school.world.clock.advance(11 * 60_000);
      expect((await tabToken('x', from('10.9.9.9'))).status).to.equal(401);
    });

    it('is not kept from teachers by students who open it at the same school', async () => {
      const headers = { 'x-forwarded-for': '10.1.1.1' };
      const token = await entra.token(addresses.noor.teams);
      for (let count = 0; count < 30; count += 1)
        expect((await tabToken(token, headers)).status).to.equal(403);
      const answer = await school.get('/history/login/return?code=x&state=y', '', headers);
      expect(answer.status).to.equal(401);
    });

    it('asks nothing of Entra for an address that comes back again and again without having begun', async () => {
      const headers = { 'x-forwarded-for': '10.2.2.2' };
      for (let count = 0; count < 10; count += 1)
        await school.get('/history/login/return?code=x', '', headers);
      const answer = await school.get('/history/login/return?code=x', '', headers);
      expect(answer.status).to.equal(429);
      expect(await answer.text()).to.contain('Wacht tien minuten');
    });
  });

  it('of a school knows nothing of the demo’s choice of people', async () => {
    expect(await (await school.get('/history/login')).text()).to.not.contain('Samira');
    const answer = await school.post('/history/login/demo', { person: 'samira', to: '/history' });
    expect(answer.status).to.be.oneOf([404, 405]);
    expect(answer.headers.get('set-cookie')).to.equal(null);
  });

  it('lets nobody keep, frame or find a page, and runs no script but ours', async () => {
    const cookie = await school.cookieOf('samira');
    for (const path of ['/history', '/history/login', '/history/nergens']) {
      const { headers, status } = await school.get(path, cookie);
      expect(status).to.equal(path.endsWith('nergens') ? 404 : 200);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).to.contain("default-src 'none'").and.contain("script-src 'self'");
      expect(policy).to.not.match(/unsafe|data:|\*;/);
      expect(policy).to.match(
        /frame-ancestors https:\/\/\*\.cloud\.microsoft https:\/\/teams\.microsoft\.com/,
      );
      expect(headers.get('cache-control')).to.equal('no-store');
      expect(headers.get('x-robots-tag')).to.contain('noindex');
    }
  });

  it('gives its files under names that change with them, to be kept', async () => {
    const page = await (await school.get('/history/login')).text();
    const files = [...page.matchAll(/"(\/history\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(files).to.have.length(3);
    for (const path of files) {
      const file = await school.get(path);
      expect(file.status, path).to.equal(200);
      expect(path).to.match(/-[0-9a-f]{16}\.(css|js)$/);
      expect(file.headers.get('cache-control')).to.contain('immutable');
    }
  });
});
