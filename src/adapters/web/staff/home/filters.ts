import type { GroupRow } from '../../../../core/history/view.js';
import { html, type Html } from '../../html.js';
import type { Words } from '../words.js';

/** What the list of students is narrowed to; empty texts narrow nothing. */
export type Filters = { name: string; weekday: string; company: string; attention: boolean };

export const filtersIn = (query: URLSearchParams): Filters => ({
  name: (query.get('name') ?? '').trim(),
  weekday: query.get('weekday') ?? '',
  company: query.get('company') ?? '',
  attention: query.get('attention') === 'yes',
});

/** The students that fit, in their order. Names are found without regard to capitals and accents. */
export function filtered(rows: readonly GroupRow[], filters: Filters): GroupRow[] {
  const wanted = folded(filters.name);
  return rows.filter(
    ({ standing, attention }) =>
      folded(standing.name).includes(wanted) &&
      (filters.weekday === '' || String(standing.weekday) === filters.weekday) &&
      (filters.company === '' || standing.company === filters.company) &&
      (!filters.attention || needsSomebody({ attention })),
  );
}

/** Whether a student needs a person. Work that waits to be judged stands in the list, and is no need of his. */
export const needsSomebody = ({ attention }: Pick<GroupRow, 'attention'>): boolean =>
  attention.some((one) => one !== 'to_judge');

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    // The Turkish i without a dot is a letter of its own, and on no Dutch keyboard.
    .replaceAll('ı', 'i')
    .toLowerCase();

/** The form above the list: it asks for the page anew, so that a filtered list has an address of its own. */
export function filterForm(rows: readonly GroupRow[], filters: Filters, { text, other }: Words): Html {
  const weekdays = distinct(rows.map(({ standing }) => standing.weekday)).sort();
  const companies = distinct(rows.map(({ standing }) => standing.company)).sort();
  const option = (value: string, label: string, chosen: string): Html =>
    html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${label}</option>`;
  return html`<form method="get" action="/history" role="search" class="filters no-print">
    <div class="field">
      <label for="name">${text('group.name')}</label>
      <input id="name" name="name" type="search" value="${filters.name}" autocomplete="off" />
    </div>
    <div class="field">
      <label for="weekday">${text('group.weekday')}</label>
      <select id="weekday" name="weekday">
        ${option('', text('group.every_day'), filters.weekday)}
        ${weekdays.map((day) => option(String(day), other(`common.weekday.${day}`), filters.weekday))}
      </select>
    </div>
    <div class="field">
      <label for="company">${text('group.company')}</label>
      <select id="company" name="company">
        ${option('', text('group.every_company'), filters.company)}
        ${companies.map((company) => option(company, company, filters.company))}
      </select>
    </div>
    <div class="choice">
      <input
        id="attention"
        name="attention"
        type="checkbox"
        value="yes"
        ${filters.attention ? html`checked` : ''}
      />
      <label for="attention">${text('group.only_attention')}</label>
    </div>
    <button>${text('group.filter')}</button>
  </form>`;
}

const distinct = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.filter((value) => value !== null)),
];
