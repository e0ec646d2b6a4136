import type { Invariant } from '../sim.js';
import { marks } from '../marks.js';

/** No words of an answer stand in a log, or in what a notification shows. */
export const nothingLogged = (): Invariant => {
  const words = new RegExp(marks, 'u');
  return {
    name: '11 answer text is never logged',
    onSend: (_, { message, entry }) => {
      const summary = message.kind === 'card' ? message.card.summary : (message.template?.text ?? '');
      return words.test(summary) && message.kind === 'card'
        ? [`the notification of ${entry} shows an answer`]
        : [];
    },
    onStep: async ({ watch }) => {
      return watch.logged
        .splice(0)
        .filter((line) => words.test(line))
        .map(() => ({ person: null, what: 'a log shows an answer' }));
    },
  };
};
