import type { AlertAction } from '../../../core/alerts/types.js';
import type { Card, CardAction, CardField } from '../../../core/thread/card.js';
import type { HttpReply } from '../../../ports/http.js';
import { html, plainly, quoted, type Html } from '../html.js';
import { fileReply } from '../file-reply.js';
import { goTo } from './headers.js';
import type { StaffPage, Visit } from './router.js';
import { keptFile, shortFile } from './sent-file.js';
import { tokenField } from './shell.js';
import { talkPath } from './talk-page.js';
import type { StaffUse } from './use.js';

const path = '/history/alert/:alert';

/** An alert as its card in Teams shows it, with the same buttons: both are drawn from one card. */
export const alertPages = (use: StaffUse): StaffPage[] => [
  { method: 'GET', path, handle: (visit) => act(use, visit, { verb: 'open' }) },
  { method: 'GET', path: `${path}/file/:file`, handle: (visit) => sentFile(use, visit) },
  {
    method: 'POST',
    path,
    handle: async (visit) => {
      const action = actionIn(visit.form);
      if (action === null) return visit.refused();
      const answer = await act(use, visit, action);
      // A date that cannot be is said on the card that comes back; the rest is asked for anew, so that reloading the
      // page sends nothing twice.
      if (answer.status !== 200 || action.verb === 'handled') return answer;
      return goTo(`/history/alert/${encodeURIComponent(visit.params['alert'] ?? '')}`);
    },
  },
];

async function act(use: StaffUse, visit: Visit, action: AlertAction): Promise<HttpReply> {
  const id = visit.params['alert'] ?? '';
  const found = await use.alert(visit.viewer.id, id, action);
  if (found === null) return visit.refused();
  const { card, student, talk, files } = found;
  const { text } = visit.words;
  const body = html`<section class="card ${card.tone === 'attention' ? 'trouble' : ''}">
      <h1>${plainly(card.title)}</h1>
      <dl class="facts">
        ${card.facts.map(
          ({ label, value }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${plainly(value)}</dd>
            </div>`,
        )}
      </dl>
      ${
        card.words === null
          ? ''
          : html`<div class="bubble from-student worry">
              <p class="note">${card.words.label}</p>
              <p>${quoted(card.words.text)}</p>
            </div>`
      }
      ${files.map((file) => {
        const url = `/history/alert/${encodeURIComponent(id)}/file/${shortFile(file.id)}`;
        return html`<div class="file">${keptFile(file.kind, file.type, url, visit.words)}</div>`;
      })}
      ${(card.sections ?? []).map(
        ({ title, rows }) =>
          html`<h2>${plainly(title)}</h2>
            <ul class="plain">
              ${rows.map(({ label, value }) => html`<li>${plainly(label)} <span class="note">${plainly(value)}</span></li>`)}
            </ul>`,
      )}
      ${card.notes.map((note) => html`<p class="lines">${plainly(note)}</p>`)}
      ${talk === null ? '' : html`<p><a href="${talkPath(student, talk)}">${text('alerts.talk')}</a></p>`}
    </section>
    ${actions(card, id, visit)}`;
  return visit.page({ title: card.title, body });
}

async function sentFile(use: StaffUse, { viewer, params, range, refused }: Visit): Promise<HttpReply> {
  const found = await use.alertFile(viewer.id, params['alert'] ?? '', params['file'] ?? '');
  return found === null ? refused() : fileReply(found, range);
}

const actions = (card: Card, id: string, visit: Visit): Html =>
  html`<section class="card no-print actions" aria-label="${visit.words.text('alerts.actions')}">
    ${card.actions.filter(({ url, verb }) => url === undefined && verb !== 'open').map((one) => actionForm(one, id, visit))}
  </section>`;

function actionForm(action: CardAction, id: string, visit: Visit): Html {
  const { verb, label, data, form } = action;
  const key = `${verb}-${Object.values(data).slice(1).join('-')}`.replace(/[^A-Za-z0-9-]/g, '');
  const inside = html`${tokenField(visit)}<input type="hidden" name="verb" value="${verb}" />
    ${Object.entries(data).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${(form?.fields ?? []).map((field) => fieldOf(field, `${key}-${field.id}`))}
    <button class="${verb === 'seen' || verb === 'reply' ? 'primary' : ''}">${form?.send ?? label}</button>`;
  const target = `/history/alert/${encodeURIComponent(id)}`;
  if (form === undefined) return html`<form method="post" action="${target}">${inside}</form>`;
  return html`<details>
    <summary>${label}</summary>
    <form method="post" action="${target}">${inside}</form>
  </details>`;
}

function fieldOf(field: CardField, id: string): Html {
  const { label, value = '', required } = field;
  const must = required === undefined ? '' : html`required`;
  return html`<div class="field">
    <label for="${id}">${plainly(label)}</label>
    ${inputOf()}
  </div>`;
  function inputOf(): Html {
    switch (field.kind) {
      case 'text':
        return html`<textarea id="${id}" name="${field.id}" maxlength="${field.limit}" ${must}>
${value}</textarea>`;
      case 'date':
        return html`<input id="${id}" name="${field.id}" type="date" value="${value}" ${must} />`;
      case 'choice':
        return html`<select id="${id}" name="${field.id}" ${must}>
          ${field.choices.map(
            (one) =>
              html`<option value="${one.id}" ${one.id === value ? html`selected` : ''}>${one.label}</option>`,
          )}
        </select>`;
    }
  }
}

/** What was pressed; null for anything that no button of ours sends. */
function actionIn(form: Visit['form']): AlertAction | null {
  const field = (name: string): string => (form.get(name) ?? '').replaceAll('\r\n', '\n');
  switch (form.get('verb')) {
    case 'seen':
      return { verb: 'seen' };
    case 'take':
      return { verb: 'take', from: field('from') };
    case 'reply':
      return { verb: 'reply', text: field('text') };
    case 'judge':
      return field('verdict') === 'right' || field('verdict') === 'wrong'
        ? { verb: 'judge', verdict: field('verdict') as 'right' | 'wrong' }
        : null;
    case 'handled':
      return field('outcome') === 'talked' || field('outcome') === 'declined'
        ? {
            verb: 'handled',
            outcome: field('outcome') as 'talked' | 'declined',
            on: field('on'),
            note: field('note'),
          }
        : null;
    default:
      return null;
  }
}
