import { expect } from 'chai';
import { importRoster } from '../../../../src/app/people/import-roster.js';
import { staffServer, type StaffServer } from '../../../support/staff-server.js';
import { addresses, demoPeople } from '../../../support/world.js';

const hour = 3_600_000;

describe('a session on the staff’s pages', function () {
  this.timeout(20_000);
  let school: StaffServer;
  before(async () => {
    school = await staffServer();
  });
  after(() => school.close());

  const shut = async (cookie: string): Promise<void> => {
    const answer = await school.get('/history', cookie);
    expect(answer.status).to.equal(303);
    expect(answer.headers.get('location')).to.contain('/history/login');
  };

  it('is shut for none, a forged one, one of another tenant, of another account', async () => {
    const good = await school.cookieOf('samira');
    expect((await school.get('/history', good)).status).to.equal(200);
    await shut('');
    await shut(`${good}x`);
    await shut('terugblik-browser=eyJhbGciOiJkaXIi');
    await shut(good.replace('terugblik-browser', 'terugblik-tab'));
    await shut(await school.cookieOf('samira', { tenant: 'aaaaaaaa-0000-4000-8000-00000000000f' }));
    await shut(await school.cookieOf('samira', { object: addresses.tom.teams }));
    await shut(await school.cookieOf('noor', { object: addresses.noor.teams }));
  });

  it('is shut after eight hours', async () => {
    const cookie = await school.cookieOf('tom');
    school.world.clock.advance(8 * hour - 2000);
    expect((await school.get('/history', cookie)).status).to.equal(200);
    school.world.clock.advance(3000);
    await shut(cookie);
  });

  it('is shut for who left the school', async () => {
    const cookie = await school.cookieOf('tom');
    const people = (await demoPeople()).filter((person) => person.id !== 'tom');
    const env = { now: school.world.clock.now(), school: school.world.deps.school };
    await importRoster({ store: school.world.store, env }, people);
    school.world.clock.advance(61_000);
    await shut(cookie);
    await importRoster({ store: school.world.store, env }, await demoPeople());
    school.world.clock.advance(61_000);
  });

  it('takes a form only from a page of this session', async () => {
    const cookie = await school.cookieOf('samira');
    const fields = { language: 'en', to: '/history' };
    const wrong: [Record<string, string>, Record<string, string>][] = [
      [{ token: '' }, {}],
      [{ token: 'x'.repeat(43) }, {}],
      [{}, { origin: 'https://evil.example' }],
      [{}, { origin: 'null' }],
      [{}, { 'sec-fetch-site': 'cross-site' }],
      [{}, { 'sec-fetch-site': 'same-site' }],
    ];
    for (const [more, headers] of wrong) {
      const answer = await school.post('/history/language', { ...fields, ...more }, cookie, headers);
      expect(answer.status, JSON.stringify([more, headers])).to.equal(403);
      expect(answer.headers.get('set-cookie')).to.equal(null);
      expect(await answer.text()).to.contain('Er is niets veranderd');
    }
    const other = await school.cookieOf('samira');
    const page = await (await school.get('/history', other)).text();
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect((await school.post('/history/language', { ...fields, token }, cookie)).status).to.equal(403);
    expect((await school.post('/history/language', fields, cookie)).status).to.equal(303);
  });

  it('shows the pages in the language of the roster, or the one that was chosen', async () => {
    const cookie = await school.cookieOf('samira');
    const answer = await school.post('/history/language', { language: 'en', to: '/history?x=1' }, cookie);
    expect(answer.headers.get('location')).to.equal('/history?x=1');
    const english = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await (await school.get('/history', english)).text();
    expect(page).to.contain('<html lang="en">').and.contain('Hello Samira');
    // Students may have more languages than these pages: only those that they are written in are offered.
    const offered = [...page.matchAll(/name="language" value="(\w+)"/g)].map(([, one]) => one);
    expect(offered).to.deep.equal(['nl']);
    for (const other of ['ar', 'xx', '']) {
      const none = await school.post('/history/language', { language: other }, cookie);
      expect(none.headers.get('set-cookie'), other).to.equal(null);
    }
  });

  it('ends by signing out', async () => {
    const cookie = await school.cookieOf('samira');
    const answer = await school.post('/history/logout', {}, cookie);
    expect(answer.headers.get('location')).to.equal('/history/login');
    const lines = answer.headers.getSetCookie();
    expect(lines).to.have.length(2);
    for (const line of lines) expect(line).to.match(/=; .*Max-Age=0/);
  });

  it('says kindly that a form came too late', async () => {
    const answer = await school.post('/history/language', { language: 'en' }, 'terugblik-browser=x');
    expect(answer.status).to.equal(401);
    expect(await answer.text()).to.contain('is niet bewaard');
  });
});
