import type { Judgement } from '../../../core/history/judgement.js';
import { verdicts } from '../../../core/history/judgement.js';
import type { JudgingView, ToJudge } from '../../../core/history/view.js';
import { html, plainly, quoted, type Html } from '../html.js';
import type { Visit } from './router.js';
import { tokenField, type PageParts } from './shell.js';
import type { Words } from './words.js';

/** Letters of the sentence for the student. */
export const sentenceLimit = 300;

/** `GET /history/judge`: what waits, the longest waiting first. */
export function toJudgePage(waiting: readonly ToJudge[], done: boolean, { words, query }: Visit): PageParts {
  const { text, moment } = words;
  const title = text('judge.list_title');
  const only = query.get('student');
  const shown = only === null ? waiting : waiting.filter(({ student }) => student === only);
  const body = html`<h1>${title}</h1>
    ${done ? html`<p class="card told" role="status">${text('done.judged')}</p>` : ''}
    <p>${text('judge.how')}</p>
    ${shown.length === 0 ? html`<p role="status">${text('judge.nothing')}</p>` : ''}
    <ul class="plain">
      ${shown.map(
        ({ student, name, number, title: assignment, since }) =>
          html`<li class="card row">
            <div>
              <a class="row-name" href="/history/judge/${student}/${number}">${plainly(name)}</a>
              <div class="note">${text('judge.since', { at: moment(since) })}</div>
            </div>
            <p>${plainly(text('day.assignment', { number, title: assignment }))}</p>
          </li>`,
      )}
    </ul>
    <p class="buttons">
      ${only === null ? '' : html`<a class="button" href="/history/judge">${text('judge.everybody')}</a>`}
      ${judgementsLink(words)}
    </p>`;
  return { title, body, current: '/history/judge' };
}

/**
 * `GET /history/judge/STUDENT/NUMBER`: judging the work of one assignment. Nothing here says how much or how well the
 * student reflected, or how he felt.
 */
export function judgePage(view: JudgingView, visit: Visit): PageParts {
  const { words } = visit;
  const { text } = words;
  const { student, assignment, done, judgement } = view;
  const title = text('judge.title', { name: student.name, number: assignment.number });
  const body = html`<div class="head">
      <h1>${plainly(title)}</h1>
      <p class="note">
        ${plainly([student.company ?? '', ...progressWords(view, words)].filter(Boolean).join(' · '))}
      </p>
    </div>
    <section class="card" aria-labelledby="task-title">
      <h2 id="task-title">${plainly(assignment.title)}</h2>
      <p>${plainly(assignment.task)}</p>
    </section>
    <section class="card" aria-labelledby="work-title">
      <h2 id="work-title">${text('judge.work')}</h2>
      ${done.length === 0 ? html`<p>${text('judge.not_done')}</p>` : ''}
      ${done.map(
        (one) =>
          html`<h3>${words.day(one.date)}</h3>
            ${one.words.length === 0 ? html`<p class="note">${text('judge.no_words')}</p>` : ''}
            ${one.words.map((said) => html`<p>${quoted(said)}</p>`)}`,
      )}
    </section>
    ${judgement === null ? '' : given(judgement, view, words)} ${judgeForm(view, visit)}`;
  return { title, body, current: '/history/judge' };
}

/** All judgements as a file, for whoever may have them. */
export const judgementsLink = ({ text }: Words): Html =>
  html`<a class="button" href="/history/judgements.csv">${text('judge.csv')}</a>`;

const progressWords = ({ progress }: JudgingView, { text }: Words): string[] => {
  const { sufficient, waiting, needed, of } = progress;
  return [text('student.progress', { sufficient, waiting: waiting.length, needed, of })];
};

/** What was judged before: both stay. */
function given(judgement: Judgement, { nameOf }: JudgingView, { text, moment }: Words): Html {
  const all = [judgement, ...[...judgement.earlier].reverse()];
  return html`<section class="card" aria-labelledby="given-title">
    <h2 id="given-title">${text('judge.given')}</h2>
    <ul class="plain">
      ${all.map(
        ({ verdict, sentence, by, at }, index) =>
          html`<li>
            <span class="tag ${index > 0 ? 'plain' : verdict === 'voldoende' ? 'good' : 'half'}"
              >${text(`judge.verdict.${verdict}`)}</span
            >
            ${sentence === '' ? '' : quoted(sentence)}
            <span class="note"
              >${plainly(nameOf(by))} · ${moment(at)}${index > 0 ? ` · ${text('judge.corrected')}` : ''}</span
            >
          </li>`,
      )}
    </ul>
  </section>`;
}

function judgeForm({ student, assignment, judgement }: JudgingView, visit: Visit): Html {
  const { text } = visit.words;
  return html`<form method="post" action="/history/judge/${student.id}/${assignment.number}" class="card">
    ${tokenField(visit)}
    <fieldset>
      <legend>${text('judge.question')}</legend>
      <p class="note">${text('judge.honest')}</p>
      ${verdicts.map(
        (verdict) =>
          html`<div class="choice">
            <input
              type="radio"
              id="verdict-${verdict}"
              name="verdict"
              value="${verdict}"
              required
              ${judgement?.verdict === verdict ? html`checked` : ''}
            />
            <label for="verdict-${verdict}">${text(`judge.verdict.${verdict}`)}</label>
          </div>`,
      )}
    </fieldset>
    <div class="field">
      <label for="sentence">${text('judge.sentence')}</label>
      <textarea id="sentence" name="sentence" maxlength="${sentenceLimit}">
${judgement?.sentence ?? ''}</textarea>
    </div>
    <div class="buttons">
      <button class="primary">${text('judge.save')}</button>
      <a class="button" href="/history/judge">${text('form.cancel')}</a>
    </div>
  </form>`;
}
