import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { entraIdentity } from '../../src/adapters/entra/identity.js';
import { systemClock } from '../../src/adapters/system/system-clock.js';
import { launchBrowser, newPage } from '../demo/playground/driver.js';
import { entraApp, startEntra, type EntraDouble } from '../support/entra-double.js';
import { staffServer, type StaffServer } from '../support/staff-server.js';
import { addresses } from '../support/world.js';
import { withBrowser } from './browser.js';
import { complaints, violations } from './staff-looks.js';

/** What stands in for Microsoft's library: what Teams would answer, and what was asked of it. */
type Teams = { token: string | null; theme: string; subPage?: string };

const library = ({ token, theme, subPage }: Teams): string => `
  window.microsoftTeams = {
    app: {
      initialize: async () => undefined,
      getContext: async () => ({ app: { theme: '${theme}' }, page: { subPageId: ${JSON.stringify(subPage)} } }),
      registerOnThemeChangeHandler: (handler) => { window.changeTheme = handler; },
    },
    authentication: {
      getAuthToken: async () => {
        const token = ${JSON.stringify(token)};
        if (token === null) throw new Error('consent_required');
        return token;
      },
    },
  };`;

function inTheTab(): void {
  let entra: EntraDouble;
  let school: StaffServer;
  let browser: Browser;

  before(async () => {
    entra = await startEntra('http://127.0.0.1:9/history/login/return');
    school = await staffServer({
      identity: (publicUrl) =>
        entraIdentity({ ...entraApp, authorityUrl: entra.authorityUrl, publicUrl, clock: systemClock }),
    });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await school.close();
    await entra.close();
  });

  /** The page in Teams on a telephone, which shows itself by what it offers to scripts. */
  const inTeams = async (teams: Teams): Promise<Page> => {
    const page = await newPage(browser, { locale: 'nl-NL' });
    await page.addInitScript('window.nativeInterface = {}');
    await page.route('**/history/assets/teams-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: library(teams) }),
    );
    await page.goto(`${school.url}/history`);
    return page;
  };
  const theme = (page: Page): Promise<string | null> =>
    page.evaluate<string | null>('document.documentElement.getAttribute("data-theme")');

  it('Teams signs the viewer in, without a click', async () => {
    const page = await inTeams({ token: await entra.token(addresses.samira.teams), theme: 'default' });
    const heard = complaints(page);
    await page.getByRole('heading', { name: 'Hallo Samira' }).waitFor();
    expect(heard).to.deep.equal([]);
    await page.waitForURL(`${school.url}/history`);
    await page.context().close();
  });

  it('the page has the theme of Teams, also when it changes, and is readable in each', async () => {
    const page = await inTeams({ token: await entra.token(addresses.samira.teams), theme: 'dark' });
    await page.getByRole('heading', { name: 'Hallo Samira' }).waitFor();
    await page.waitForFunction('document.documentElement.dataset.theme === "dark"');
    expect(await violations(page)).to.deep.equal([]);
    await page.evaluate('window.changeTheme("contrast")');
    expect(await theme(page)).to.equal('contrast');
    expect(await violations(page)).to.deep.equal([]);
    await page.evaluate('window.changeTheme("default")');
    expect(await theme(page)).to.equal('light');
    await page.context().close();
  });

  it('a link in a card opens the page that it names', async () => {
    const token = await entra.token(addresses.samira.teams);
    const page = await inTeams({ token, theme: 'default', subPage: 'student/noor' });
    await page.getByRole('heading', { name: 'Noor Haddad', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).to.equal('/history/student/noor');
    await page.context().close();
  });

  it('a link to another place opens nothing', async () => {
    const token = await entra.token(addresses.samira.teams);
    for (const subPage of ['//evil.example', '../api', 'student/../../x', 'javascript:alert(1)']) {
      const page = await inTeams({ token, theme: 'default', subPage });
      await page.getByRole('heading', { name: 'Hallo Samira' }).waitFor();
      await page.waitForFunction('document.documentElement.dataset.theme === "light"');
      expect(new URL(page.url()).pathname, subPage).to.equal('/history');
      await page.context().close();
    }
  });

  it('where Teams gives no token, the page says so and how to go on', async () => {
    const page = await inTeams({ token: null, theme: 'default' });
    await page.getByText('Inloggen in Teams lukte niet.').waitFor();
    expect(await violations(page)).to.deep.equal([]);
    await page.context().close();
  });

  it('where the browser keeps no cookie in a frame, it says how to go on instead of asking for ever', async () => {
    const page = await newPage(browser, { locale: 'nl-NL' });
    let asked = 0;
    await page.addInitScript('window.nativeInterface = {}');
    await page.route('**/history/assets/teams-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: library({ token: 'x', theme: 'default' }) }),
    );
    await page.route('**/history/login/tab', (route) => {
      asked += 1;
      return route.fulfill({ status: 204 });
    });
    await page.goto(`${school.url}/history`);
    await page.getByText('Inloggen in Teams lukte niet.').waitFor();
    expect(asked).to.equal(1);
    await page.context().close();
  });

  it('somebody who is not of the staff hears that', async () => {
    const page = await inTeams({ token: await entra.token(addresses.noor.teams), theme: 'default' });
    await page.getByText('je staat niet in de lijst van medewerkers').waitFor();
    await page.context().close();
  });

  it('in a browser Microsoft’s library is not even asked for', async () => {
    const page = await newPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${school.url}/history/login`);
    await page.getByRole('heading', { name: /Inloggen|Sign in/ }).waitFor();
    expect(asked.some((url) => url.includes('/assets/staff-'))).to.equal(true);
    expect(
      asked.filter((url) => url.includes('/assets/teams-') || !url.startsWith(school.url)),
    ).to.deep.equal([]);
    await page.close();
  });

  it('the library itself loads under our policy', async () => {
    const page = await newPage(browser);
    const heard = complaints(page);
    await page.addInitScript('window.nativeInterface = { framelessPostMessage: () => undefined }');
    await page.goto(`${school.url}/history/login`);
    await page.waitForFunction('typeof window.microsoftTeams?.app?.initialize === "function"');
    expect(heard.filter((text) => !text.includes('validDomains'))).to.deep.equal([]);
    await page.context().close();
  });
}

withBrowser('the staff’s pages in the tab in Teams', inTheTab);
