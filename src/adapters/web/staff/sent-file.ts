import type { MediaType } from '../../../core/media/sniff.js';
import type { FileKind } from '../../../core/media/kinds.js';
import type { LineFile } from '../../../core/thread/transcript.js';
import { html, quoted, type Html } from '../html.js';
import { isPlayable } from '../file-reply.js';
import type { Words } from './words.js';

/** The part of a file's id that stands in an address: the rest is the student's. */
export const shortFile = (id: string): string => encodeURIComponent(id.split(':').slice(3).join(':'));

/** A file that is kept: a sound to play, a picture to see. */
export function keptFile(kind: FileKind, type: MediaType, url: string, { text }: Words): Html {
  if (kind === 'picture')
    return html`<a href="${url}"
      ><img class="sent" src="${url}" alt="${text('talk.file.look')}" loading="lazy"
    /></a>`;
  if (!isPlayable(type)) return html`<a href="${url}" download>${text('talk.file.save')}</a>`;
  return html`<audio controls preload="none" src="${url}" aria-label="${text('talk.file.listen')}"></audio>`;
}

/** A file in its line: to play or to see, or why it is not there; and what a program heard in it. */
export function fileInLine(file: LineFile, urlOf: (id: string) => string, words: Words): Html {
  const { text } = words;
  const what = text(`talk.file.${file.kind}`);
  const { transcript } = file;
  return html`<div class="file">
    ${
      file.state === 'kept' && file.type !== undefined
        ? keptFile(file.kind, file.type, urlOf(file.id), words)
        : html`<p class="mark-line note">${notThere(file, what, words)}</p>`
    }
    ${
      transcript === undefined
        ? ''
        : html`<p class="mark-line note">${text('talk.file.heard')}</p>
            <p class="words">${quoted(transcript.text)}</p>`
    }
  </div>`;
}

function notThere({ state, why }: LineFile, what: string, { text }: Words): string {
  if (state === 'waiting') return text('talk.file.waiting', { what });
  return why === undefined || why === 'kind' ? what : text(`talk.file.why.${why}`, { what });
}
