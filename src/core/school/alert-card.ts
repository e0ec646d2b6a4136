import type { TextRef } from '../script/effect.js';
import type { Card } from '../thread/card.js';
import type { Instant } from '../time.js';
import { isJudgeable } from './alert-judging.js';
import type { Alert } from './alert-state.js';
import { local } from './calendar.js';
import { dayText } from './promise.js';
import type { School } from './school.js';

export type CardEnv = {
  name: (person: string) => string;
  school: School;
  render: (text: TextRef) => string;
};

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
    actions: actionsOf(alert, open, text),
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
  const notes = [...wish(alert, text), ...reminders(alert, text), ...verdictOf(alert, text)];
  return { ...shared, facts, words, notes };
}

/** The worry, and what the student wrote about it later. */
function allWords(alert: Alert, env: CardEnv, text: Text): string {
  const added = (alert.added ?? []).map((one) => `${moment(one.at, env)}: ${one.text}`);
  return added.length === 0 ? alert.words : [alert.words, '', text('added'), ...added].join('\n');
}

type Text = (key: string, params?: TextRef['params']) => string;

function toneOf(alert: Alert): Card['tone'] {
  if (alert.status === 'handled') return 'good';
  if (alert.status === 'seen' || alert.severity === null) return 'default';
  return alert.severity === 'acute' ? 'attention' : 'warning';
}

function actionsOf(alert: Alert, open: boolean, text: Text): Card['actions'] {
  const action = (verb: string, label: string, data: Record<string, string> = {}) => ({
    verb,
    label,
    data: { alert: alert.id, ...data },
  });
  const opening = open ? [] : [action('open', text('open'))];
  const judging =
    open && isJudgeable(alert)
      ? (['right', 'wrong'] as const)
          .filter((verdict) => alert.verdict?.verdict !== verdict)
          .map((verdict) => action('judge', text(`judge.${verdict}`), { verdict }))
      : [];
  if (alert.status === 'handled') return [...opening, ...judging];
  if (alert.status === 'new' && !open) return opening;
  return [
    ...opening,
    ...(alert.status === 'new' ? [action('seen', text('seen'))] : []),
    action('handled', `${text('handled')}: ${text('outcome.talked')}`, { outcome: 'talked' }),
    action('handled', `${text('handled')}: ${text('outcome.declined')}`, { outcome: 'declined' }),
    ...judging,
  ];
}

/** Who has it, who did not get it, and who did what. */
function statusOf(alert: Alert, env: CardEnv, text: Text): string {
  const parts = [
    ...alert.recipients
      .filter((one) => one.status === 'unreachable')
      .map((one) => text('status.passed_on', { name: env.name(one.person) })),
    ...(alert.steps ?? []).map((step) => stepText(step, env, text)),
    ...(alert.seen
      ? [`${text('status.seen', { name: env.name(alert.seen.by) })}, ${moment(alert.seen.at, env)}`]
      : []),
    ...(alert.handled
      ? [
          `${text('status.handled', { name: env.name(alert.handled.by) })}, ${moment(alert.handled.at, env)}: ${text(`outcome.${alert.handled.outcome}`)}`,
        ]
      : []),
  ];
  const after = [
    ...(alert.pickedUp === 'ja' ? [text('status.picked_up')] : []),
    ...(alert.reopenedAt === undefined
      ? []
      : [`${text('status.reopened')}, ${moment(alert.reopenedAt, env)}`]),
  ];
  const all = [...parts, ...after];
  return alert.status === 'new' ? [text('status.new'), ...all].join(' · ') : all.join(' · ');
}

/** A step that time took, with its moment. */
function stepText({ at, from, to }: NonNullable<Alert['steps']>[number], env: CardEnv, text: Text): string {
  const names = from.map(env.name).join(', ');
  const words =
    to === null
      ? text('status.nobody_left', { from: names })
      : text('status.escalated', { from: names, to: env.name(to) });
  return `${words}, ${moment(at, env)}`;
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

const moment = (at: Instant, env: CardEnv): string => local(env.school, at).toFormat('d-M-yyyy HH:mm');
