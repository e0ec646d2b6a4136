import type { Instant } from '../time.js';
import type { CardEnv, Text } from '../school/card-env.js';
import type { Alert } from './state.js';
import { local } from '../school/calendar.js';
import { dayText } from './promise.js';

/** A moment on the school's clock, as cards write it. */
export const moment = (at: Instant, { school }: Pick<CardEnv, 'school'>): string =>
  local(school, at).toFormat('d-M-yyyy HH:mm');

/** What became of an alert: who has it, who did not get it, and who did what, in the order in which it happened. */
export function statusOf(alert: Alert, env: CardEnv, text: Text): string {
  const when = (at: Instant): string => moment(at, env);
  const parts = [
    ...alert.recipients
      .filter((one) => one.status === 'unreachable')
      .map((one) => text('status.passed_on', { name: env.name(one.person) })),
    ...(alert.pages ?? []).map(
      ({ person, at, outcome }) =>
        `${text(`status.page_${outcome}`, { name: env.name(person) })}, ${when(at)}`,
    ),
    ...(alert.steps ?? []).map((step) => stepText(step, env, text)),
    ...(alert.seen
      ? [`${text('status.seen', { name: env.name(alert.seen.by) })}, ${when(alert.seen.at)}`]
      : []),
    ...(alert.taken
      ? [`${text('status.taken', { name: env.name(alert.taken.by) })}, ${when(alert.taken.at)}`]
      : []),
    ...(alert.replies ?? []).map(
      ({ by, at }) => `${text('status.replied', { name: env.name(by) })}, ${when(at)}`,
    ),
    ...handledText(alert, env, text),
    ...(alert.pickedUp === 'ja' ? [text('status.picked_up')] : []),
    ...(alert.reopenedAt === undefined ? [] : [`${text('status.reopened')}, ${when(alert.reopenedAt)}`]),
  ];
  return (alert.status === 'new' ? [text('status.new'), ...parts] : parts).join(' · ');
}

function handledText({ handled }: Alert, env: CardEnv, text: Text): string[] {
  if (handled === null) return [];
  const { by, at, outcome, on } = handled;
  if (outcome === 'judged') return [`${text('status.judged')}, ${moment(at, env)}`];
  const day = on === undefined ? '' : ` (${env.render(dayText(env.school, on))})`;
  return [
    `${text('status.handled', { name: env.name(by) })}, ${moment(at, env)}: ${text(`outcome.${outcome}`)}${day}`,
  ];
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
