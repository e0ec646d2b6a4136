import type { ShownLine } from '../../../core/history/transcript.js';
import { html, plainly, quoted, type Html } from '../html.js';
import { fileInLine } from './sent-file.js';
import type { Words } from './words.js';

/** Whose transcript it is, and where his files are. */
type About = { student: string; fileUrl: (file: string) => string };

type Spoken = Extract<ShownLine, { kind: 'line' }>;

/** A transcript as it was shown to the student, with what became of each line. */
export const talkLines = (lines: readonly ShownLine[], about: About, words: Words): Html =>
  html`<ol class="talk">
    ${lines.map((line) => (line.kind === 'hidden' ? hiddenLine(words) : spokenLine(line, about, words)))}
  </ol>`;

const hiddenLine = ({ text }: Words): Html =>
  html`<li class="hidden-line"><p class="note">${text('talk.hidden')}</p></li>`;

function spokenLine(shown: Spoken, { student, fileUrl }: About, words: Words): Html {
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
    ${(line.files ?? []).map((file) => fileInLine(file, fileUrl, words))}
    ${line.text === '' && line.files !== undefined ? '' : spokenWords(line.text, tapped, words)}
    ${marksOn(shown, words)}
  </li>`;
}

const spokenWords = (said: string, tapped: boolean, { text }: Words): Html =>
  html`<p class="words">
    ${quoted(said)} ${tapped ? html`<span class="note">${text('talk.tapped')}</span>` : ''}
  </p>`;

/** Everything that is kept beside a line, in words: no mark is a colour alone. */
function marksOn({ line, worry, unread, short }: Spoken, { text }: Words): Html {
  const marks: (Html | string)[] = [
    ...(worry ? [html`<strong>${text('talk.worry')}</strong>`] : []),
    ...(unread ? [text(line.files === undefined ? 'talk.unread' : 'talk.file.unjudged')] : []),
    ...(short ? [text('talk.short')] : []),
    ...(line.cut === true ? [text('talk.cut')] : []),
    ...(line.of === undefined ? [] : [text('talk.of')]),
    ...(line.deleted === undefined ? [] : [text('talk.deleted')]),
    ...(line.corrected === undefined ? [] : [text('talk.corrected')]),
    ...(line.edits ?? []).map((edit) => html`${text('talk.edited')} ${quoted(edit.text)}`),
  ];
  return html`${marks.map((mark) => html`<p class="mark-line note">${mark}</p>`)}`;
}
