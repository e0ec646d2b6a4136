import type { Reflection } from '../../../../core/history/reflection.js';
import type { TimelineDay } from '../../../../core/history/timeline.js';
import { html, plainly, quoted, type Html } from '../../html.js';
import { skillName, type Words } from '../words.js';

/** What the viewer may see and do on the time line. */
export type DayRights = {
  /** Which answers stayed short, and which no program could judge. */
  shortAnswers: boolean;
  /** The address of a transcript. */
  talkPath: (talk: string) => string;
  /** The name of a member of staff, by id. */
  nameOf: (id: string) => string;
};

/** One practice day on the time line. */
export function dayCard(day: TimelineDay, rights: DayRights, words: Words): Html {
  const { text } = words;
  return html`<article class="card day" id="day-${day.date}">
    <header>
      <h3><time datetime="${day.date}">${words.day(day.date)}</time></h3>
      ${day.status === null ? '' : html`<span class="tag ${tone(day)}">${statusWords(day, words)}</span>`}
    </header>
    ${assignmentLine(day, words)} ${day.reflections.map((one) => reflectionPart(one, rights, words))}
    ${judgementLine(day, rights, text)}
  </article>`;
}

const tones: Readonly<Partial<Record<NonNullable<TimelineDay['status']>, string>>> = {
  completed: 'good',
  partial: 'half',
  no_answer: 'warn',
  undeliverable: 'warn',
};
const tone = ({ status }: TimelineDay): string => (status === null ? '' : (tones[status] ?? 'plain'));

/** Reasons that stand in words; the others are the program's own. */
const reasons = ['ill', 'absent', 'stopped', 'free', 'pause'];

function statusWords({ status, reason }: TimelineDay, { text }: Words): string {
  const said = text(`day.status.${status ?? 'planned'}`);
  return reason !== null && reasons.includes(reason) ? `${said}: ${text(`day.reason.${reason}`)}` : said;
}

function assignmentLine({ assignment }: TimelineDay, words: Words): Html {
  if (assignment === null) return html``;
  const said =
    assignment === 'none'
      ? words.text('day.no_assignment')
      : words.text('day.assignment', { number: assignment.number, title: assignment.title });
  return html`<p class="assignment">${plainly(said)}</p>`;
}

function reflectionPart(one: Reflection, rights: DayRights, words: Words): Html {
  const { text, other } = words;
  const { mood, kept, ratings } = one;
  const facts: [string, Html | string][] = [
    ...(mood === null
      ? []
      : [[text('day.mood'), words.named(`reflectie.mood.${mood}`, mood)] as [string, string]]),
    ...(kept === null
      ? []
      : [[text('day.kept'), words.named(`reflectie.gelukt.${kept}`, kept)] as [string, string]]),
    ...ratings.map(({ skill, rating }): [string, string] => [
      skillName(skill, words),
      other(`reflectie.rating.${rating}`),
    ]),
  ];
  return html`<div class="reflection">
    ${
      facts.length === 0
        ? ''
        : html`<dl class="facts">
            ${facts.map(
              ([label, value]) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>`
    }
    ${one.words.map(
      ({ subject, skill, text: said }) =>
        html`<p class="said">
          <span class="label"
            >${skill === null || subject !== 'skill' ? text(`day.subject.${subject === 'other' && one.replies !== undefined ? 'back' : subject}`) : skillName(skill, words)}</span
          >
          ${quoted(said)}
        </p>`,
    )}
    ${(one.replies ?? []).map(
      ({ by, at, text: wrote }) =>
        html`<p class="said reply">
          <span class="label">${plainly(text('day.reply', { name: by }))} · ${words.moment(at)}</span>
          ${quoted(wrote)}
        </p>`,
    )}
    ${notesOn(one, rights, text)}
    <p class="no-print"><a href="${rights.talkPath(one.talk)}">${text('day.talk')}</a></p>
  </div>`;
}

/** What the begeleider should know of the talk itself. */
function notesOn(
  { answers, short, unread, undelivered }: Reflection,
  rights: DayRights,
  text: Words['text'],
): Html {
  const notes = [
    ...(rights.shortAnswers && short > 0 ? [text('day.short', { short, answers })] : []),
    ...(rights.shortAnswers && unread > 0 ? [text('day.unread', { number: unread })] : []),
    ...(undelivered > 0 ? [text('day.undelivered', { number: undelivered })] : []),
  ];
  return html`${notes.map((note) => html`<p class="note">${note}</p>`)}`;
}

/** Only where there was work: not on a day that he was ill with the same assignment. */
function judgementLine(
  { judgement, reflections }: TimelineDay,
  { nameOf }: DayRights,
  text: Words['text'],
): Html {
  if (judgement === null || reflections.length === 0) return html``;
  const { verdict, sentence, by } = judgement;
  return html`<p class="judgement">
    <span class="tag ${verdict === 'voldoende' ? 'good' : 'half'}">${text(`judge.verdict.${verdict}`)}</span>
    ${sentence === '' ? '' : quoted(sentence)} <span class="note">${plainly(nameOf(by))}</span>
  </p>`;
}
