import type { InboundContent } from '../core/thread/message.js';
import { start } from './instance.js';
import { violate, type Instance, type Sim } from './sim.js';
import type { SimStudent, Way } from './people.js';
import { oneOf } from './random.js';
import { hear, note, reflectsOn, type Heard } from './watch.js';
import type { Worry } from './words.js';

/** Attempts of a provider to hand a message over. */
const attempts = 25;

/** A process that is alive; a dead one is replaced first, as an operator's supervisor does. */
export async function alive(sim: Sim, of: string): Promise<Instance> {
  for (const [place, instance] of sim.instances.entries())
    if (!instance.life.alive) await replaced(sim, place, instance);
  return oneOf(sim.random(`instance ${of}`), sim.instances);
}

/** Dead processes whose successor is being started. */
const successors = new WeakMap<Instance, Promise<void>>();

/** One dead process has one successor, also when several messages find it dead at once: nobody waits for a second. */
function replaced(sim: Sim, place: number, instance: Instance): Promise<void> {
  const replace = async (): Promise<void> => {
    await instance.app.idle();
    sim.instances[place] = await start(sim);
    note(sim.watch, sim.clock.now(), '', `${instance.life.name} died`);
  };
  const known = successors.get(instance) ?? replace();
  successors.set(instance, known);
  return known;
}

/** A message that is on its way to the product. */
export type Outgoing = { content: InboundContent; mark: string; worry?: Worry | null };

/** Counts up over a run: the provider's ids. */
export function incoming(sim: Sim, student: SimStudent, { content, mark, worry }: Outgoing): Heard {
  const kind = content.type === 'text' || content.type === 'button' ? content.type : 'other';
  const heard: Heard = {
    ...{ person: student.id, providerId: `in-${sim.watch.heard.length + 1}`, at: sim.clock.now() },
    ...{ mark, kind, worry: worry ?? null, accepted: false },
    reflects: reflectsOn(sim.watch, student.id, content.type === 'button' ? content.payload : null),
  };
  hear(sim.watch, heard);
  return heard;
}

/** A message comes in, now and then twice, even at once in two processes; it is sent again until it was taken in. */
export async function handOver(sim: Sim, way: Way, heard: Heard, content: InboundContent): Promise<void> {
  const { faults, watch, clock } = sim;
  const described =
    content.type === 'text' ? content.text : content.type === 'button' ? `[${content.label}]` : content.type;
  note(watch, clock.now(), heard.person, `${heard.providerId} over ${way.channel}: ${described}`);
  const take = async (): Promise<void> => {
    const { app } = await alive(sim, heard.person);
    await app.receive({ ...way, providerId: heard.providerId, at: heard.at, ref: null, content });
    heard.accepted = true;
  };
  const again = faults.happens('message comes twice', way.address);
  if (faults.happens('message comes twice at once', way.address)) await Promise.allSettled([take(), take()]);
  for (let tries = 0; !heard.accepted; tries += 1) {
    if (tries > 0) clock.advance(1000);
    try {
      await take();
    } catch (error) {
      if (tries < attempts) continue;
      const why = error instanceof Error ? error.message : '';
      return violate(sim, '1 what was sent is taken in', heard.person, `${heard.providerId}: ${why}`);
    }
  }
  if (again) await take().catch(() => undefined);
  for (const { app } of sim.instances) await app.idle();
}
