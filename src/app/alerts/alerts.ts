import { TerugblikError } from '../../core/errors.js';
import { settleJobs, takeJobs, type Job } from '../../core/outbox/job.js';
import { may } from '../../core/school/access.js';
import { alertAlarm, openAlert, readAlert } from '../../core/alerts/alert.js';
import type { Alert } from '../../core/alerts/state.js';
import { escalated } from '../../core/alerts/escalation.js';
import type { AlertAction, AlertDraft } from '../../core/alerts/types.js';
import { alertCard } from '../../core/alerts/card.js';
import type { TextRef } from '../../core/script/effect.js';
import type { Card } from '../../core/thread/card.js';
import type { Instant } from '../../core/time.js';
import { longestRetention } from '../conversation/archive.js';
import type { Deps } from '../deps.js';
import type { InHand } from '../in-hand.js';
import { bucketOf, refs } from '../refs.js';
import { pressed, pressProblem, type Press } from './press.js';

export type ActionResult =
  | { kind: 'card'; card: Card }
  /** This person may not see it, or it is not there: the two look the same from outside. */
  | { kind: 'refused' };

export type Alerts = {
  /** Makes the alert of a draft, once, and posts its cards. */
  raise: (draft: AlertDraft) => Promise<void>;
  change: (id: string, change: (alert: Alert) => Alert) => Promise<Alert | null>;
  /** Presses a button on a card, after checking that this person was sent it. */
  act: (id: string, person: string, action: AlertAction) => Promise<ActionResult>;
  /** The card as this person sees it when it is posted: without the student's words. */
  cardFor: (id: string, person: string) => Promise<Card | null>;
  /** Does what an alert has in its outbox. */
  work: (id: string) => Promise<void>;
};

const conflictLimit = 8;

/** Does one job of an alert; throws when it could not be done yet. */
export type RunAlertJob = (job: Job) => Promise<void>;

export function createAlerts(deps: Deps, inHand: InHand, runJob: RunAlertJob): Alerts {
  const change = (id: string, how: (alert: Alert) => Alert): Promise<Alert | null> =>
    changeAlert(deps, id, how);
  const work = (id: string): Promise<void> => workOff(deps, id, runJob);
  return {
    change,
    work,
    raise: async (draft) => {
      const alert = openAlert(draft, deps.school, deps.clock.now());
      // Kept all the same; whoever runs this must find it at once.
      if (alert.recipients.length === 0) deps.log.error('alert.without_reader', null, { alert: draft.id });
      // A second copy of the same worry finds the first one there: that is enough.
      const put = await deps.store.put(itemOf(alert), { absent: true });
      if (put.ok)
        deps.metrics.count('alerts', { category: draft.category, severity: draft.severity ?? 'unread' });
      await work(draft.id);
    },
    act: async (id, person, action) => {
      const before = await read(deps, id);
      const directory = await deps.directory.read();
      const right = action.verb === 'open' ? 'worry: see' : 'worry: act';
      if (before === null || !may(directory, person, right, before)) return { kind: 'refused' };
      const press: Press = {
        ...{ person, name: directory.get(person)?.name ?? '' },
        ...{ school: deps.school, now: deps.clock.now() },
      };
      const problem = pressProblem(before.alert, action, press);
      const after = await change(id, (alert) =>
        pressed(alert, problem === null ? action : { verb: 'open' }, press),
      );
      if (after === null) return { kind: 'refused' };
      inHand.start(work(id));
      return { kind: 'card', card: await draw(deps, after, person, true, problem) };
    },
    cardFor: async (id, person) => {
      const found = await read(deps, id);
      return found === null ? null : draw(deps, found.alert, person, false);
    },
  };
}

/** The card as this person sees it, in his language; `problem`: why what he filled in was not saved. */
async function draw(
  deps: Deps,
  alert: Alert,
  viewer: string,
  open: boolean,
  problem: string | null = null,
): Promise<Card> {
  const directory = await deps.directory.read();
  const language = directory.get(viewer)?.language ?? 'nl';
  const render = (text: TextRef): string => deps.texts.render(deps.contents.current, language, text);
  const name = (id: string): string => directory.get(id)?.name ?? id;
  const env = { viewer, name, render, school: deps.school, now: deps.clock.now() };
  const card = alertCard(alert, open, env);
  if (problem === null) return card;
  return { ...card, notes: [render({ key: `card.${problem}`, params: {} }), ...card.notes] };
}

type Found = { alert: Alert; etag: string; expiresAt: Instant | undefined };

async function read(deps: Deps, id: string): Promise<Found | null> {
  const stored = await deps.store.get(refs.alert(id));
  if (stored === null) return null;
  const alert = readAlert(stored.body);
  if (alert === null)
    throw new TerugblikError('alert_unreadable', `alert ${id} cannot be read by this version`);
  return { alert, etag: stored.etag, expiresAt: stored.expiresAt };
}

async function changeAlert(deps: Deps, id: string, change: (alert: Alert) => Alert): Promise<Alert | null> {
  for (let round = 0; round < conflictLimit; round += 1) {
    const found = await read(deps, id);
    if (found === null) return null;
    const changed = change(found.alert);
    if (changed === found.alert) return changed;
    const put = await deps.store.put(itemOf(changed, found.expiresAt), { etag: found.etag });
    if (put.ok) return changed;
  }
  throw new TerugblikError('conflict', `alert ${id} was written ${conflictLimit} times meanwhile`);
}

async function workOff(deps: Deps, id: string, runJob: RunAlertJob): Promise<void> {
  let taken: Job[] = [];
  const directory = await deps.directory.read();
  await changeAlert(deps, id, (before) => {
    const now = deps.clock.now();
    const alert = escalated(before, { school: deps.school, directory, now });
    const took = takeJobs(alert.jobs, now);
    taken = took.taken;
    return taken.length === 0 ? alert : { ...alert, jobs: took.jobs };
  });
  if (taken.length === 0) return;
  const outcomes = new Map<string, 'done' | 'failed'>();
  for (const job of taken) {
    try {
      await runJob(job);
      outcomes.set(job.id, 'done');
    } catch (error) {
      deps.log.error('alert.job_failed', error, { alert: id, task: job.task.type });
      outcomes.set(job.id, 'failed');
    }
  }
  await changeAlert(deps, id, (alert) => ({
    ...alert,
    jobs: settleJobs(alert.jobs, outcomes, deps.clock.now()),
  }));
}

/** An alert as an item. It goes two years after it was raised, or at the term that it has: its student left. */
function itemOf(alert: Alert, term?: Instant) {
  const wakeAt = alertAlarm(alert);
  return {
    ...refs.alert(alert.id),
    body: alert,
    sort: String(alert.at).padStart(15, '0'),
    expiresAt: Math.min(alert.at + longestRetention, term ?? Infinity),
    ...(wakeAt === null ? {} : { wakeAt, bucket: bucketOf(alert.id) }),
  };
}
