import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import { ownRatings } from '../../../../core/history/reflection.js';
import type { RatingSeries } from '../../../../core/history/timeline.js';
import { html, plainly, type Html } from '../../html.js';
import { skillName, type Words } from '../words.js';

/** Units of the drawing; the page scales it. */
const width = 340;
const height = 46;
const edge = { left: 6, right: 6, top: 7, bottom: 7 };

type Point = RatingSeries['points'][number];

/** First and last date of what is drawn. */
export type Span = { from: string; to: string };

/**
 * How a student rated each skill himself over the time: a line for each, from "nog moeilijk" below to "zelf" on top.
 * The same stands behind it as a table.
 */
export function ratingChart(series: readonly RatingSeries[], span: Span, words: Words): Html {
  const { text } = words;
  if (series.length === 0) return html`<p class="note">${text('chart.ratings_none')}</p>`;
  return html`<p class="note">${text('chart.ratings_how')}</p>
    <div class="skills">${series.map((one) => skillRow(one, span, words))}</div>
    ${months(span, words)}
    <details>
      <summary>${text('chart.as_table')}</summary>
      ${ratingTable(series, words)}
    </details>`;
}

const levelOf = ({ rating }: Point): number => ownRatings.indexOf(rating);
const at = (date: string): Date => new Date(`${date}T12:00:00Z`);

const xOf = ({ from, to }: Span) =>
  scaleUtc()
    .domain([at(from), at(to)])
    .range([edge.left, width - edge.right]);

function skillRow({ skill, points }: RatingSeries, span: Span, words: Words): Html {
  const x = xOf(span);
  const y = scaleLinear()
    .domain([0, ownRatings.length - 1])
    .range([height - edge.bottom, edge.top]);
  const path = line<Point>()
    .x((one) => x(at(one.date)))
    .y((one) => y(levelOf(one)))(points);
  const last = points.at(-1);
  const name = skillName(skill, words);
  const summary = words.text('chart.ratings_label', {
    skill: name,
    number: points.length,
    first: ratingName(points[0], words),
    last: ratingName(last, words),
  });
  return html`<div class="skill">
    <div class="skill-name">
      <span>${plainly(name)}</span> <span class="note">${ratingName(last, words)}</span>
    </div>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${summary}">
      ${ownRatings.map(
        (_rating, level) =>
          html`<line class="grid" x1="0" x2="${width}" y1="${y(level)}" y2="${y(level)}" />`,
      )}
      <path class="trend" d="${path ?? ''}" />
      ${points.map(
        (one) =>
          html`<circle
            class="dot level-${levelOf(one)}"
            cx="${rounded(x(at(one.date)))}"
            cy="${y(levelOf(one))}"
            r="4"
          />`,
      )}
    </svg>
  </div>`;
}

const rounded = (units: number): number => Math.round(units * 10) / 10;

const ratingName = (point: Point | undefined, { other }: Words): string =>
  point === undefined ? '' : other(`reflectie.rating.${point.rating}`);

/** The months below the lines, each where it begins. Not read aloud: the table has the dates. */
function months(span: Span, { other }: Words): Html {
  const x = xOf(span);
  return html`<svg class="months" viewBox="0 0 ${width} 14" aria-hidden="true">
    ${monthsIn(span).map((month) => {
      const left = Math.max(0, x(at(`${month}-01`)));
      return html`<text x="${rounded(left)}" y="10">
        ${other(`common.month.${Number(month.slice(5))}`).slice(0, 3)}
      </text>`;
    })}
  </svg>`;
}

/** The months of a span as YYYY-MM; one that begins too near its end has no room for its name. */
function monthsIn({ from, to }: Span): string[] {
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  const last = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1;
  const all = Array.from({ length: Math.max(0, last - first + 1) }, (_none, index) => first + index).map(
    (count) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`,
  );
  const step = Math.ceil(all.length / 12);
  return all.filter((_month, index) => index % step === 0);
}

function ratingTable(series: readonly RatingSeries[], words: Words): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${words.text('chart.ratings_table')}">
    <table>
      <thead>
        <tr>
          <th scope="col">${words.text('chart.skill')}</th>
          <th scope="col">${words.text('chart.date')}</th>
          <th scope="col">${words.text('chart.rating')}</th>
        </tr>
      </thead>
      <tbody>
        ${series.flatMap(({ skill, points }) =>
          points.map(
            (point) =>
              html`<tr>
                <td>${skillName(skill, words)}</td>
                <td>${words.day(point.date)}</td>
                <td>${ratingName(point, words)}</td>
              </tr>`,
          ),
        )}
      </tbody>
    </table>
  </div>`;
}
