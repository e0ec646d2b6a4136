import type { PersonExport } from '../../core/rights/person-export.js';
import { daysSection, looksSection, termSection, waitingSection } from './export-lists.js';
import { reachSection, rememberedSection, whoSection } from './export-person.js';
import { alertsSection, talksSection } from './export-words.js';
import { judgementsSection, notesSection, sharesSection } from './export-judged.js';
import { html } from './html.js';
import type { ExportWords } from './page-words.js';
import { pageOf } from './page.js';

/** Everything that is kept about a student, for himself to read, keep and print. */
export function exportPage(data: PersonExport, words: ExportWords): string {
  const { text, moment } = words;
  const title = text('title', { school: data.school });
  const secret = data.alerts.some((one) => one.confidential);
  const body = html`<h1>${title}</h1>
    <p>${text('intro', { at: moment(data.madeAt) })}</p>
    ${secret ? html`<p class="warning">${text('confidential_note')}</p>` : ''} ${whoSection(data, words)}
    ${reachSection(data, words)} ${daysSection(data, words)} ${talksSection(data, words)}
    ${alertsSection(data, words)} ${looksSection(data, words)} ${rememberedSection(data, words)}
    ${waitingSection(data, words)} ${judgementsSection(data, words)} ${sharesSection(data, words)}
    ${notesSection(data, words)} ${termSection(data, words)}
    <h2>${text('rights.title')}</h2>
    <p>${text('rights.erase')}</p>
    <p>${text('rights.all')}</p>
    <p class="note">${text('rights.elsewhere')}</p>`;
  return pageOf(data.language, title, body);
}
