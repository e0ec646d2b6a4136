import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { Participation } from '../../../../core/history/timeline.js';
import { html, type Html } from '../../html.js';
import type { Words } from '../words.js';

const width = 340;
const height = 96;
const below = 14;

const kinds = ['done', 'partly', 'excused', 'missed'] as const;

/** What became of the practice days, a column for each month. It counts reflections: it is no attendance record. */
export function participationChart(months: readonly Participation[], words: Words): Html {
  const { text } = words;
  if (months.length === 0) return html`<p class="note">${text('chart.days_none')}</p>`;
  const sum = (kind: (typeof kinds)[number]): number =>
    months.reduce((total, month) => total + month[kind], 0);
  const counts = Object.fromEntries(kinds.map((kind) => [kind, sum(kind)]));
  return html`<p class="note">${text('chart.days_how')}</p>
    <ul class="legend">
      ${kinds.map(
        (kind) =>
          html`<li>
            <span class="swatch ${kind}" aria-hidden="true"></span>${text(`chart.kind.${kind}`)}: ${sum(kind)}
          </li>`,
      )}
    </ul>
    <svg
      class="columns"
      viewBox="0 0 ${width} ${height + below}"
      role="img"
      aria-label="${text('chart.days_label', counts)}"
    >
      ${columns(months)} ${labels(months, words)}
    </svg>
    <details>
      <summary>${text('chart.as_table')}</summary>
      ${daysTable(months, words)}
    </details>`;
}

const xOf = (months: readonly Participation[]) =>
  scaleBand()
    .domain(months.map((one) => one.month))
    .range([0, width])
    .padding(0.3);

function columns(months: readonly Participation[]): Html {
  const x = xOf(months);
  const highest = Math.max(...months.map((one) => kinds.reduce((total, kind) => total + one[kind], 0)), 5);
  const y = scaleLinear().domain([0, highest]).range([height, 4]);
  // Never wider than a thumb: one month alone would fill the page.
  const wide = Math.min(x.bandwidth(), 28);
  const layers = stack<Participation>().keys(kinds)(months as Participation[]);
  return html`<line class="grid" x1="0" x2="${width}" y1="${height}" y2="${height}" /> ${layers.flatMap(
      (layer) =>
        layer.map(([from, to], index) => {
          const month = months[index]?.month ?? '';
          const left = (x(month) ?? 0) + (x.bandwidth() - wide) / 2;
          return from === to
            ? ''
            : html`<rect
                class="${layer.key}"
                x="${rounded(left)}"
                y="${rounded(y(to))}"
                width="${rounded(wide)}"
                height="${rounded(y(from) - y(to) - 1)}"
                rx="1"
              />`;
        }),
    )}`;
}

function labels(months: readonly Participation[], { other }: Words): Html {
  const x = xOf(months);
  return html`${months.map(({ month }) => {
    const middle = (x(month) ?? 0) + x.bandwidth() / 2;
    return html`<text x="${rounded(middle)}" y="${height + 11}"
      >${monthName(month, other).slice(0, 3)}</text
    >`;
  })}`;
}

const rounded = (units: number): number => Math.round(units * 10) / 10;
const monthName = (month: string, other: Words['other']): string =>
  other(`common.month.${Number(month.slice(5))}`);

function daysTable(months: readonly Participation[], { text, other }: Words): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${text('chart.month')}</th>
        ${kinds.map((kind) => html`<th scope="col">${text(`chart.kind.${kind}`)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${months.map(
        (one) =>
          html`<tr>
            <th scope="row">${monthName(one.month, other)} ${one.month.slice(0, 4)}</th>
            ${kinds.map((kind) => html`<td>${one[kind]}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
