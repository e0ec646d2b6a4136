import { readSchoolYear, type AssignmentFigures, type SchoolYear } from '../../../core/history/figures.js';
import { ownRatings } from '../../../core/history/reflection.js';
import { html, plainly, type Html } from '../html.js';
import type { StaffPage } from './router.js';
import type { PageParts } from './shell.js';
import type { StaffUse } from './use.js';
import { skillName, type Words } from './words.js';

const path = '/history/figures';

/** `GET /history/figures`: how assignments went, for the werkgroep. Nothing of fewer than five students. */
export const figuresPages = (use: StaffUse): StaffPage[] => [
  {
    method: 'GET',
    path,
    handle: async (visit) => {
      const asked = readSchoolYear(visit.query.get('year') ?? '') ?? undefined;
      const found = await use.figures(visit.viewer.id, asked);
      return found === null ? visit.refused() : visit.page(figuresPage(found, visit.words));
    },
  },
];

type Found = { year: SchoolYear; assignments: readonly AssignmentFigures[] };

function figuresPage({ year, assignments }: Found, words: Words): PageParts {
  const { text } = words;
  const title = text('figures.title', { year: year.name });
  const before = Number(year.name.slice(0, 4)) - 1;
  const body = html`<h1>${title}</h1>
    <p>${text('figures.how')}</p>
    <p class="no-print">
      <a class="button" href="${path}?year=${before}-${before + 1}">${text('figures.before')}</a>
    </p>
    ${assignments.length === 0 ? html`<p class="card">${text('figures.none')}</p>` : ''}
    ${assignments.map((one) => assignmentPart(one, words))}`;
  return { title, body, current: path };
}

function assignmentPart({ sector, number, days, ratings, answers }: AssignmentFigures, words: Words): Html {
  const { text } = words;
  return html`<section class="card">
    <h2>${plainly(text('figures.assignment', { number, sector }))}</h2>
    <p>${days === null ? text('figures.too_few') : text('figures.days', { ...days })}</p>
    ${answers === null ? '' : html`<p>${text('figures.answers', { ...answers })}</p>`}
    ${
      ratings.length === 0
        ? ''
        : html`<div class="scroll" tabindex="0" role="group" aria-label="${text('chart.ratings_table')}">
            <table>
              <thead>
                <tr>
                  <th scope="col">${text('chart.skill')}</th>
                  ${ownRatings.map((rating) => html`<th scope="col">${words.other(`reflectie.rating.${rating}`)}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${ratings.map(
                  (one) =>
                    html`<tr>
                      <th scope="row">${plainly(skillName(one.skill, words))}</th>
                      ${ownRatings.map((rating) => html`<td>${one[rating]}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}
