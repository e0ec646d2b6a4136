import type { ExportedAlert, PersonExport } from '../../core/rights/person-export.js';
import type { Talk } from '../../core/thread/thread.js';
import type { Line, LineFile } from '../../core/thread/transcript.js';
import { html, plainly, quoted, type Html } from './html.js';
import type { ExportWords } from './page-words.js';

/** Every talk, line by line, as it was shown. */
export function talksSection({ talks }: PersonExport, words: ExportWords): Html {
  const { text } = words;
  const spoken = talks.filter((talk) => talk.transcript.length > 0);
  return html`<h2>${text('talks.title')}</h2>
    ${spoken.length === 0 ? html`<p>${text('talks.none')}</p>` : spoken.map((talk) => talkOf(talk, words))}`;
}

const talkOf = (talk: Talk, words: ExportWords): Html =>
  html`<h3>${words.text('talks.of', { at: words.moment(talk.openedAt) })}</h3>
    ${talk.transcript.map((line) => lineOf(line, words))}`;

const speakers = { student: 'you', bot: 'bot', staff: 'staff' } as const;

function lineOf(line: Line, words: ExportWords): Html {
  const { text, moment } = words;
  const notes = notesOn(line, words);
  return html`<div class="line">
    <b>${text(`talks.${speakers[line.from]}`)}</b>
    <span class="note">${moment(line.at)}</span> ${quoted(line.text)}
    ${notes.map((note) => html`<div class="note">${note}</div>`)}
  </div>`;
}

/** What is kept beside a line, in words. */
function notesOn(line: Line, words: ExportWords): (Html | string)[] {
  const { text } = words;
  const short = line.effort === 'thin' || line.effort === 'none';
  return [
    ...(line.of === undefined ? [] : [text('talks.of_earlier')]),
    ...(line.deleted === undefined ? [] : [text('talks.deleted')]),
    ...(line.corrected === undefined ? [] : [text('talks.corrected')]),
    ...(line.edits ?? []).map((edit) => html`${text('talks.edited')} ${quoted(edit.text)}`),
    ...(line.files ?? []).flatMap((file) => fileNotes(file, words)),
    ...(line.cut === true ? [text('talks.cut')] : []),
    ...(line.confidential === true ? [text('talks.confidential')] : []),
    ...(line.unread === true ? [text('talks.unread')] : []),
    ...(short && line.from === 'student' ? [text('talks.short')] : []),
    ...(line.delivery === 'failed' || line.delivery === 'unknown' ? [text(`talks.${line.delivery}`)] : []),
  ];
}

/** A file that he sent, with a way to it where the page has one. */
function fileNotes(file: LineFile, { text, fileUrl }: ExportWords): (Html | string)[] {
  const url = file.state === 'kept' ? fileUrl(file.id) : null;
  const { transcript } = file;
  return [
    text('talks.file'),
    ...(url === null ? [] : [html`<a href="${url}">${text('talks.file_open')}</a>`]),
    ...(file.state === 'not_kept' ? [text('talks.file_not_kept')] : []),
    ...(file.state === 'waiting' ? [text('talks.file_waiting')] : []),
    ...(transcript === undefined ? [] : [html`${text('talks.heard')} ${quoted(transcript.text)}`]),
  ];
}

/** The messages that school looked at: what he wrote, why, who read it and when. */
export function alertsSection({ alerts }: PersonExport, words: ExportWords): Html {
  const { text } = words;
  return html`<h2>${text('alerts.title')}</h2>
    ${alerts.length === 0 ? html`<p>${text('alerts.none')}</p>` : alerts.map((one) => alertOf(one, words))}`;
}

function alertOf(alert: ExportedAlert, words: ExportWords): Html {
  const { text, other, moment } = words;
  const { handled, category, reasons, promise } = alert;
  const lines: (Html | string)[] = [
    html`${text('alerts.words')} ${quoted(alert.words)}`,
    ...(alert.added ?? []).map((one) => html`${text('alerts.added')} ${quoted(one.text)}`),
    text('alerts.category', { category: other(`card.category.${category}`) }),
    ...(reasons.length === 0 ? [] : [text('alerts.why', { reasons: reasons.join('; ') })]),
    ...(category === 'unread' ? [] : [text('alerts.promise', { promise })]),
    ...alert.readers.map(({ name, status }) =>
      text(status === 'unreachable' ? 'alerts.reader_not' : 'alerts.reader', { name }),
    ),
    ...alert.replies.map(
      ({ name, at, text: words }) => html`${text('alerts.reply', { name, at: moment(at) })} ${quoted(words)}`,
    ),
    ...alert.looks.map(({ name, at }) => text('alerts.look', { name, at: moment(at) })),
    handled === null
      ? text('alerts.open')
      : handled.outcome === 'judged'
        ? text('alerts.judged', { at: moment(handled.at) })
        : text('alerts.handled', { name: handled.name, at: moment(handled.at) }),
    ...(handled?.note == null ? [] : [html`${text('alerts.note')} ${quoted(handled.note)}`]),
  ];
  return html`<h3>${moment(alert.at)}</h3>
    ${lines.map((line) => html`<p class="line">${typeof line === 'string' ? plainly(line) : line}</p>`)}`;
}
