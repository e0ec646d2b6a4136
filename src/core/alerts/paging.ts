import { minute, type Instant } from '../time.js';
import { refresh } from './posts.js';
import type { Alert } from './state.js';
import { inOfficeHours } from '../school/calendar.js';
import type { School } from '../school/school.js';

/** Times that somebody on call is called for one alert. */
export const pageLimit = 3;
const pageEvery = 10 * minute;

/** An acute alert outside office hours also rings the telephone of whoever is on call, if he was sent it. */
export function pageOnCall(alert: Alert, school: School, now: Instant): Alert {
  const { onCall } = school;
  const has = alert.recipients.some((one) => one.person === onCall);
  if (onCall === undefined || !has || alert.severity !== 'acute' || inOfficeHours(school, now)) return alert;
  return withPage(alert, onCall, 1, now);
}

function withPage(alert: Alert, person: string, round: number, at: Instant): Alert {
  const id = `${alert.id}:page:${round}`;
  if (alert.jobs.some((job) => job.id === id)) return alert;
  const task = { type: 'page', alert: alert.id, person, round } as const;
  return { ...alert, jobs: [...alert.jobs, { id, task, attempts: 0, dueAt: at }] };
}

/** Whether calling still helps: nobody looked yet, and not for hours. */
export const stillPages = (alert: Alert, now: Instant): boolean =>
  alert.status === 'new' && now - alert.at < 4 * pageLimit * pageEvery;

/** He was called, or could not be: it stands on every card, and he is called again until somebody looks. */
export function paged(
  alert: Alert,
  { person, round, outcome }: { person: string; round: number; outcome: 'sent' | 'failed' },
  now: Instant,
): Alert {
  if ((alert.pages ?? []).some((one) => one.round === round)) return alert;
  const pages = [...(alert.pages ?? []), { person, round, at: now, outcome }];
  const told = refresh({ ...alert, pages }, now);
  const again = outcome === 'sent' && round < pageLimit && alert.status === 'new';
  return again ? withPage(told, person, round + 1, now + pageEvery) : told;
}
