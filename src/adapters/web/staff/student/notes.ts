import { noteLimit } from '../../../../core/history/notes.js';
import type { ShownNote } from '../../../../core/history/view.js';
import { html, plainly, quoted, type Html } from '../../html.js';
import { tokenField } from '../shell.js';
import type { Visit } from '../router.js';

/** Notes for the next talk: everybody's to read, one's own to change. `?note=ID` opens one for changing. */
export function notesPart(notes: readonly ShownNote[], student: string, visit: Visit, writes: boolean): Html {
  const { words, query } = visit;
  const path = `/history/student/${student}/notes`;
  const editing = query.get('note');
  return html`<section class="card" id="notes" aria-labelledby="notes-title">
    <h2 id="notes-title">${words.text('notes.title')}</h2>
    <p class="note">${words.text('notes.who')}</p>
    ${notes.map((note) =>
      note.id === editing && note.mine
        ? changeForm(note, path, student, visit)
        : shownNote(note, path, student, visit),
    )}
    ${writes ? newForm(path, visit) : ''}
  </section>`;
}

const newForm = (path: string, visit: Visit): Html =>
  html`<form method="post" action="${path}" class="no-print">
    ${tokenField(visit)}<input type="hidden" name="do" value="add" />
    <input type="hidden" name="id" value="${visit.fresh}" />
    <div class="field">
      <label for="note-new">${visit.words.text('notes.new')}</label>
      <textarea id="note-new" name="text" maxlength="${noteLimit}" required></textarea>
    </div>
    <button>${visit.words.text('notes.add')}</button>
  </form>`;

function shownNote(note: ShownNote, path: string, student: string, visit: Visit): Html {
  const { words } = visit;
  const changed =
    note.changedAt === null ? '' : ` · ${words.text('notes.changed', { at: words.moment(note.changedAt) })}`;
  const own = html`<div class="buttons no-print">
    <a class="button small" href="/history/student/${student}?note=${note.id}#note-${note.id}"
      >${words.text('notes.change')}</a
    >
    <form method="post" action="${path}">
      ${tokenField(visit)}<input type="hidden" name="do" value="remove" /><input
        type="hidden"
        name="id"
        value="${note.id}"
      />
      <button class="small">${words.text('notes.remove')}</button>
    </form>
  </div>`;
  return html`<article class="kept-note" id="note-${note.id}">
    <p>${quoted(note.text)}</p>
    <p class="note">${plainly(note.by)} · ${words.moment(note.at)}${changed}</p>
    ${note.mine ? own : ''}
  </article>`;
}

function changeForm(note: ShownNote, path: string, student: string, visit: Visit): Html {
  const { words } = visit;
  return html`<form method="post" action="${path}" class="kept-note" id="note-${note.id}">
    ${tokenField(visit)}<input type="hidden" name="do" value="change" /><input
      type="hidden"
      name="id"
      value="${note.id}"
    />
    <div class="field">
      <label for="note-${note.id}-text">${words.text('notes.changing')}</label>
      <textarea id="note-${note.id}-text" name="text" maxlength="${noteLimit}" required>
${note.text}</textarea>
    </div>
    <div class="buttons">
      <button class="primary">${words.text('notes.save')}</button>
      <a class="button" href="/history/student/${student}#notes">${words.text('form.cancel')}</a>
    </div>
  </form>`;
}
