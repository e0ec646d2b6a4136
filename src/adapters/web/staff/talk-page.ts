import type { TranscriptView } from '../../../core/history/view.js';
import { html, plainly } from '../html.js';
import type { Visit } from './router.js';
import type { PageParts } from './shell.js';
import { shortFile } from './sent-file.js';
import { talkLines } from './talk-lines.js';

/** The address of a transcript: the last part of its id, behind the student. */
export const talkPath = (student: string, talk: string): string =>
  `/history/student/${student}/talk/${encodeURIComponent(talk.split(':').at(-1) ?? talk)}`;

/** `GET /history/student/ID/talk/TALK`: what was said, as it was shown. */
export function talkPage({ student, rights, talk, lines }: TranscriptView, { words }: Visit): PageParts {
  const { date, openedAt } = talk;
  const when = date === null ? words.moment(openedAt) : words.day(date);
  const title = words.text('talk.title', { name: student.name, when });
  // Whoever reads one worry has no time line to go back to.
  const back = rights.includes('timeline: see')
    ? `/history/student/${student.id}${date === null ? '' : `#day-${date}`}`
    : '/history';
  const fileUrl = (file: string): string => `${talkPath(student.id, talk.id)}/file/${shortFile(file)}`;
  const body = html`<div class="head">
      <h1>${plainly(title)}</h1>
      <p class="note">${words.text('talk.looked')}</p>
      <div class="buttons no-print">
        <a class="button" href="${back}">${words.text('talk.back')}</a>
        <button type="button" data-print hidden>${words.text('student.print')}</button>
      </div>
    </div>
    ${lines.length === 0 ? html`<p>${words.text('talk.none')}</p>` : talkLines(lines, { student: student.name, fileUrl }, words)}`;
  return { title, body };
}
