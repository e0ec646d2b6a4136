import { hour } from '../../core/time.js';
import { talksIn } from '../../core/thread/thread.js';
import { remembered, seenOf, textOf, type Sending } from '../watch.js';
import type { Finding, Invariant, Sim } from '../sim.js';

/** Times that a worry's reply or an alert may be repeated when its outcome is lost. */
const urgentRepeats = 4;

/**
 * A message stands once in a chat. Twice only where the outcome of the first was lost: on Teams once more, a worry's
 * reply or an alert up to four times; on WhatsApp a look-up tells, so that nothing else goes twice.
 */
export const sentOnce = (): Invariant => ({
  name: '4 sends are attempts',
  onSend: (sim, sending) => {
    const all = sim.watch.ofEntry.get(sending.entry) ?? [];
    if (all.length < 2 || !sending.arrived) return [];
    const arrived = all.filter((one) => one.arrived).length;
    const most = allowed(sim, all, sending);
    return arrived > most && !isTwin(sim, sending)
      ? [`${sending.entry} stands ${arrived} times in the chat, at most ${most}`]
      : [];
  },
  daily: async (sim) => [...sim.watch.threads.values()].flatMap(({ now }) => shownAsSent(sim, now.person)),
});

function allowed(sim: Sim, all: readonly Sending[], { recorded, channel, at }: Sending): number {
  const lost = all.slice(0, -1).filter((one) => one.outcome === 'lost').length + notKept(sim, all, at);
  if (recorded?.urgent === true) return 1 + Math.min(lost, urgentRepeats);
  // Who may be written to on two channels gets it on the other one when the first refused it.
  return channel === 'teams' || all.some((one) => one.channel === 'teams') ? 1 + Math.min(lost, 1) : 1;
}

/**
 * A look-up cannot tell messages with the same words apart, and neither can who reads them: another that never left may
 * have been taken for this one. Together they are not too many.
 */
function isTwin({ watch }: Sim, { person, message, at }: Sending): boolean {
  const words = textOf(message);
  const { sendings } = seenOf(watch, person);
  const same = sendings.filter((one) => one.at > at - hour && textOf(one.message) === words);
  return same.filter((one) => one.arrived).length <= new Set(same.map((one) => one.entry)).size;
}

/** An outcome is lost as well when its process dies, or the store is away when it is to be put down. */
function notKept({ faults, school }: Sim, all: readonly Sending[], at: number): number {
  const [first] = all;
  if (first === undefined || all.length < 2) return 0;
  const partition = `${school.id}:${first.person}`;
  return faults.log.filter(
    (one) =>
      one.at >= first.at &&
      one.at <= at &&
      (one.kind.startsWith('process dies') || (one.to === partition && !one.kind.startsWith('conflict'))),
  ).length;
}

/** What a transcript shows as sent did leave, or another with the same words did; as far back as attempts are remembered. */
function shownAsSent({ watch, clock }: Sim, person: string): Finding[] {
  const thread = watch.threads.get(person)?.now;
  if (thread === undefined) return [];
  const { arrived } = seenOf(watch, person);
  return talksIn(thread)
    .flatMap((talk) => talk.transcript)
    .filter((line) => line.from === 'bot' && line.at > clock.now() - remembered)
    .filter((line) => line.delivery === 'sent' || line.delivery === 'delivered')
    .filter((line) => !arrived.has(line.id) && !arrived.has(line.text))
    .map((line) => ({ person, what: `${line.id} is shown as ${line.delivery ?? ''} and never left` }));
}
