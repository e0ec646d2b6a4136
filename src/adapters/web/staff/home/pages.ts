import { firstName } from '../../../../core/school/people.js';
import { html, plainly, type Html } from '../../html.js';
import { judgementsLink } from '../judge-pages.js';
import type { StaffPage, Visit } from '../router.js';
import type { StaffUse, UndeliveredLine } from '../use.js';
import type { Words } from '../words.js';
import { alertsPart, alertStatusPart } from './alerts.js';
import { groupPart } from './group.js';

/** `GET /history`: what each needs to see first, by what he is to the students. */
export const homePages = (use: StaffUse): StaffPage[] => [
  { method: 'GET', path: '/history', handle: async (visit) => home(use, visit) },
];

async function home(use: StaffUse, visit: Visit) {
  const { viewer, words } = visit;
  const [group, alerts, status, undelivered] = await Promise.all([
    use.group(viewer.id),
    use.alerts(viewer.id),
    use.alertStatus(viewer.id),
    use.undelivered(viewer.id),
  ]);
  const readsAlerts =
    alerts.length > 0 || viewer.roles.includes('zorg') || viewer.roles.includes('vertrouwen');
  const parts: Html[] = [
    ...(readsAlerts ? [alertsPart(alerts, visit)] : []),
    ...(group === null ? [] : [groupPart(group, visit)]),
    ...(status === null ? [] : [alertStatusPart(status, visit)]),
    ...(viewer.roles.includes('werkgroep') ? [figuresLink(words)] : []),
    ...(undelivered === null
      ? []
      : [undeliveredPart(undelivered, words), coordinatorTools(words, use.judges)]),
  ];
  return visit.page({
    title: words.text('home.title'),
    current: '/history',
    body: html`<h1>${plainly(words.text('home.hello', { name: firstName(viewer) }))}</h1>
      ${parts.length === 0 ? html`<p class="card">${words.text('home.nothing')}</p>` : parts}`,
  });
}

const figuresLink = ({ text }: Words): Html =>
  html`<p class="card"><a href="/history/figures">${text('figures.link')}</a></p>`;

/** What a coordinator may have beside how things stand. */
const coordinatorTools = (words: Words, judges: boolean): Html =>
  html`<section aria-labelledby="tools-title">
    <h2 id="tools-title">${words.text('home.tools')}</h2>
    <form method="get" action="/history/looks" class="inline">
      <label class="hidden-text" for="looks-student">${words.text('looks.ask')}</label>
      <input id="looks-student" name="student" placeholder="${words.text('looks.ask')}" required />
      <button>${words.text('looks.show')}</button>
    </form>
    ${judges ? html`<p>${judgementsLink(words)}</p>` : ''}
  </section>`;

/** Messages that did not arrive: for whom and why, no words. */
function undeliveredPart(lines: readonly UndeliveredLine[], { text, moment, named }: Words): Html {
  return html`<section aria-labelledby="undelivered-title">
    <h2 id="undelivered-title">${text('undelivered.title')}</h2>
    <p class="note">${text('undelivered.how')}</p>
    ${
      lines.length === 0
        ? html`<p>${text('undelivered.none')}</p>`
        : html`<ul class="plain">
            ${lines.map(
              ({ person, at, urgent, reason, number }) =>
                html`<li class="card row">
                  <b>${plainly(person)}</b>
                  <span>${named(`staf.why.${reason}`, text('undelivered.failed'))}</span>
                  <span class="note"
                    >${text('undelivered.times', { number, at: moment(at) })}${urgent ? ` · ${text('undelivered.urgent')}` : ''}</span
                  >
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}
