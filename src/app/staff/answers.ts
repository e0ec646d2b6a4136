import type { TextRef } from '../../core/script/effect.js';
import type { StaffEnv } from '../../core/staff/staff-env.js';
import type { Card } from '../../core/thread/card.js';
import { enqueue } from '../../core/thread/delivery/reply.js';
import { hasSeen, markSeen, threadId } from '../../core/thread/thread.js';
import { post } from '../conversation/posts.js';
import { unlessGone } from '../conversation/threads.js';
import type { Deps } from '../deps.js';
import type { Handlers } from '../handlers.js';

/** A card as it is posted: `key` is what it shows, so that a later one takes its place; `about` the students on it. */
export type PostedCard = { card: Card; key: string; about: readonly string[] };

/** What a member of staff is answered. */
export type StaffAnswer = { kind: 'text'; text: TextRef } | ({ kind: 'card' } & PostedCard);

/** What cards for this reader are made with. */
export async function staffEnv(deps: Deps, person: string): Promise<StaffEnv> {
  const { school, clock, contents, texts, publicUrl } = deps;
  const language = (await deps.directory.read()).get(person)?.language ?? 'nl';
  const content = contents.current;
  return {
    ...{ now: clock.now(), school, content, publicUrl },
    render: (text) => texts.render(content, language, text),
  };
}

/** Puts an answer into the chat; the same entry twice is one answer. */
export async function sendAnswer(
  handlers: Handlers,
  to: string,
  entry: string,
  answer: StaffAnswer,
): Promise<void> {
  if (answer.kind === 'card') return putCard(handlers, to, entry, answer);
  const body = { kind: 'text', text: answer.text } as const;
  return post(handlers, { entry, to, urgent: false, body, report: null });
}

/**
 * Posts a card, or changes it where it stands in the chat. `standing`: only a card that stands there is changed, so that
 * what somebody sends as the name of a card posts nothing.
 */
export async function putCard(
  { deps, threads, deliveries }: Handlers,
  to: string,
  entry: string,
  { card, key, about: students }: PostedCard,
  standing = false,
): Promise<void> {
  const about = students.map((student) => threadId(deps.school.id, student));
  const committed = await unlessGone(
    threads.change(to, (thread, env) => {
      if (hasSeen(thread, entry) || (standing && !thread.cards.some((one) => one.key === key))) return null;
      const message = { kind: 'card' as const, card, key, replaces: null, about };
      const asked = { id: entry, talk: null, urgent: false, report: null };
      return enqueue(markSeen(thread, entry), message, asked, env.now).thread;
    }),
  );
  deliveries.follow(committed);
}
