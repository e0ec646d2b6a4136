import type { ShownLine } from '../../../core/history/transcript.js';
import { html, plainly, quoted, type Html } from '../html.js';
import type { Words } from './words.js';

type Spoken = Extract<ShownLine, { kind: 'line' }>;

/** A transcript as it was shown to the student, with what became of each line. */
export const talkLines = (lines: readonly ShownLine[], student: string, words: Words): Html =>
  html`<ol class="talk">
    ${lines.map((line) => (line.kind === 'hidden' ? hiddenLine(words) : spokenLine(line, student, words)))}
  </ol>`;

const hiddenLine = ({ text }: Words): Html =>
  html`<li class="hidden-line"><p class="note">${text('talk.hidden')}</p></li>`;

function spokenLine(shown: Spoken, student: string, words: Words): Html {
  const { line, worry, tapped } = shown;
  const { text, moment } = words;
  const who =
    line.from === 'student'
      ? student
      : line.from === 'bot'
        ? text('talk.bot')
        : (line.by ?? text('talk.staff'));
  const where = [
    moment(line.at),
    ...(line.channel === null ? [] : [text(`talk.channel.${line.channel}`)]),
    ...(line.delivery === undefined ? [] : [text(`talk.delivery.${line.delivery}`)]),
  ];
  return html`<li class="bubble from-${line.from}${worry ? ' worry' : ''}" id="line-${line.id}">
    <p class="by">
      <b>${plainly(who)}</b>
      <span class="note">${where.join(' · ')}</span>
    </p>
    <p class="words">
      ${quoted(line.text)} ${tapped ? html`<span class="note">${text('talk.tapped')}</span>` : ''}
    </p>
    ${marksOn(shown, words)}
  </li>`;
}

/** Everything that is kept beside a line, in words: no mark is a colour alone. */
function marksOn({ line, worry, unread, short }: Spoken, { text }: Words): Html {
  const marks: (Html | string)[] = [
    ...(worry ? [html`<strong>${text('talk.worry')}</strong>`] : []),
    ...(unread ? [text('talk.unread')] : []),
    ...(short ? [text('talk.short')] : []),
    ...(line.media === undefined ? [] : [text(mediaName(line.media.mime))]),
    ...(line.cut === true ? [text('talk.cut')] : []),
    ...(line.of === undefined ? [] : [text('talk.of')]),
    ...(line.deleted === undefined ? [] : [text('talk.deleted')]),
    ...(line.corrected === undefined ? [] : [text('talk.corrected')]),
    ...(line.edits ?? []).map((edit) => html`${text('talk.edited')} ${quoted(edit.text)}`),
  ];
  return html`${marks.map((mark) => html`<p class="mark-line note">${mark}</p>`)}`;
}

function mediaName(mime: string): string {
  const kind = mime.split('/')[0] ?? '';
  return `talk.media.${['image', 'audio', 'video'].includes(kind) ? kind : 'file'}`;
}
