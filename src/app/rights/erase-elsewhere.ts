import { everyItem } from '../items.js';
import { aboutAnswers, aboutPerson, type IsAbout } from '../../core/rights/about.js';
import { sentLeft } from '../../core/rights/erasure.js';
import { withoutTraces, type StudentTraces } from '../../core/rights/staff-traces.js';
import type { TurnEnv } from '../../core/thread/env.js';
import type { Card } from '../../core/thread/card.js';
import type { Address } from '../../core/thread/message.js';
import { languageOf, threadId, type Thread } from '../../core/thread/thread.js';
import type { Forgotten } from '../../ports/channel.js';
import { done, type EraseParts, type EraseStep, type StepResult } from './erase-parts.js';
import { eraseLease, type HeldErasure } from './held-erasure.js';
import { peoplePartition, refs } from '../refs.js';
import { unlessGone } from '../conversation/threads.js';

/** Takes him out of the threads of staff; cards about him are changed where they stand in their chats. */
export const eraseFromStaff: EraseStep = async ({ deps, threads, deliveries }, held) => {
  const traces = await tracesOf(deps, held);
  const partition = peoplePartition(deps.school.id, ['begeleider']);
  for await (const { body } of everyItem<{ id: string }>(deps.store, { partition, kind: 'person' })) {
    const committed = await unlessGone(
      threads.change(body.id, (thread, env) => {
        const instead = {
          erased: plainCard(thread, env, 'card.erased'),
          outdated: plainCard(thread, env, 'staf.outdated'),
        };
        const cleaned = withoutTraces(thread, traces, instead, env.now);
        return cleaned === thread ? null : cleaned;
      }),
    );
    deliveries.follow(committed);
  }
  return done;
};

/** What names him, without the worries that are still there: those go on. */
async function tracesOf(deps: EraseParts['deps'], held: HeldErasure): Promise<StudentTraces> {
  const { person, name, upTo } = held.pending();
  const { id: school } = deps.school;
  const all = held.erasure().scope === 'all';
  const isHis: IsAbout = all ? aboutPerson(school, person) : aboutAnswers(school, person, upTo);
  const open: string[] = [];
  for await (const item of everyItem(deps.store, { partition: threadId(school, person), kind: 'alert' }))
    open.push(item.id);
  const goesOn = (id: string): boolean => open.some((alert) => id === alert || id.startsWith(`${alert}:`));
  return { isAbout: (id) => isHis(id) && !goesOn(id), name: all ? name : null };
}

/** A card of a title and one sentence. */
function plainCard(thread: Thread, env: TurnEnv, name: string): Card {
  const text = (key: string): string =>
    env.render(env.current, languageOf(thread), { key: `${name}.${key}`, params: {} });
  const [title, note] = [text('title'), text('note')];
  return { summary: title, title, tone: 'default', facts: [], words: null, notes: [note], actions: [] };
}

/** Lets the providers forget him. What they cannot do now is asked again. */
export const eraseChannels: EraseStep = async ({ deps }, held) => {
  const results: StepResult[] = [];
  for (const address of held.pending().addresses) results.push(await forget(deps, held, address));
  return results.find((one) => one.kind === 'later') ?? done;
};

async function forget(deps: EraseParts['deps'], held: HeldErasure, address: Address): Promise<StepResult> {
  const channel = deps.channels.get(address.channel);
  if (channel === undefined)
    return { kind: 'later', afterMs: null, reason: `${address.channel} is not connected here` };
  if (channel.forget === undefined) return done;
  const until = await untilWhen(deps, held, address);
  const forgotten = await channel.forget(address, { until, sent: held.pending().sent });
  note(deps, address, forgotten);
  if (forgotten.status === 'done') return done;
  // What is taken back need not be asked for again.
  await held.save(sentLeft(held.erasure(), forgotten.left), eraseLease);
  return { kind: 'later', afterMs: forgotten.afterMs, reason: forgotten.reason };
}

/** Of an address that is nobody's any more everything goes, also what came after; of another only what was before. */
async function untilWhen({ store, school, clock }: EraseParts['deps'], held: HeldErasure, to: Address) {
  const { scope, at } = held.erasure();
  if (scope === 'answers') return at;
  const owner = await store.get(refs.address(school.id, to.channel, to.address));
  return owner === null ? clock.now() : at;
}

function note({ log, metrics }: EraseParts['deps'], { channel }: Address, forgotten: Forgotten): void {
  const { status, removed } = forgotten;
  metrics.count('forgotten', { channel, status });
  log.info('erase.forgotten', { channel, status, removed, kept: status === 'done' ? forgotten.kept : null });
}

/** Tells the student that his answers are gone; a worry that stays is said. */
export const tellStudent: EraseStep = async ({ post }, held) => {
  const { person, waiting } = held.pending();
  const key = waiting > 0 ? 'rechten.gewist_zorg' : 'rechten.gewist';
  await post({
    entry: `erased:${held.erasure().at}`,
    ...{ to: person, urgent: false, report: null },
    body: { kind: 'text', text: { key, params: {} } },
  });
  return done;
};
