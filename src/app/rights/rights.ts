import { z } from 'zod';
import { resumeAfter, tell } from '../../core/thread/turn/answering.js';
import type { TurnEnv } from '../../core/thread/env.js';
import { namesAround } from '../../core/thread/names.js';
import { enqueue } from '../../core/thread/delivery/reply.js';
import { hasSeen, languageOf, markSeen, threadId, type Thread } from '../../core/thread/thread.js';
import { day, type Instant } from '../../core/time.js';
import { longestRetention } from '../conversation/archive.js';
import type { Deps } from '../deps.js';
import type { Handlers } from '../handlers.js';
import { refs } from '../refs.js';
import { unlessGone } from '../conversation/threads.js';

/** How long a link to somebody's own data works. */
export const linkTerm = day;

const linkBody = z.object({ person: z.string() });

/** Whose data a link shows; null for one that never was, or that ran out. */
export async function personOfLink(
  { store, ids, school }: Pick<Deps, 'store' | 'ids' | 'school'>,
  token: string,
): Promise<string | null> {
  const stored = await store.get(refs.link(school.id, ids.hash(token)));
  return linkBody.safeParse(stored?.body).data?.person ?? null;
}

/**
 * Notes that somebody of the school looked at what is kept about a student; it lies with him, and he can see it.
 * `once`: looks of the same name are one.
 */
export async function recordLook(
  { store, ids, school, clock }: Pick<Deps, 'store' | 'ids' | 'school' | 'clock'>,
  person: string,
  { by, what, once }: { by: string; what: string; once?: string },
): Promise<void> {
  const at = clock.now();
  const ref = refs.look(threadId(school.id, person), once ?? ids.next());
  const item = { ...ref, body: { v: 1, by, at, what }, sort: String(at).padStart(15, '0') };
  await store.put({ ...item, expiresAt: at + longestRetention }, { absent: true });
}

/**
 * Answers "mijn gegevens": what is kept, and a link to all of it. The link leaves as a message of its own that no
 * transcript shows: whoever reads along there must not be able to open it.
 */
export async function sendDataLink(handlers: Handlers, person: string, entry: string): Promise<void> {
  const { deps, threads, deliveries } = handlers;
  const { store, ids, school, clock, publicUrl } = deps;
  const token = ids.token();
  const item = { ...refs.link(school.id, ids.hash(token)), body: { v: 1, person } };
  await store.put({ ...item, expiresAt: clock.now() + linkTerm }, { absent: true });
  const url = `${publicUrl}/history/mine/${token}`;
  const committed = await unlessGone(
    threads.change(person, (thread, env) =>
      hasSeen(thread, entry) ? null : answered(markSeen(thread, entry), url, env),
    ),
  );
  deliveries.follow(committed);
}

function answered(thread: Thread, url: string, env: TurnEnv): Thread {
  const { begeleider } = namesAround(thread, env);
  const params = { begeleider, retention: env.school.retentionMonths };
  const told = tell(thread, { key: 'rechten.gegevens', params }, env);
  const text = env.render(env.current, languageOf(thread), { key: 'rechten.link', params: { url } });
  const message = { kind: 'text' as const, text, choices: [], template: null };
  const about = { talk: null, urgent: false, report: null };
  return resumeAfter(enqueue(told, message, about, env.now).thread, env);
}

/** Erases what the student answered until then. The rest of the work goes on by itself, whatever happens here. */
export async function eraseAnswers({ erasures }: Handlers, person: string, at: Instant): Promise<void> {
  erasures.wake(await erasures.begin(person, 'answers', at));
}
