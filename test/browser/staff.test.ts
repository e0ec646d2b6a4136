import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { newPage } from '../demo/playground/driver.js';
import { withBrowser } from './browser.js';
import { openDemo } from './open-demo.js';
import { complaints, lookAs, looks, picture, tooWide, violations } from './staff-looks.js';

function inTheBrowser(): void {
  const opened = openDemo('staff-pages-test');

  /** A window of somebody who is signed in. */
  const signedIn = async (name: string): Promise<Page> => {
    const page = await newPage(opened.browser, { locale: 'nl-NL' });
    await page.goto(opened.demo.urls.pages);
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
    const page = await newPage(opened.browser, { locale: 'nl-NL' });
    const heard = complaints(page);
    await page.goto(opened.demo.urls.pages);
    await rightInEveryLook(page, 'picker');
    await page.getByRole('button', { name: 'Samira' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Wie ben je vandaag?' }).waitFor();
    expect(heard).to.deep.equal([]);
  });

  it('the overview is right for every role', async () => {
    for (const name of ['Samira', 'Peter', 'Karin', 'Fatima', 'Joris']) {
      const page = await signedIn(name);
      const heard = complaints(page);
      await rightInEveryLook(page, `overview-${name.toLowerCase()}`);
      expect(heard).to.deep.equal([]);
      await page.context().close();
    }
  });

  it('a student’s year is right for begeleider and mentor, with his talk and what is searched in it', async () => {
    for (const name of ['Samira', 'Peter']) {
      const page = await signedIn(name);
      const heard = complaints(page);
      await page.getByRole('link', { name: 'Noor Haddad' }).click();
      await page.getByRole('heading', { name: 'Dit past bij mij' }).waitFor();
      await rightInEveryLook(page, `student-${name.toLowerCase()}`);
      await page.getByRole('link', { name: 'Lees het gesprek' }).first().click();
      await page.getByText('De student kan het zien').waitFor();
      await rightInEveryLook(page, `talk-${name.toLowerCase()}`);
      await page.getByRole('link', { name: 'Terug naar de student' }).click();
      await page.getByRole('searchbox').fill('kar');
      await page.getByRole('button', { name: 'Zoek' }).click();
      await page.getByText('De kar was te zwaar').waitFor();
      await rightInEveryLook(page, `search-${name.toLowerCase()}`);
      expect(heard).to.deep.equal([]);
      await page.context().close();
    }
  });

  it('a note is written, changed and removed; a message leaves with a suggested sentence made one’s own', async () => {
    const page = await signedIn('Samira');
    await page.getByRole('link', { name: 'Daan de Vries' }).click();
    await page.getByLabel('Nieuwe notitie').fill('Vragen hoe het thuis gaat.');
    await page.locator('#notes').getByRole('button', { name: 'Bewaar' }).click();
    await page.getByText('De notities zijn bewaard.').waitFor();
    await page.getByRole('link', { name: 'Verander' }).click();
    await page.getByLabel('Verander je notitie').fill('Vragen hoe het met zijn broer gaat.');
    await page.locator('#notes').getByRole('button', { name: 'Bewaar' }).first().click();
    await page.getByText('Vragen hoe het met zijn broer gaat.').waitFor();
    await page.getByRole('button', { name: 'Verwijder' }).click();
    await page.getByText('De notities zijn bewaard.').waitFor();
    expect(await page.getByText('zijn broer').count()).to.equal(0);
    await page.getByText('Eerste zinnen bij een moeilijk onderwerp').click();
    await page.getByRole('link', { name: 'Pesten' }).click();
    const field = page.getByLabel('Je bericht');
    expect(await field.inputValue()).to.contain('Ik geloof je');
    await field.fill('Ik las wat je schreef. Zullen we dinsdag praten?');
    await page.getByRole('button', { name: 'Verstuur' }).click();
    await page.getByText('Je bericht is op weg').waitFor();
    await page.context().close();
  });

  it('an assignment is judged on a screen that shows the work alone', async () => {
    const page = await signedIn('Samira');
    await page.getByRole('link', { name: 'Beoordelen' }).click();
    await page.getByRole('heading', { name: 'Te beoordelen' }).waitFor();
    await rightInEveryLook(page, 'judge-list');
    await page.getByRole('link', { name: 'Noor Haddad' }).first().click();
    await page.getByRole('heading', { name: 'Wat de student over het werk vertelde' }).waitFor();
    await rightInEveryLook(page, 'judge');
    const shown = await page.locator('main').innerText();
    for (const word of ['kort', 'Met hulp', 'Gaat wel', 'melding']) expect(shown).to.not.contain(word);
    await page.getByLabel('voldoende').check();
    await page.getByRole('button', { name: 'Bewaar en vertel' }).click();
    await page.getByText('De student hoort het in zijn chat.').waitFor();
    await page.context().close();
  });

  it('a worry is right for its reader, and for the coordinator only that it lies open', async () => {
    const said = 'mijn chef slaat mij als ik iets fout doe';
    await opened.demo.app.receive({
      ...{ channel: 'whatsapp', address: '+31600000002', providerId: 'worry', ref: null },
      ...{ at: opened.demo.clock.now(), content: { type: 'text', text: said } },
    });
    await opened.demo.app.idle();
    const samira = await signedIn('Samira');
    await rightInEveryLook(samira, 'worry-overview');
    await samira.locator('#alerts-title ~ ul').getByRole('link', { name: 'Daan de Vries' }).click();
    await samira.getByText(said).waitFor();
    await rightInEveryLook(samira, 'worry');
    await samira.getByRole('button', { name: 'Gezien' }).click();
    await samira.getByText('gezien door Samira de Wit').waitFor();
    await samira.getByText('Schrijf terug').click();
    expect(await samira.locator('textarea[name="text"]').inputValue()).to.contain('Ik geloof je');
    await samira.locator('textarea[name="text"]').fill('Dank je dat je dit vertelt. Ik bel je om vijf uur.');
    await samira.getByRole('button', { name: 'Stuur' }).click();
    await samira.getByText('Samira de Wit schreef de student').last().waitFor();
    await samira.getByText('Afgehandeld', { exact: true }).click();
    await rightInEveryLook(samira, 'worry-handling');
    await samira.getByText('Het gesprek waar dit bij hoort').click();
    await samira.getByText('Hierbij is een melding gemaakt.').waitFor();
    await samira.getByText('Ik bel je om vijf uur.').waitFor();
    await rightInEveryLook(samira, 'worry-talk');
    const karin = await signedIn('Karin');
    await rightInEveryLook(karin, 'status-coordinator');
    // Nobody has opened Teams in this demo, so the worry reached her too: what is looked at is how alerts stand.
    const shown = await karin.locator('section[aria-labelledby="status-title"]').innerText();
    expect(shown).to.contain('acuut').and.not.contain('Daan').and.not.contain('slaat');
    const peter = await signedIn('Peter');
    await peter.getByRole('link', { name: 'Daan de Vries' }).click();
    await peter.getByRole('heading', { name: 'Dit past bij mij' }).waitFor();
    expect(await peter.locator('main').innerText()).to.not.contain('slaat');
    for (const page of [samira, karin, peter]) await page.context().close();
  });

  it('the whole page is reached by keyboard, and the first key leads past the bar', async () => {
    const page = await signedIn('Samira');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).to.equal('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).to.equal('content');
    await page.context().close();
  });
}

withBrowser('the staff’s pages in the browser', inTheBrowser);
