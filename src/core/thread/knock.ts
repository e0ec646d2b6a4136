import { firstName } from '../school/people.js';
import type { TurnEnv } from './env.js';
import type { OutMessage } from './message.js';
import { enqueue } from './reply.js';
import { languageOf, type Thread } from './thread.js';

/** The template of "there is a message for you", for words that may not go out by themselves. */
export const knockTemplate = 'knock';

/** What comes back when its button is tapped: it only opens the window. */
export const knockPayload = 'knock';

/** Says outside the window that something waits, once, with the approved template. The words follow the tap. */
export function knock(thread: Thread, env: TurnEnv): Thread {
  const waiting = thread.outbox.some(
    (one) =>
      one.message.kind === 'text' && one.message.template?.name === knockTemplate && one.status !== 'dead',
  );
  if (waiting) return thread;
  const name = firstName(thread.profile);
  const language = languageOf(thread);
  const words = env.render(env.current, language, { key: 'app.knock', params: { name } });
  const text: OutMessage = {
    kind: 'text',
    text: words,
    choices: [
      { id: knockPayload, label: env.render(env.current, language, { key: 'app.knock_button', params: {} }) },
    ],
    template: { name: knockTemplate, language, variables: [name], text: words },
  };
  return enqueue(thread, text, { talk: null, urgent: false, report: null }, env.now).thread;
}
