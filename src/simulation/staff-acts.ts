import type { AlertAction } from '../core/alerts/types.js';
import type { Card } from '../core/thread/card.js';
import type { Inbound } from '../core/thread/message.js';
import { day, minute } from '../core/time.js';
import { alive } from './deliver-in.js';
import { staff } from './people.js';
import { between } from './random.js';
import { violate, type Sim } from './sim.js';
import { note, type Sending } from './watch.js';

/** The card of an alert that nobody looked at came: its reader presses its buttons some time later, or never. */
export function plansToReact(sim: Sim, { person, entry, at, message }: Sending): void {
  const reader = staff.find((one) => one.id === person);
  if (reader === undefined || message.kind !== 'card') return;
  const alert = /^(.+):card:[a-z]+:\d+$/.exec(entry)?.[1];
  if (alert === undefined || reader.reacts === 'never' || !isNew(message.card)) return;
  const reading = `${person} ${alert}`;
  if ((sim.looking.get(reading) ?? 0) >= at) return;
  const random = sim.random(`staff ${person}`);
  const first =
    at + (reader.reacts === 'soon' ? between(random, 2, 60) * minute : between(random, 1, 72) * 60 * minute);
  const verbs: AlertAction['verb'][] = [
    'open',
    'seen',
    'take',
    ...(random() < 0.5 ? (['reply'] as const) : []),
    'handled',
  ];
  const moments = verbs.map((_, nr) => first + nr * between(random, 1, 30) * minute);
  sim.looking.set(reading, Math.max(...moments));
  verbs.forEach((action, nr) =>
    sim.agenda.add({ at: moments[nr] ?? first, person, kind: 'press', alert, action }),
  );
}

/** An alert that is new can be opened and nothing else; one that was handled is good. */
const isNew = ({ actions, tone }: Card): boolean =>
  tone !== 'good' && actions.every(({ verb }) => verb === 'open');

/** Presses one button. Whoever presses again after a failure finds the same outcome. */
export async function presses(
  sim: Sim,
  person: string,
  alert: string,
  verb: AlertAction['verb'],
): Promise<void> {
  const result = await press(sim, person, alert, actionOf(verb, sim.clock.now()));
  // A worry of somebody who was erased goes when it is handled.
  const student = alert.split(':')[1] ?? '';
  if (result === 'refused' && sim.gone.get(student)?.erased !== true)
    violate(sim, '8 a worry never waits', person, `may not ${verb} ${alert} that was sent to him`);
}

/** Somebody of the staff, at work in Teams. */
export const byStaff = (sim: Sim, address: string, providerId: string): Inbound => ({
  ...{ channel: 'teams', address, providerId, at: sim.clock.now() },
  ...{ ref: null, content: { type: 'joined' } },
});

/** What becomes of a press: the card that comes back, or a refusal. */
export async function press(sim: Sim, person: string, alert: string, action: AlertAction): Promise<string> {
  const address = staff.find((one) => one.id === person)?.address ?? '';
  note(sim.watch, sim.clock.now(), person, `presses ${action.verb} on ${alert}`);
  for (let tries = 0; ; tries += 1) {
    try {
      const { app } = await alive(sim, person);
      const by = byStaff(sim, address, `press-${sim.watch.step}`);
      const { kind } = await app.actOnAlert(by, alert, action);
      for (const one of sim.instances) await one.app.idle();
      return kind;
    } catch (error) {
      if (tries >= 20) throw error;
      sim.clock.advance(1000);
    }
  }
}

function actionOf(verb: AlertAction['verb'], now: number): AlertAction {
  switch (verb) {
    case 'open':
    case 'seen':
      return { verb };
    case 'take':
      return { verb, from: '' };
    case 'reply':
      return { verb, text: 'Dank je. Ik kom vandaag bij je langs.' };
    case 'handled':
      return { verb, outcome: 'talked', on: new Date(now - day).toISOString().slice(0, 10) };
    case 'judge':
      return { verb, verdict: 'right' };
  }
}
