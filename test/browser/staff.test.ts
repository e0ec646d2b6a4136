import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../src/demo/demo.js';
import { projectRoot } from '../../src/wire.js';
import { launchBrowser } from '../demo/playground/driver.js';
import { freePort } from '../support/free-port.js';
import { tuesday } from '../support/world.js';
import { withBrowser } from './browser.js';
import { complaints, lookAs, looks, tooWide, violations, type Look } from './staff-looks.js';

const pictures = process.env['SCREENSHOTS'] === '1';

async function picture(page: Page, name: string, look: Look): Promise<void> {
  if (!pictures) return;
  const folder = join(projectRoot, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `pages-${name}-${look.name}.png`);
  await page.screenshot({ path, animations: 'disabled', fullPage: true });
}

function inTheBrowser(): void {
  let demo: Demo;
  let browser: Browser;

  before(async function () {
    this.timeout(60_000);
    demo = await startDemo({
      port: await freePort(),
      database: { kind: 'sqlite', path: join(projectRoot, 'data', 'staff-pages-test.sqlite') },
      fresh: true,
      logLevel: 'fatal',
      startsAt: tuesday,
      ports: { whatsapp: await freePort(), playgrounds: null },
    });
    browser = await launchBrowser();
  });
  after(async function () {
    this.timeout(30_000);
    await browser.close();
    await demo.stop();
  });

  /** A window of somebody who is signed in. */
  const signedIn = async (name: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'nl-NL' });
    const page = await context.newPage();
    await page.goto(demo.urls.pages);
    await page.getByRole('button', { name }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };

  /** Looks at the page that is open, in every way, and leaves nothing wrong unsaid. */
  const rightInEveryLook = async (page: Page, name: string): Promise<void> => {
    for (const look of looks) {
      await lookAs(page, look);
      expect(await violations(page), `${name} ${look.name}`).to.deep.equal([]);
      expect(await tooWide(page), `${name} ${look.name} is too wide`).to.be.at.most(0);
      await picture(page, name, look);
    }
  };

  it('somebody chooses who he is, comes in, reads in English and goes out again', async () => {
    const page = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
    const heard = complaints(page);
    await page.goto(demo.urls.pages);
    await rightInEveryLook(page, 'picker');
    await page.getByRole('button', { name: 'Samira' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Wie ben je vandaag?' }).waitFor();
    expect(heard).to.deep.equal([]);
  }).timeout(60_000);

  it('the overview is right for every role', async () => {
    for (const name of ['Samira', 'Peter', 'Karin', 'Fatima', 'Joris']) {
      const page = await signedIn(name);
      const heard = complaints(page);
      await rightInEveryLook(page, `overview-${name.toLowerCase()}`);
      expect(heard).to.deep.equal([]);
      await page.context().close();
    }
  }).timeout(120_000);

  it('the whole page is reached by keyboard, and the first key leads past the bar', async () => {
    const page = await signedIn('Samira');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).to.equal('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).to.equal('content');
    await page.context().close();
  }).timeout(30_000);
}

withBrowser('the staff’s pages in the browser', inTheBrowser);
