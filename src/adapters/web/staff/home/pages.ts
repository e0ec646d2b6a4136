import { firstName } from '../../../../core/school/people.js';
import { html, plainly, type Html } from '../../html.js';
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
    ...(undelivered === null ? [] : [undeliveredPart(undelivered, words)]),
  ];
  return visit.page({
    title: words.text('home.title'),
    current: '/history',
    body: html`<h1>${plainly(words.text('home.hello', { name: firstName(viewer) }))}</h1>
      ${parts.length === 0 ? html`<p class="card">${words.text('home.nothing')}</p>` : parts}`,
  });
}

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
              ({ person, at, urgent, reason }) =>
                html`<li class="card row">
                  <b>${plainly(person)}</b>
                  <span>${named(`staf.why.${reason}`, text('undelivered.failed'))}</span>
                  <span class="note">${moment(at)}${urgent ? ` · ${text('undelivered.urgent')}` : ''}</span>
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}
