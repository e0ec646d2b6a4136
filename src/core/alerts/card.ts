import type { TextRef } from '../script/effect.js';
import type { Card } from '../thread/card.js';
import type { CardEnv, Text } from '../school/card-env.js';
import { isAnswer } from '../media/kinds.js';
import { alertActions } from './actions.js';
import { filesOn } from './file.js';
import type { Alert } from './state.js';
import type { FileNews } from './types.js';
import { moment, statusOf } from './history.js';
import { dayText } from './promise.js';

/** Below this the program says "misschien": it is never silently dropped. */
const sureFrom = 0.7;

/**
 * The card of an alert. Closed it shows that there is one, how grave, and what was done; who, what and why
 * come when its reader opens it, and are recorded as a look.
 */
export function alertCard(alert: Alert, open: boolean, env: CardEnv): Card {
  const text = (key: string, params: TextRef['params'] = {}): string =>
    env.render({ key: `card.${key}`, params });
  const severity = alert.severity === null ? text('category.unread') : text(`severity.${alert.severity}`);
  const shared = {
    summary: text('alert.summary'),
    title: text('alert.title'),
    tone: toneOf(alert),
    actions: alertActions(alert, open, env, text),
  };
  const status = { label: text('fact.status'), value: statusOf(alert, env, text) };
  const grave = { label: text('fact.severity'), value: severity };
  if (!open) return { ...shared, facts: [grave, status], words: null, notes: [] };
  const facts = [
    { label: text('fact.student'), value: alert.studentName },
    { label: text('fact.when'), value: moment(alert.at, env) },
    {
      label: text('fact.day'),
      value: alert.day === null ? text('day_unknown') : env.render(dayText(env.school, alert.day)),
    },
    { label: text('fact.category'), value: text(`category.${alert.category}`) },
    grave,
    ...(alert.about === null ? [] : [{ label: text('fact.about'), value: text(`about.${alert.about}`) }]),
    { label: text('fact.why'), value: why(alert, text) },
    ...(alert.category === 'unread' ? [] : [{ label: text('fact.promised'), value: alert.promise }]),
    { label: text('fact.reach'), value: text(`reach.${alert.reach ?? 'unknown'}`) },
    status,
  ];
  const words = { label: text('words'), text: allWords(alert, env, text) };
  const notes = [
    ...wish(alert, text),
    ...filesText(alert, text),
    ...reminders(alert, text),
    ...saidBy(alert, env, text),
    ...verdictOf(alert, text),
  ];
  return { ...shared, facts, words, notes };
}

/** The worry, and what the student wrote about it later. */
function allWords(alert: Alert, env: CardEnv, text: Text): string {
  const added = (alert.added ?? []).map((one) => `${moment(one.at, env)}: ${one.text}`);
  return added.length === 0 ? alert.words : [alert.words, '', text('added'), ...added].join('\n');
}

/** Where its files are, and what became of them; a worry that was heard in one has an alert of its own. */
function filesText(alert: Alert, text: Text): string[] {
  const gone = new Set(
    (alert.fileNews ?? []).flatMap(({ file, news }) => (news.kind === 'not_kept' ? [file] : [])),
  );
  const there = filesOn(alert).some(({ id, kind }) => isAnswer(kind) && !gone.has(id));
  return [
    ...(there ? [text('files.where')] : []),
    ...(alert.fileNews ?? []).flatMap((one) => newsText(one.news, text)),
  ];
}

function newsText(news: FileNews, text: Text): string[] {
  switch (news.kind) {
    case 'not_kept':
      return news.why === 'kind' ? [] : [text(`files.not_kept.${news.why}`)];
    case 'heard':
      return [`${text(news.sure ? 'files.heard' : 'files.heard_badly')} “${news.text}”`];
    case 'not_understood':
      return [text('files.not_understood')];
    case 'worry':
      return [];
  }
}

function toneOf(alert: Alert): Card['tone'] {
  if (alert.status === 'handled') return 'good';
  if (alert.status === 'seen' || alert.severity === null) return 'default';
  return alert.severity === 'acute' ? 'attention' : 'warning';
}

function why(alert: Alert, text: Text): string {
  const reasons = alert.reasons.join('; ');
  const unsure =
    alert.category !== 'someone_else' && alert.category !== 'unread' && alert.confidence < sureFrom;
  return unsure ? `${text('maybe')}: ${reasons}` : reasons || '–';
}

function wish(alert: Alert, text: Text): string[] {
  return alert.talkWish === null ? [] : [text(`talk.${alert.talkWish}`)];
}

/** What its readers wrote: to the student, and for one another. */
function saidBy({ replies, handled }: Alert, env: CardEnv, text: Text): string[] {
  const note = handled?.note;
  return [
    ...(replies ?? []).map(
      (one) => `${text('status.replied', { name: env.name(one.by) })}, ${moment(one.at, env)}: “${one.text}”`,
    ),
    ...(note === undefined ? [] : [`${text('note_of_reader')}: ${note}`]),
  ];
}

function verdictOf({ verdict }: Alert, text: Text): string[] {
  return verdict === undefined ? [] : [text(`judged.${verdict.verdict}`)];
}

/** Violence at home: the meldcode. A possible offence by staff against a minor: the duty to report (domain.md). */
function reminders(alert: Alert, text: Text): string[] {
  const home = alert.category === 'home' || (alert.category === 'violence' && alert.about === 'home');
  const offence = alert.category === 'sexual_harassment' && alert.about === 'staff';
  return [
    ...(home ? [text('reminder.meldcode')] : []),
    ...(offence ? [text('reminder.duty_to_report')] : []),
  ];
}
