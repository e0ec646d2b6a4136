import type { Page } from 'playwright-core';

/** The WhatsApp simulator as a person uses it: sees bubbles, taps buttons, types. */
export type Telephone = {
  open: (person: string) => Promise<void>;
  say: (text: string) => Promise<void>;
  /** Taps the last button with this label. */
  tap: (label: string) => Promise<void>;
  /** Opens the last list and taps the line with this label: more than three choices are a list. */
  pick: (label: string) => Promise<void>;
  /** Waits until Terugblik has said something with these words in it. */
  heard: (words: string) => Promise<void>;
  /** The text of all bubbles, oldest first. */
  bubbles: () => Promise<string[]>;
  later: (hours: 1 | 25) => Promise<void>;
};

export function telephone(page: Page): Telephone {
  const chat = page.locator('#chat');
  return {
    open: async (person) => {
      await page.locator('#people').getByRole('button', { name: person }).click();
      await page
        .locator('#owner')
        .filter({ hasText: person.split(' ')[0] ?? person })
        .waitFor();
    },
    say: async (text) => {
      await page.locator('#text').fill(text);
      await page.locator('#send').click();
    },
    tap: (label) => chat.getByRole('button', { name: label, exact: true }).last().click(),
    pick: async (label) => {
      await chat.locator('button[aria-haspopup="dialog"]').last().click();
      await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click();
    },
    heard: (words) => chat.getByText(words).last().waitFor(),
    bubbles: () => chat.locator('[aria-label="Van Terugblik"]').allInnerTexts(),
    later: (hours) => page.locator(`[data-hours="${hours}"]`).click(),
  };
}
