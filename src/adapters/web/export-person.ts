import type { PersonExport } from '../../core/rights/person-export.js';
import { html, plainly, quoted, type Html } from './html.js';
import type { ExportWords } from './page-words.js';

/** What the roster says of the student, and who is around him. */
export function whoSection({ person, around, language }: PersonExport, { text, other }: ExportWords): Html {
  if (person === null)
    return html`<h2>${text('who.title')}</h2>
      <p>${text('who.none')}</p>`;
  const { name, id, ageBand, sector, company, weekday, start, end } = person;
  const hours = weekday === null ? null : `${other(`common.weekday.${weekday}`)} ${start ?? ''}–${end ?? ''}`;
  const rows: [string, string | null][] = [
    ['name', name],
    ['id', id],
    ['language', language],
    ['age', ageBand],
    ['sector', sector],
    ['company', company],
    ['hours', hours],
    ['begeleider', around.begeleider],
    ['mentor', around.mentor],
    ['praktijkopleider', around.praktijkopleider],
    ['backups', around.backups.length === 0 ? null : around.backups.join(', ')],
  ];
  return html`<h2>${text('who.title')}</h2>
    <table>
      ${rows.map(([label, value]) =>
        value === null
          ? ''
          : html`<tr>
              <th>${text(`who.${label}`)}</th>
              <td>${plainly(value)}</td>
            </tr>`,
      )}
    </table>`;
}

/** How he is reached, and what he said to being reached. */
export function reachSection(data: PersonExport, { text, moment }: ExportWords): Html {
  const { person, addresses, settings, codes } = data;
  const used = new Set(addresses.map((one) => one.channel));
  const listed = (['teams', 'whatsapp'] as const).filter((one) => person?.[one] != null && !used.has(one));
  const lines = [
    ...addresses.map(({ channel, address, lastInboundAt, blocked }) => {
      const when =
        lastInboundAt === null ? text('reach.never') : text('reach.wrote', { at: moment(lastInboundAt) });
      const state = blocked === null ? when : `${when}; ${text('reach.blocked')}`;
      return html`${text(`reach.${channel}`)}: ${plainly(address)} (${state})`;
    }),
    ...listed.map((channel) => html`${text(`reach.${channel}`)}: ${plainly(person?.[channel] ?? '')}`),
    ...(settings?.introducedAt == null
      ? []
      : [text('reach.introduced', { at: moment(settings.introducedAt) })]),
    ...(settings?.stoppedAt == null ? [] : [text('reach.stopped', { at: moment(settings.stoppedAt) })]),
    ...codes.map(({ madeAt, usedAt }) =>
      usedAt === null
        ? text('reach.code_unused', { at: moment(madeAt) })
        : text('reach.code_used', { at: moment(usedAt) }),
    ),
  ];
  return html`<h2>${text('reach.title')}</h2>
    ${lines.length === 0 ? html`<p>${text('reach.none')}</p>` : lines.map((line) => html`<p>${line}</p>`)}`;
}

/** What the conversation remembers of him. */
export function rememberedSection({ remembered }: PersonExport, { text }: ExportWords): Html {
  if (remembered === null) return html``;
  const { finished, lastIntention, efforts } = remembered;
  return html`<h2>${text('remembered.title')}</h2>
    <p>${text('remembered.finished', { number: finished })}</p>
    ${lastIntention === '' ? '' : html`<p>${text('remembered.intention')} ${quoted(lastIntention)}</p>`}
    ${efforts.length === 0 ? '' : html`<p>${text('remembered.efforts')}</p>`}
    <p>${text('remembered.texts')}</p>`;
}
