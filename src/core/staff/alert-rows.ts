import type { AlertLine } from '../alerts/line.js';
import { staffText, type StaffEnv } from './staff-env.js';

/** Alerts as counted rows, the gravest first: how grave, whether somebody looked; nobody is named. */
export function alertRows(alerts: readonly AlertLine[], env: StaffEnv): { label: string; value: string }[] {
  const groups = new Map<string, { label: string; value: string; count: number }>();
  for (const alert of alerts) {
    const label = gravity(alert, env);
    const value = staffText(env, `alert.${alert.status}`);
    const key = `${label} ${value}`;
    const known = groups.get(key);
    groups.set(key, { label, value, count: (known?.count ?? 0) + 1 });
  }
  return [...groups.values()].map(({ label, value, count }) => ({ label, value: `${count} × ${value}` }));
}

/** How grave an alert is, in the words of its card. */
export const gravity = ({ severity }: Pick<AlertLine, 'severity'>, env: StaffEnv): string =>
  env.render({ key: `card.${severity === null ? 'category.unread' : `severity.${severity}`}`, params: {} });
