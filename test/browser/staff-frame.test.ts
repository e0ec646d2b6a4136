import { expect } from 'chai';
import type { Browser, BrowserContext, Frame, Route } from 'playwright-core';
import { entraIdentity } from '../../src/adapters/entra/identity.js';
import { systemClock } from '../../src/adapters/system/system-clock.js';
import { launchBrowser, newPage } from '../demo/playground/driver.js';
import { entraApp, startEntra, type EntraDouble } from '../support/entra-double.js';
import { staffServer, type StaffServer } from '../support/staff-server.js';
import { addresses } from '../support/world.js';
import { withBrowser } from './browser.js';

const publicUrl = 'https://terugblik.example';

function inAFrame(): void {
  let entra: EntraDouble;
  let school: StaffServer;
  let browser: Browser;

  before(async () => {
    entra = await startEntra(`${publicUrl}/history/login/return`);
    school = await staffServer({
      publicUrl,
      identity: () =>
        entraIdentity({ ...entraApp, authorityUrl: entra.authorityUrl, publicUrl, clock: systemClock }),
    });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await school.close();
    await entra.close();
  });

  /** Our server under its own https address: cookies that are Secure are kept as in life. */
  async function passOn(route: Route): Promise<void> {
    const request = route.request();
    const url = new URL(request.url());
    if (/\/assets\/teams-/.test(url.pathname)) {
      await route.fulfill({ contentType: 'text/javascript', body: await library() });
      return;
    }
    const sent = request.postData();
    const answer = await fetch(`${school.url}${url.pathname}${url.search}`, {
      method: request.method(),
      headers: await request.allHeaders(),
      redirect: 'manual',
      ...(sent === null ? {} : { body: sent }),
    });
    const headers = Object.fromEntries(answer.headers);
    delete headers['content-length'];
    const to = answer.headers.get('location');
    // What follows a redirect would not come by here again: the page itself goes on instead.
    const body = to === null ? await answer.text() : `<meta http-equiv="refresh" content="0;url=${to}">`;
    await route.fulfill({ status: to === null ? answer.status : 200, headers, body });
  }

  const library = async (): Promise<string> => `window.microsoftTeams = {
    app: {
      initialize: async () => undefined,
      getContext: async () => ({ app: { theme: 'default' }, page: {} }),
      registerOnThemeChangeHandler: () => undefined,
    },
    authentication: { getAuthToken: async () => '${await entra.token(addresses.samira.teams)}' },
  };`;

  /** A page of another site that shows ours in a frame. */
  async function framedBy(
    host: string,
  ): Promise<{ context: BrowserContext; frame: () => Frame | undefined }> {
    const page = await newPage(browser, { locale: 'nl-NL' });
    const context = page.context();
    await context.route(`${publicUrl}/**`, passOn);
    await context.route(`https://${host}/**`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>Teams</title><iframe src="${publicUrl}/history" width="900" height="700"></iframe>`,
      }),
    );
    await page.goto(`https://${host}/v2/`);
    return { context, frame: () => page.frames().find((one) => one !== page.mainFrame()) };
  }

  it('of Teams the viewer is signed in, goes on from page to page, and sends forms', async () => {
    const { context, frame } = await framedBy('teams.microsoft.com');
    const ours = frame();
    await ours?.getByRole('heading', { name: 'Hallo Samira' }).waitFor();
    const [cookie] = await context.cookies(publicUrl);
    expect(cookie).to.include({
      name: '__Host-terugblik-tab',
      secure: true,
      httpOnly: true,
      sameSite: 'None',
    });
    await ours?.getByRole('link', { name: 'Noor Haddad' }).click();
    await ours?.getByLabel('Nieuwe notitie').fill('Uit Teams geschreven.');
    await ours?.locator('#notes').getByRole('button', { name: 'Bewaar' }).click();
    await ours?.getByText('De notities zijn bewaard.').waitFor();
    await ours?.getByRole('button', { name: 'English' }).click();
    await ours?.getByRole('heading', { name: 'This suits me' }).waitFor();
    await context.close();
  });

  it('of another site nothing is shown', async () => {
    const { context, frame } = await framedBy('evil.example');
    await frame()?.waitForURL(/^chrome-error:/);
    expect(await frame()?.content()).to.not.contain('Inloggen');
    await context.close();
  });
}

withBrowser('the staff’s pages in the frame', inAFrame);
