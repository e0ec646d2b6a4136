import type { Address } from '../../core/thread/message.js';
import type { Instant } from '../../core/time.js';
import type { Forgotten, ToForget } from '../../ports/channel.js';
import { answerIn, requestFailed } from './outcomes.js';
import type { TwilioClient } from './twilio-client.js';

/** Messages asked for at once, and removed side by side: far below what Twilio takes from one account. */
const pageSize = 500;
const atOnce = 4;

type Listed = { sid: string; media: boolean };

/**
 * Removes every message to and from a person at Twilio, with its media (Messages and Media: delete). One that is on its
 * way cannot be removed yet, and is left for the next time, as is everything once Twilio says that it is too much.
 */
export async function forgetAtTwilio(
  client: TwilioClient,
  who: Address,
  { until, sent }: ToForget,
): Promise<Forgotten> {
  const person = `whatsapp:${who.address}`;
  const count = { removed: 0, left: 0 };
  const later = (reason: string): Forgotten => ({
    ...{ status: 'later', removed: count.removed, left: sent, afterMs: null, reason },
  });
  try {
    const waiting = [
      ...(await listed(client, { from: person }, until)),
      ...(await listed(client, { to: person }, until)),
    ];
    await sideBySide(waiting, async (one) => void (count[await removed(client, one)] += 1));
  } catch (error) {
    const { status, code } = answerIn(error);
    return later(`code ${code ?? status ?? 'none'}`);
  }
  if (count.left === 0) return { status: 'done', removed: count.removed, kept: 0 };
  return later(`${count.left} on their way`);
}

/** The first error stops them all: a provider that has enough is asked nothing more. */
async function sideBySide<T>(waiting: T[], task: (one: T) => Promise<void>): Promise<void> {
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      try {
        await task(one);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Only ids are kept of what is listed. The API has whole seconds. */
async function listed(
  client: TwilioClient,
  side: { from: string } | { to: string },
  until: Instant,
): Promise<Listed[]> {
  const messages = await client.messages.list({ ...side, pageSize });
  return messages
    .filter((one) => one.dateCreated.getTime() <= until)
    .map(({ sid, numMedia }) => ({ sid, media: Number(numMedia) > 0 }));
}

/** First what hangs on the message, so that a crash between the two leaves something to find it by. */
async function removed(client: TwilioClient, { sid, media }: Listed): Promise<'removed' | 'left'> {
  const message = client.messages(sid);
  if (media) {
    for (const one of await message.media.list().catch(none))
      await remove(() => message.media(one.sid).remove());
  }
  return remove(() => message.remove());
}

const none = (error: unknown): [] => {
  if (answerIn(error).status === 404) return [];
  throw error;
};

/** Twilio's code for a message that is not at its end yet. */
const onItsWay = '20009';

/** What is gone already is removed. */
async function remove(run: () => Promise<boolean>): Promise<'removed' | 'left'> {
  try {
    await run();
    return 'removed';
  } catch (error) {
    const { status, code } = answerIn(error);
    if (status === 404) return 'removed';
    if (code === onItsWay || status === 409) return 'left';
    throw error;
  }
}

/** When Twilio took in a message of a person; null for one that it does not have any more. */
export async function takenInAt(client: TwilioClient, sid: string): Promise<Instant | null> {
  try {
    return (await client.messages(sid).fetch()).dateCreated.getTime();
  } catch (error) {
    if (answerIn(error).status === 404) return null;
    throw requestFailed(error);
  }
}
