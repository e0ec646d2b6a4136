import type { AlertLine } from '../alerts/line.js';
import type { Standing } from '../school/standing.js';
import { attentions, type Attention, type GroupRow } from './view.js';

/** From this many practice days running without an answer on somebody should ask. */
const missedFrom = 2;
/** From this many of the last days with short answers on a talk may help. */
const shortFrom = 3;

type Known = { standing: Standing; alerts: readonly AlertLine[]; toJudge: number };

/** Everything about a student that asks for a person, the most urgent first. */
export function attentionOf({ standing, alerts, toJudge }: Known): Attention[] {
  const open = (severity: AlertLine['severity']): boolean => alerts.some((one) => one.severity === severity);
  const { days, missed, unreachable } = standing;
  const found: Record<Attention, boolean> = {
    alert_acute: open('acute'),
    alert_high: open('high'),
    alert_unread: open(null),
    alert_medium: open('medium'),
    unreachable: unreachable !== null && unreachable !== 'stopped',
    missed: missed >= missedFrom,
    undelivered: unreachable === null && days.at(-1)?.undelivered != null,
    short: days.filter((day) => (day.short ?? 0) > 0).length >= shortFrom,
    to_judge: toJudge > 0,
  };
  return attentions.filter((one) => found[one]);
}

/** Those who need attention first, by what is most urgent; then by name. */
export function sortedRows(known: readonly Known[]): GroupRow[] {
  const rank = ({ attention }: GroupRow): number =>
    attention[0] === undefined ? attentions.length : attentions.indexOf(attention[0]);
  return known
    .map((one) => ({ standing: one.standing, toJudge: one.toJudge, attention: attentionOf(one) }))
    .sort((a, b) => rank(a) - rank(b) || a.standing.name.localeCompare(b.standing.name, 'nl'));
}
