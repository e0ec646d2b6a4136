import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { jpegOfTelephone } from '../support/sample-files.js';
import { newPage } from '../demo/playground/driver.js';
import { withBrowser } from './browser.js';
import { openDemo } from './open-demo.js';
import { complaints, lookAs, looks, tooWide, violations } from './staff-looks.js';
import { telephone } from './telephone.js';

function inTheBrowser(): void {
  const opened = openDemo('media-test');

  const onTheTelephone = async (): Promise<Page> => {
    const page = await newPage(opened.browser);
    await page.goto(opened.demo.urls.whatsapp);
    const phone = telephone(page);
    await phone.open('Daan');
    for (const label of ['Goed', 'Ja', 'Ja, gelukt', 'Iets dat goed ging']) {
      await page.locator('#chat').getByRole('button', { name: label, exact: true }).last().waitFor();
      await phone.tap(label);
    }
    return page;
  };

  it('a voice note and a photo are answers on the telephone, and the begeleider plays and sees them', async () => {
    const page = await onTheTelephone();
    const phone = telephone(page);
    await page.getByRole('button', { name: 'Spraakbericht sturen' }).click();
    await phone.heard('Dank je voor je spraakbericht');
    await page.getByRole('button', { name: 'Foto sturen' }).click();
    await page.locator('#chat img.photo').waitFor();
    opened.demo.clock.advance(3000);
    await opened.demo.app.dispatcher.runDue();
    await opened.demo.app.idle();
    const staff = await newPage(opened.browser, { locale: 'nl-NL' });
    await staff.goto(opened.demo.urls.pages);
    await staff.getByRole('button', { name: 'Samira' }).click();
    await staff.getByRole('heading', { level: 1 }).waitFor();
    const heard = complaints(staff);
    const thread = await opened.demo.app.threads.change('daan', (now) => {
      talk = now.talk?.id ?? '';
      return null;
    });
    expect(thread).to.equal(null);
    await staff.goto(`${opened.demo.urls.bot}/history/student/daan/talk/${talk.split(':').at(-1) ?? ''}`);
    const audio = staff.locator('audio');
    await audio.waitFor();
    const length = await staff.evaluate(`new Promise((resolve) => {
      const player = document.querySelector('audio');
      player.addEventListener('loadedmetadata', () => resolve(player.duration));
      player.addEventListener('error', () => resolve('error ' + player.error.message));
      player.preload = 'metadata';
      player.load();
    })`);
    expect(length).to.be.a('number');
    const picture = staff.locator('img.sent');
    await picture.scrollIntoViewIfNeeded();
    await staff.waitForFunction(`document.querySelector('img.sent').naturalWidth > 0`);
    for (const look of looks) {
      await lookAs(staff, look);
      expect(await violations(staff), look.name).to.deep.equal([]);
      expect(await tooWide(staff), look.name).to.be.at.most(0);
    }
    expect(heard).to.deep.equal([]);
  });
  let talk = '';

  it('a file of the computer can be sent, and a place, each with its own sentence', async () => {
    const page = await newPage(opened.browser);
    await page.goto(opened.demo.urls.whatsapp);
    const phone = telephone(page);
    await phone.open('Noor');
    const buffer = Buffer.from(jpegOfTelephone());
    await page.locator('#file').setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer });
    await phone.heard('Dank je');
    await page.locator('#sign').selectOption('location');
    await page.locator('#send-sign').click();
    await phone.heard('Bel 112');
  });
}

withBrowser('Voice notes and photos in the browser', inTheBrowser);
