import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Debian's Chromium, or another one named by CHROMIUM. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
    ],
  });

/** What a page may take beside other tests, in milliseconds; on a quiet machine it is a second. */
const patience = 90_000;

/** A page with cookies of its own, which is waited for as long as a loaded machine needs. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patience);
  return context.newPage();
}

/** One message in the chat: who said it, and everything that can be read in it, with the labels of its buttons. */
export type ShownMessage = { from: 'bot' | 'person'; text: string };

/**
 * Opens the chat and waits until it can be typed in. The first time, this is what makes the Playground tell the bot
 * that the app was installed.
 */
export async function openChat(page: Page, url: string): Promise<void> {
  // Its fonts come from the internet; without it the page would wait for them.
  await page.route(
    (asked) => !['127.0.0.1', 'localhost'].includes(asked.hostname),
    (route) => route.abort(),
  );
  await page.goto(url);
  await input(page).waitFor();
}

const input = (page: Page) => page.locator('[role="textbox"][contenteditable="true"]');

/** Types a message and sends it. */
export async function say(page: Page, text: string): Promise<void> {
  await input(page).click();
  await page.keyboard.insertText(text);
  await page.getByRole('button', { name: 'Send Message' }).click();
}

/** Taps one of the choices under the last message. */
export const choose = (page: Page, label: string): Promise<void> =>
  page.getByRole('button', { name: label, exact: true }).last().click();

/** The labels of the choices that are on offer now. */
export const choices = (page: Page): Promise<string[]> =>
  page.locator('button:not([aria-label]):not([title]):not(.fui-Button):visible').allInnerTexts();

/** All cards in the chat, oldest first. */
export const cards = (page: Page) => page.locator('.ac-preview-panel > .ac-adaptiveCard');

/** Presses a button on the last card that has it. */
export const press = (page: Page, label: string): Promise<void> =>
  cards(page).getByRole('button', { name: label, exact: true }).last().click();

/** Fills in the last field for words that stands open on a card. */
export const fill = (page: Page, text: string): Promise<void> =>
  cards(page).locator('textarea:visible').last().fill(text);

/** Chooses something from the list on the last card. */
export async function pick(page: Page, label: string): Promise<void> {
  await cards(page).last().getByRole('combobox').first().click();
  await page.getByRole('option', { name: label, exact: true }).click();
}

/** Everything in the chat, oldest first. */
export function messages(page: Page): Promise<ShownMessage[]> {
  return page.locator('[aria-label="Message header"] + div').evaluateAll((bodies) =>
    (bodies as unknown as ShownBody[]).map((body) => {
      const spoken = body.querySelector('.fai-OutputCard');
      const text = (spoken ?? body).innerText.trim();
      return spoken === null ? { from: 'person' as const, text } : { from: 'bot' as const, text };
    }),
  );
}

type ShownBody = { innerText: string; querySelector: (selector: string) => { innerText: string } | null };

/** Waits until the bot has said something with these words in it, in a message or on a card. */
export const heard = (page: Page, words: string): Promise<void> =>
  page.locator('.fai-OutputCard').filter({ hasText: words }).last().waitFor();
