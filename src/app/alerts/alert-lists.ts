import { readAlert } from '../../core/alerts/alert.js';
import {
  alertLine,
  alertStatus,
  lineOrder,
  readAlertLine,
  readAlertStatus,
  type AlertLine,
  type AlertStatus,
} from '../../core/alerts/line.js';
import type { Alert } from '../../core/alerts/state.js';
import { addMonths } from '../../core/school/calendar.js';
import type { Ref, Stored } from '../../ports/store.js';
import type { Deps } from '../deps.js';
import { changeItem, everyItem, removeItem } from '../items.js';
import { refs } from '../refs.js';

type ListDeps = Pick<Deps, 'store' | 'school'>;

/** Puts an alert as it stands on the list of each of its readers and of the coordinators. Older news changes nothing. */
export async function listAlert(deps: ListDeps, id: string): Promise<void> {
  const stored = await deps.store.get(refs.alert(id));
  const alert = stored === null ? null : readAlert(stored.body);
  if (alert === null || stored === null) return;
  const line = alertLine(alert);
  for (const { person } of alert.recipients)
    await putLine(deps, refs.alertOf(deps.school.id, person, id), line, alert, stored);
  await putLine(deps, refs.alertStatus(deps.school.id, id), alertStatus(alert), alert, stored);
}

function putLine(
  { store, school }: ListDeps,
  ref: Ref,
  body: AlertLine | AlertStatus,
  { handled, status }: Alert,
  { expiresAt }: Stored,
): Promise<void> {
  // A line leads to a student by name: what is handled leaves the list when answers of leavers would go.
  const term =
    status === 'handled' && handled !== null
      ? addMonths(school, handled.at, school.retentionMonths)
      : Infinity;
  return changeItem(store, ref, (known) => {
    if (known !== null && (known.body as AlertLine).revision >= body.revision) return null;
    return { body, sort: lineOrder(body), expiresAt: Math.min(expiresAt ?? Infinity, term) };
  });
}

/** Takes an alert that is gone off every list. */
export async function unlistAlert({ store, school }: ListDeps, alert: Alert): Promise<void> {
  for (const { person } of alert.recipients)
    await removeItem(store, refs.alertOf(school.id, person, alert.id));
  await removeItem(store, refs.alertStatus(school.id, alert.id));
}

/** The open alerts that somebody was sent, the gravest first. Costs what is open, not what there ever was. */
export async function openAlertsOf({ store, school }: ListDeps, person: string): Promise<AlertLine[]> {
  const { partition } = refs.alertOf(school.id, person, '');
  return open(store, partition, readAlertLine);
}

/** Every open alert of the school, for the coordinators. */
export async function openAlertStatus({ store, school }: ListDeps): Promise<AlertStatus[]> {
  return open(store, refs.alertStatus(school.id, '').partition, readAlertStatus);
}

async function open<Line extends { status: Alert['status'] }>(
  store: ListDeps['store'],
  partition: string,
  read: (body: unknown) => Line,
): Promise<Line[]> {
  const found: Line[] = [];
  for await (const item of everyItem(store, { partition, kind: 'alert_of', order: 'desc' })) {
    const line = read(item.body);
    if (line.status === 'handled') break;
    found.push(line);
  }
  return found;
}

/** What was handed to somebody, open ones first, by the page. */
export async function alertsOf(
  { store, school }: ListDeps,
  person: string,
  after: string | null,
  limit = 40,
): Promise<{ lines: AlertLine[]; next: string | null }> {
  const { partition } = refs.alertOf(school.id, person, '');
  const page = await store.list({
    ...{ partition, kind: 'alert_of', order: 'desc', limit },
    ...(after === null ? {} : { after }),
  });
  return { lines: page.items.map((item) => readAlertLine(item.body)), next: page.next };
}
