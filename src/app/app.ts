import { reported } from '../core/thread/delivery/outcomes.js';
import { tidy } from '../core/thread/tidy.js';
import type { DeliveryReport, Inbound } from '../core/thread/message.js';
import { wake } from '../core/thread/wake.js';
import type { AddressBook } from './conversation/address-book.js';
import type { AlertAction } from '../core/alerts/types.js';
import type { ActionResult, Alerts } from './alerts/alerts.js';
import { createHandlers } from './create-handlers.js';
import { openDay, type OpenDay, type OpenedDay } from './days/days.js';
import type { Deliveries } from './conversation/deliveries.js';
import type { Deps } from './deps.js';
import { createDispatcher, type Dispatcher } from './dispatch/dispatcher.js';
import { createHistory, type HistoryPages } from './history/create-history.js';
import { createInHand } from './in-hand.js';
import type { Erasures } from './rights/erasures.js';
import { createJoining } from './joining/joining.js';
import { createLeases } from './dispatch/leases.js';
import { receiveMessage, type ReceiveOutcome } from './conversation/receive.js';
import { createReconcile, type Reconcile } from './reconcile/reconcile.js';
import { createTemplates, type Templates } from './content/templates.js';
import { pressAsStaff } from './staff/presses.js';
import type { StaffPress } from '../core/staff/staff-press.js';
import { personOfThread, unlessGone, type Threads } from './conversation/threads.js';

/** Terugblik without its adapters: everything that channels, pages and commands may ask of it. */
export type App = {
  receive: (inbound: Inbound) => Promise<ReceiveOutcome>;
  /** Takes in a provider's report on something that was sent. */
  report: (report: DeliveryReport) => Promise<void>;
  /** A button on an alert card, pressed by whoever has this address. */
  actOnAlert: (by: Inbound, alert: string, action: AlertAction) => Promise<ActionResult>;
  /** A button on another card of staff: the day, a choice, a list. */
  actAsStaff: (by: Inbound, press: StaffPress) => Promise<ActionResult>;
  openDay: (day: OpenDay) => Promise<OpenedDay>;
  /** Looking back, for staff; every function asks the rights table. */
  history: HistoryPages;
  dispatcher: Dispatcher;
  /** What no webhook brought. */
  reconcile: Pick<Reconcile, 'arm' | 'run'>;
  templates: Pick<Templates, 'check'>;
  /** Resolves when deliveries and jobs in hand are done. */
  idle: () => Promise<void>;
  /** Stops taking due work, finishes what is in hand and gives the leases back. */
  stop: () => Promise<void>;
  threads: Threads;
  erasures: Pick<Erasures, 'begin' | 'work'>;
};

export function createApp(deps: Deps, instance: string): App {
  const inHand = createInHand((error) => deps.log.error('background.failed', error));
  const handlers = createHandlers(deps, inHand);
  const { threads, addresses, alerts, deliveries, erasures } = handlers;
  const joining = createJoining(deps, addresses);
  const leases = createLeases(deps, instance);
  const reconcile = createReconcile(deps, inHand, {
    receive: (inbound) => receiveMessage({ deps, threads, deliveries, alerts, addresses, joining }, inbound),
    report: (report) => takeReport(deps, threads, deliveries, addresses, report),
  });
  const templates = createTemplates(deps, inHand);
  const dispatcher = createDispatcher(deps, leases, async (item) => {
    await inHand.room();
    if (item.kind === 'alert') return alerts.work(item.id);
    if (item.kind === 'thread') return wakeThread(deps, threads, deliveries, item.id);
    if (item.kind === 'tombstone') return erasures.wake(item);
    if (item.kind === 'mark') await Promise.all([reconcile.wake(item.id), templates.wake(item.id)]);
  });
  return {
    history: createHistory(handlers),
    receive: reconcile.receive,
    report: reconcile.report,
    actOnAlert: async (by, alert, action) => {
      const person = await addresses.personAt(by);
      return person === null ? { kind: 'refused' } : alerts.act(alert, person, action);
    },
    actAsStaff: async (by, press) => {
      const person = await addresses.personAt(by);
      return person === null ? { kind: 'refused' } : pressAsStaff(handlers, person, press, by.providerId);
    },
    openDay: async (day) => {
      const opened = await openDay(threads, day);
      if ('committed' in opened) deliveries.follow(opened.committed);
      return opened;
    },
    dispatcher,
    reconcile,
    templates,
    threads,
    erasures,
    idle: inHand.idle,
    stop: async () => {
      await dispatcher.stop();
      await inHand.idle();
      // A store that is gone cannot take them back: their term runs out by itself.
      const back = Promise.all([leases.release(), deps.budget.release()]);
      await back.catch((error: unknown) => deps.log.error('leases.not_released', error));
    },
  };
}

async function wakeThread(deps: Deps, threads: Threads, deliveries: Deliveries, id: string): Promise<void> {
  const person = personOfThread(deps.school.id, id);
  const committed = await unlessGone(threads.change(person, (thread, env) => wake(thread, env)));
  if (committed === null) return;
  await deliveries.lookUpLost(committed.thread);
  deliveries.follow(committed);
}

async function takeReport(
  deps: Deps,
  threads: Threads,
  deliveries: Deliveries,
  addresses: AddressBook,
  report: DeliveryReport,
): Promise<void> {
  const person = await addresses.personAt(report);
  if (person === null) return;
  const committed = await unlessGone(
    threads.change(person, (thread, env) => {
      const changed = reported(thread, report, env);
      return changed === thread ? null : tidy(changed, env);
    }),
  );
  const { channel, entry, status, code } = report;
  if (committed !== null && (status === 'failed' || status === 'blocked'))
    deps.log.warn('delivery.failed', { entry, channel, reason: `code ${code ?? 'unknown'}` });
  deliveries.follow(committed);
}

export type { Alerts };
