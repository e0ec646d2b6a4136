import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../src/demo/demo.js';
import { projectRoot } from '../../src/wire.js';
import {
  cards,
  fill,
  heard,
  launchBrowser,
  newPage,
  openChat,
  press,
  say,
} from '../demo/playground/driver.js';
import { freePort } from '../support/free-port.js';
import { tuesday } from '../support/world.js';
import { withBrowser } from './browser.js';
import { telephone, type Telephone } from './telephone.js';

/** Pictures for docs/: written only when asked for, so that a test run leaves the tree as it is. */
const pictures = process.env['SCREENSHOTS'] === '1';

async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  const folder = join(projectRoot, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** The picture of the README: a student's phone and what the begeleider sees, side by side. */
async function overview(browser: Browser): Promise<void> {
  const folder = join(projectRoot, 'docs', 'images');
  const image = async (name: string): Promise<string> =>
    `data:image/png;base64,${(await readFile(join(folder, `${name}.png`))).toString('base64')}`;
  const page = await newPage(browser, { viewport: { width: 1300, height: 640 } });
  await page.setContent(`
    <body style="margin:0;display:flex;gap:24px;padding:24px;background:#f3eee6">
      <div style="width:310px;height:592px;border-radius:32px;background:url(${await image('whatsapp-opening')}) -300px -22px / 955px auto"></div>
      <div style="width:430px;height:592px;border-radius:12px;background:url(${await image('teams-worry')}) 0 bottom / 600px auto no-repeat #fff"></div>
      <div style="width:430px;height:592px;border-radius:12px;background:url(${await image('teams-alert-open')}) -20px bottom / 920px auto no-repeat #fff"></div>
    </body>`);
  await page.screenshot({ path: join(folder, 'demo.png') });
}

function inTheBrowser(): void {
  let demo: Demo;
  let browser: Browser;
  let phonePage: Page;
  let phone: Telephone;

  before(async () => {
    const [port, whatsapp, student, begeleider] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    demo = await startDemo({
      port,
      database: { kind: 'sqlite', path: join(projectRoot, 'data', 'browser-test.sqlite') },
      fresh: true,
      logLevel: 'fatal',
      startsAt: tuesday,
      ports: { whatsapp, playgrounds: { student, begeleider } },
    });
    browser = await launchBrowser();
    phonePage = await newPage(browser, { viewport: { width: 1280, height: 860 } });
    await phonePage.goto(demo.urls.whatsapp);
    phone = telephone(phonePage);
  });
  after(async () => {
    if (pictures) await overview(browser);
    await browser.close();
    await demo.stop();
  });

  it('a whole reflection is talked through on the WhatsApp simulator', async () => {
    await phone.open('Daan');
    await phone.heard('hoe gaat het met je?');
    await picture(phonePage, 'whatsapp-opening');
    await phone.tap('Goed');
    await phone.heard('Klopt dat?');
    await phone.tap('Ja');
    // What he wanted to do last time, in his own words.
    await phone.heard('De vorige keer schreef jij');
    await phone.tap('Ja, gelukt');
    await phone.heard('Waar wil je over vertellen?');
    await phone.tap('Iets moeilijks');
    await phone.heard('moeilijk was');
    await phone.say('de klant was boos omdat de bon kwijt was, ik heb mijn chef gehaald');
    await phone.heard('Hoe voelde je je toen?');
    await picture(phonePage, 'whatsapp-list');
    await phone.say('zenuwachtig');
    await phone.heard('problemen oplossen');
    await finish(phone);
    await phone.heard('Klaar, Daan.');
    await picture(phonePage, 'whatsapp-done');
  });

  it('a worry in Teams reaches the begeleider, and the student hears that it was read', async () => {
    const viewport = { width: 1180, height: 900 };
    const staff = await newPage(browser, { viewport });
    await openChat(staff, demo.urls.begeleider ?? '');
    await heard(staff, 'Welkom bij Terugblik');
    const student = await newPage(browser, { viewport });
    await openChat(student, demo.urls.student ?? '');
    await heard(student, 'hoe gaat het met je?');
    await picture(student, 'teams-opening');
    await say(student, 'goed');
    await heard(student, 'Klopt dat?');
    await say(student, 'mijn chef slaat mij als ik iets fout doe');
    await heard(student, 'Hoe kan Samira de Wit je bereiken?');
    await picture(student, 'teams-worry');
    await cards(staff).filter({ hasText: 'Melding over een student' }).last().waitFor();
    await picture(staff, 'teams-alert-closed');
    await press(staff, 'Openen');
    await cards(staff).filter({ hasText: 'mijn chef slaat mij' }).last().waitFor();
    await picture(staff, 'teams-alert-open');
    await press(staff, 'Gezien');
    await heard(student, 'Samira de Wit heeft je bericht gelezen.');
    await cards(staff).filter({ hasText: 'gezien door Samira de Wit' }).last().waitFor();
    await picture(staff, 'teams-alert-seen');
    await picture(student, 'teams-heard');
    await press(staff, 'Openen');
    await press(staff, 'Schrijf terug');
    await fill(staff, 'Dank je dat je dit hebt verteld. Ik geloof je. Ik kom vandaag nog naar je toe.');
    await picture(staff, 'teams-alert-answer');
    await press(staff, 'Verstuur');
    await heard(student, 'Samira de Wit schrijft je');
    await say(student, 'oké, dankjewel');
    await heard(student, 'Samira de Wit krijgt jouw bericht.');
    await picture(student, 'teams-answered');
    await cards(staff).filter({ hasText: 'schreef terug op je bericht' }).last().waitFor();
    await press(staff, 'Ik pak dit op');
    await cards(staff).filter({ hasText: 'opgepakt door Samira de Wit' }).last().waitFor();
    await press(staff, 'Afgehandeld');
    await picture(staff, 'teams-alert-handled-form');
    await press(staff, 'Opslaan');
    await cards(staff).filter({ hasText: 'afgehandeld door Samira de Wit' }).last().waitFor();
    await picture(staff, 'teams-alert-closed-loop');
    await heard(student, 'Is dit goed opgepakt?');
    await say(student, 'Ja');
    await heard(student, 'Mag je mentor Peter Jansen ook lezen');
    await say(student, 'Nee');
    await heard(student, 'Peter Jansen leest het niet');
    await heard(student, 'Klopt dat?');
    await picture(student, 'teams-picked-up');
  });

  it('the same student goes on with the same talk on the other channel', async () => {
    await phone.open('Noor');
    await phone.say('ja');
    await phone.heard('Ik leer een nieuwe collega hoe het moet.');
    await picture(phonePage, 'whatsapp-other-channel');
  });

  it('somebody new is told who this is before anything else', async () => {
    await phone.open('Amina');
    await phone.say('hi');
    await phone.heard('Ik ken dit nummer niet.');
    await phone.say(`Hoi, mijn code is ${demo.joinCode ?? ''}`);
    await phone.heard('Which language do you want to read?');
    await phone.pick('English');
    await phone.heard('I am Terugblik');
    await picture(phonePage, 'whatsapp-first-contact');
  });

  it('whoever reads Arabic reads from right to left, also with Dutch words in it', async () => {
    await phone.open('Daan');
    await phone.say('taal');
    await phone.heard('Welke taal wil je lezen?');
    await phone.pick('العربية');
    const chat = phonePage.locator('#chat [aria-label="Van Terugblik"]');
    await chat.filter({ hasText: 'العربية' }).last().waitFor();
    await phone.say('مساعدة');
    await phone.heard('يمكنك كتابة هذه الكلمات');
    const said = chat.filter({ hasText: 'يمكنك كتابة هذه الكلمات' }).last().locator('[dir="auto"]').first();
    type Styled = { getComputedStyle: (element: unknown) => { direction: string } };
    const direction = await said.evaluate(
      (element) => (globalThis as unknown as Styled).getComputedStyle(element).direction,
    );
    expect(direction).to.equal('rtl');
    await picture(phonePage, 'whatsapp-arabic');
  });
}

/** Answers what is left of the talk: a rating, a skill, next time, the summary. */
async function finish(phone: Telephone): Promise<void> {
  const replies: [RegExp, (phone: Telephone) => Promise<void>][] = [
    [/Klaar, Daan\./, async () => undefined],
    [/Klopt dit zo\?/, (on) => on.tap('Ja')],
    [/Weet je al welke opdracht/, (on) => on.tap('Nog niet')],
    [/Hoe ging dat die dag|hoe deed je dat die dag|wat kies jij voor die dag/i, (on) => on.tap('Met hulp')],
    [/./, (on) => on.say('ik heb eerst gekeken en toen gevraagd hoe het moest, omdat ik het niet wist')],
  ];
  for (let turn = 0; turn < 14; turn += 1) {
    const before = await phone.bubbles();
    const last = before.at(-1) ?? '';
    if (/Klaar, Daan\./.test(last)) return;
    const reply =
      last.includes('Zelf') && last.includes('Met hulp')
        ? replies[3]
        : replies.find(([words]) => words.test(last));
    await reply?.[1](phone);
    for (let tries = 0; (await phone.bubbles()).length === before.length && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

withBrowser('in the browser', inTheBrowser);
