import { localDate } from '../school/calendar.js';
import { tell } from '../thread/turn/answering.js';
import type { TurnEnv } from '../thread/env.js';
import { addJob } from '../thread/job.js';
import type { Inbound } from '../thread/message.js';
import { staffAsk, staffOrder } from '../thread/turn/staff-words.js';
import { languageOf, type Thread } from '../thread/thread.js';
import { armDayCard } from './day-clock.js';
import { helpLines } from './help.js';

/**
 * Answers a member of staff. What he asks for is found and done by a job, whose answer follows; what else he writes to
 * the program is not kept.
 */
export function answerStaff(before: Thread, { content, providerId }: Inbound, env: TurnEnv): Thread {
  const thread = armDayCard(before, env);
  if (content.type === 'joined') return tell(thread, 'card.welcome', env);
  if (content.type !== 'text') return thread;
  const today = localDate(env.school, env.now);
  const order = staffOrder(content.text, today);
  if (order !== null)
    return addJob(thread, { type: 'staff_order', entry: `${thread.id}:order:${providerId}`, order }, env);
  const ask = staffAsk(content.text, today);
  if (ask === null || ask.about === 'help') return help(thread, env);
  return addJob(thread, { type: 'staff_ask', entry: `${thread.id}:ask:${providerId}`, ask }, env);
}

/** What he can type here, by his roles. */
function help(thread: Thread, env: TurnEnv): Thread {
  const render = (key: string): string => env.render(env.current, languageOf(thread), { key, params: {} });
  const lines = helpLines(thread.profile.roles).map((line) => `• ${render(line.key)}`);
  if (lines.length === 0) return tell(thread, 'staf.help.nothing', env);
  return tell(thread, { key: 'staf.help.text', params: { lines: lines.join('\n') } }, env);
}
