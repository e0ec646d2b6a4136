import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/wire.js';

/** How a page is looked at: each screen has to be right in all of them. */
export const looks = [
  { name: 'light', width: 1100, height: 900, scheme: 'light', theme: null },
  { name: 'dark', width: 1100, height: 900, scheme: 'dark', theme: null },
  { name: 'contrast', width: 1100, height: 900, scheme: 'light', theme: 'contrast' },
  { name: 'phone', width: 360, height: 740, scheme: 'light', theme: null },
] as const;
export type Look = (typeof looks)[number];

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** `theme` is one of Teams: there the script sets it. */
export async function lookAs(page: Page, { width, height, scheme, theme }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  await page.evaluate(
    theme === null
      ? 'document.documentElement.removeAttribute("data-theme")'
      : `document.documentElement.setAttribute("data-theme", "${theme}")`,
  );
}

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** Everything that axe finds wrong with a page as it is shown now, a line each. */
export async function violations(page: Page): Promise<string[]> {
  // Put in by the debugger: the page's own policy would not let it in.
  await page.evaluate(await readFile(axe, 'utf8'));
  const found: Violation[] = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
       .then((result) => result.violations)`,
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}

/** How many pixels a page is wider than its window: whoever reads on a telephone should never push it sideways. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - window.innerWidth');

/** What the browser complained about: a script that failed, or something that the policy forbids. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(error.message));
  return heard;
}

const pictures = process.env['SCREENSHOTS'] === '1';

/** The screens that docs/ shows, each in some of its looks; the others are looked at by axe alone. */
const shown: Readonly<Record<string, readonly Look['name'][]>> = {
  picker: ['light'],
  'worry-overview': ['light', 'dark', 'phone'],
  'student-samira': ['light', 'dark', 'phone'],
  'talk-peter': ['light', 'phone'],
  judge: ['light', 'phone'],
  group: ['light', 'phone'],
  figures: ['light'],
  worry: ['light', 'contrast', 'phone'],
  'worry-handling': ['light'],
  'status-coordinator': ['light'],
};

/** Keeps a picture for docs/, when pictures are asked for. */
export async function picture(page: Page, name: string, look: Look): Promise<void> {
  if (!pictures || shown[name]?.includes(look.name) !== true) return;
  const folder = join(projectRoot, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `pages-${name}-${look.name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
}
