import type { Job } from '../core/outbox/job.js';
import type { Alert } from '../core/alerts/state.js';
import type { Deps } from './deps.js';
import { answered, delivered, mentorAnswered, pickedUp, wordsAdded } from '../core/alerts/alert.js';
import type { Thread } from '../core/thread/thread.js';
import { archiveTalk } from './conversation/archive.js';
import { rewordKept } from './conversation/reword.js';
import type { Handlers } from './handlers.js';
import { carryOutTerm } from './rights/leavers.js';
import { recordDay } from './days/ledger.js';
import { answerAsk } from './staff/asks.js';
import { carryOutOrder } from './staff/orders.js';
import { sendDayCard } from './staff/day-cards.js';
import { tellStanding } from './days/standings.js';
import { post } from './conversation/posts.js';
import { eraseAnswers, sendDataLink } from './rights/rights.js';
import { secondReading } from './alerts/second-reading.js';
import { pageSomebody } from './alerts/paging.js';
import { showList, showProgress } from './history/own-progress.js';
import { keepShare } from './history/kept-shares.js';
import { showExample, unshare } from './history/sharing.js';
import { listAlert } from './alerts/alert-lists.js';
import { runFileJob } from './media/jobs.js';
import { recordVerdict } from './alerts/verdicts.js';
import { listUndelivered } from './conversation/undelivered.js';

/** What the student answered about an alert. */
function takeAnswer(
  alert: Alert,
  { name, value }: Extract<Job['task'], { type: 'alert_answer' }>,
  { school, clock }: Deps,
): Alert {
  switch (name) {
    case 'picked_up':
      return pickedUp(alert, value, school, clock.now());
    case 'mentor_may':
      return mentorAnswered(alert, value === 'true', clock.now());
    case 'reach':
    case 'talk':
      return answered(alert, name, value, school, clock.now());
  }
}

type AlertTask = Extract<
  Job['task'],
  { type: 'raise_alert' | 'alert_answer' | 'alert_words' | 'alert_delivery' }
>;

/** Does one job about an alert: what it is told changes it, and it goes on from there. */
async function runAlertJob({ deps, alerts }: Handlers, task: AlertTask): Promise<void> {
  switch (task.type) {
    case 'raise_alert':
      return alerts.raise(task.draft);
    case 'alert_answer':
      await alerts.change(task.alert, (alert) => takeAnswer(alert, task, deps));
      return alerts.work(task.alert);
    case 'alert_words':
      await alerts.change(task.alert, (alert) => wordsAdded(alert, task, deps.clock.now()));
      return alerts.work(task.alert);
    case 'alert_delivery':
      await alerts.change(task.alert, (alert) =>
        delivered(alert, task.person, task.outcome, task.reason, deps.clock.now()),
      );
      return alerts.work(task.alert);
  }
}

/** Does one job. Every handler may run twice: its effect is bound to an id that the task carries. */
export async function runJob(handlers: Handlers, job: Job, thread: Thread | null): Promise<void> {
  const { task } = job;
  const { deps } = handlers;
  switch (task.type) {
    case 'raise_alert':
    case 'alert_answer':
    case 'alert_words':
    case 'alert_delivery':
      return runAlertJob(handlers, task);
    case 'page':
      return pageSomebody(handlers, task);
    case 'list_alert':
      return listAlert(deps, task.alert);
    case 'keep_file':
    case 'drop_file':
    case 'forget_files':
    case 'hear_file':
    case 'alert_file':
      return runFileJob(handlers, thread, task);
    case 'second_reading':
      return secondReading(handlers, thread, task);
    case 'record_verdict':
      return recordVerdict(deps, task);
    case 'archive_talk':
      return archiveTalk(deps, thread, task.talk);
    case 'reword':
      return thread === null ? undefined : rewordKept(handlers, thread, task);
    case 'set_term':
      return thread === null ? undefined : carryOutTerm(handlers, thread, task);
    case 'record_day':
      return recordDay(deps.store, deps.school.id, task.news);
    case 'tell_standing':
      return thread === null ? undefined : tellStanding(deps.store, thread, task.gone, deps.clock.now());
    case 'undelivered':
      return listUndelivered(deps, thread, task);
    case 'staff_order':
      return carryOutOrder(handlers, thread, task);
    case 'staff_ask':
      return thread === null ? undefined : answerAsk(handlers, thread.person, task);
    case 'day_card':
      return thread === null ? undefined : sendDayCard(handlers, thread.person, task.date);
    case 'show_progress':
      return thread === null ? undefined : showProgress(handlers, thread.person, task.entry);
    case 'show_list':
      return thread === null ? undefined : showList(handlers, thread.person, task.entry);
    case 'share_moment':
      return thread === null ? undefined : keepShare(deps, thread, task);
    case 'unshare':
      return thread === null ? undefined : unshare(handlers, thread.person, task.entry);
    case 'show_example':
      return thread === null ? undefined : showExample(handlers, thread, task.entry);
    case 'show_data':
      return thread === null ? undefined : sendDataLink(handlers, thread.person, task.entry);
    case 'erase_answers':
      return thread === null ? undefined : eraseAnswers(handlers, thread.person, task.at);
    case 'post':
      return post(handlers, task.post);
  }
}
