import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { seedHistory } from '../../src/demo/history.js';
import { launchBrowser, newPage } from '../demo/playground/driver.js';
import { staffServer, type StaffServer } from '../support/staff-server.js';
import { fullClass } from '../support/whole-school.js';
import { withBrowser } from './browser.js';
import { complaints, lookAs, looks, picture, tooWide, violations } from './staff-looks.js';

function inAWholeSchool(): void {
  let school: StaffServer;
  let browser: Browser;

  before(async () => {
    const people = await fullClass();
    school = await staffServer({ people });
    const { store, clock, deps } = school.world;
    const students = people.filter(({ roles, id }) => roles.includes('student') && id !== 'amina');
    const as = Object.fromEntries(
      students.map(({ id }, index) => [id, index % 3 === 2 ? 'daan' : 'noor'] as const),
    );
    await seedHistory({ store, clock, school: deps.school }, as);
    // Most of them have the app; the others are on top of the list.
    const joined = students.filter(({ teams }, index) => teams !== null && index % 6 !== 0);
    for (const { teams } of joined) await school.world.write('teams', teams ?? '', { type: 'joined' });
    await school.world.pass(1000);
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await school.close();
  });

  const signedIn = async (person: string, path = '/history'): Promise<Page> => {
    const page = await newPage(browser, { locale: 'nl-NL' });
    const [name = '', value = ''] = (await school.cookieOf(person)).split('=');
    await page.context().addCookies([{ name, value, url: school.url }]);
    await page.goto(`${school.url}${path}`);
    return page;
  };

  const rightInEveryLook = async (page: Page, name: string): Promise<void> => {
    const heard = complaints(page);
    for (const look of looks) {
      await lookAs(page, look);
      expect(await violations(page), `${name} ${look.name}`).to.deep.equal([]);
      expect(await tooWide(page), `${name} ${look.name} is too wide`).to.be.at.most(0);
      await picture(page, name, look);
    }
    expect(heard).to.deep.equal([]);
  };

  it('a class of twenty-six is listed by who needs attention, and narrowed by name, day, company and need', async () => {
    const page = await signedIn('samira');
    const rows = page.locator('.group > li');
    expect(await rows.count()).to.be.greaterThan(25);
    await rightInEveryLook(page, 'group');
    await page.getByLabel('Naam', { exact: true }).fill('yildirim');
    await page.getByLabel('Praktijkleerdag', { exact: true }).selectOption('1');
    await page.getByLabel('Bedrijf').selectOption('Bakkerij Jansen');
    await page.getByLabel('heeft aandacht nodig').check();
    await page.getByRole('button', { name: 'Toon' }).click();
    await page.waitForURL(/weekday=1/);
    const shown = await rows.allInnerTexts();
    expect(shown.length).to.be.within(1, 3);
    for (const row of shown) expect(row).to.contain('Bakkerij Jansen').and.contain('maandag');
    await page.getByLabel('Naam', { exact: true }).fill('niemand');
    await page.getByRole('button', { name: 'Toon' }).click();
    await page.getByText('Niemand past bij deze keuze.').waitFor();
    await page.context().close();
  });

  it('the werkgroep sees figures of assignments and nobody’s name', async () => {
    const page = await signedIn('wilma');
    await page.getByRole('link', { name: 'Hoe de opdrachten gingen' }).click();
    await page.getByRole('heading', { name: /Hoe de opdrachten gingen, 20/ }).waitFor();
    await rightInEveryLook(page, 'figures');
    const shown = await page.locator('main').innerText();
    expect(shown)
      .to.contain('Opdracht 2')
      .and.not.match(/Noor|Meulen|Samira/);
    await page.context().close();
  });

  it('whoever trains students in a company reads kindly that there is nothing to see', async () => {
    const page = await signedIn('piet');
    await page.getByText('blijven tussen de student en zijn begeleiders').waitFor();
    await rightInEveryLook(page, 'company');
    await page.context().close();
  });

  it('the coordinator looks up who looked at a student', async () => {
    await (await signedIn('peter', '/history/student/noor')).context().close();
    const page = await signedIn('karin');
    await page.getByLabel('Nummer van de student').fill('noor');
    await page.getByRole('button', { name: 'Wie keek er?' }).click();
    await page.getByRole('cell', { name: 'Peter Jansen' }).first().waitFor();
    await rightInEveryLook(page, 'looks');
    await page.context().close();
  });

  it('pages that say no or not found are right as well', async () => {
    for (const path of ['/history/student/lies', '/history/nergens']) {
      const page = await signedIn('samira', path);
      await page.getByRole('link', { name: 'Naar het overzicht' }).waitFor();
      for (const look of looks) {
        await lookAs(page, look);
        expect(await violations(page), `${path} ${look.name}`).to.deep.equal([]);
      }
      await page.context().close();
    }
  });

  it('everything is there in English', async () => {
    const page = await signedIn('samira', '/history/student/noor');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'This suits me' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).to.equal('en');
    await page.context().close();
  });
}

withBrowser('the staff’s pages in a whole school', inAWholeSchool);
