import type { Entry } from '../../outbox/entry.js';
import type { TurnEnv } from '../env.js';
import { addJob } from '../job.js';
import { notArrived } from './unreachable.js';
import type { Talk, Thread } from '../thread.js';
import type { Line } from '../transcript.js';

/** Changes an entry, shows it in the transcript, and tells the alert that waits for it. */
export function changeEntry(
  thread: Thread,
  id: string,
  change: (entry: Entry) => Entry,
  env: TurnEnv,
): Thread {
  const before = thread.outbox.find((one) => one.id === id);
  if (!before) return thread;
  const after = change(before);
  if (after === before) return thread;
  const noted = noteSend(shown(replaceEntry(thread, after), after), after);
  const changed = after.status === 'dead' ? notArrived(noted, after, env) : noted;
  const arrived = after.status === 'delivered' || (after.status === 'sent' && before.status !== 'sent');
  if (after.report === null || (!arrived && after.status !== 'dead')) return changed;
  return addJob(
    changed,
    {
      type: 'alert_delivery',
      alert: after.report.alert,
      person: thread.person,
      outcome: arrived ? 'sent' : 'unreachable',
      reason: after.reason ?? '',
    },
    env,
  );
}

/** More than go to one person within the minutes that a look-up looks at: what is passed by must still be known. */
const sendsLimit = 100;

function noteSend(thread: Thread, { providerId }: Entry): Thread {
  if (providerId === null || thread.sends.includes(providerId)) return thread;
  return { ...thread, sends: [...thread.sends, providerId].slice(-sendsLimit) };
}

const shownAs: Readonly<Partial<Record<Entry['status'], Line['delivery']>>> = {
  sent: 'sent',
  delivered: 'delivered',
  unknown: 'unknown',
  dead: 'failed',
};

function shown(thread: Thread, entry: Entry): Thread {
  const delivery = shownAs[entry.status] ?? 'waiting';
  const { providerId } = entry;
  const known =
    providerId === null ? {} : entry.channel === 'teams' ? { providerId } : { whatsappId: providerId };
  return changeLine(thread, entry, (line) => ({ ...line, ...known, delivery }));
}

/** Changes the line that an entry has in a transcript. */
export function changeLine(thread: Thread, entry: Entry, change: (line: Line) => Line): Thread {
  const mark = (talk: Talk): Talk =>
    talk.id === entry.talk
      ? { ...talk, transcript: talk.transcript.map((line) => (line.id === entry.id ? change(line) : line)) }
      : talk;
  return { ...thread, talk: thread.talk === null ? null : mark(thread.talk), ended: thread.ended.map(mark) };
}

/** Puts another version of an entry in its place. */
export const replaceEntry = (thread: Thread, entry: Entry): Thread => ({
  ...thread,
  outbox: thread.outbox.map((one) => (one.id === entry.id ? entry : one)),
});
