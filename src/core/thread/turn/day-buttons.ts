import { dayById } from '../../days/record.js';
import { skipDay } from '../../days/change.js';
import { dayButtons } from '../../days/remind.js';
import { goOn, tell } from './answering.js';
import type { TurnEnv } from '../env.js';
import { dropTalkOf } from '../talk/talk.js';
import type { Thread } from '../thread.js';

/** Does what a button of a reminder says, or gives null for any other button. */
export function dayButton(thread: Thread, payload: string, env: TurnEnv): Thread | null {
  if (!Object.values<string>(dayButtons).includes(payload)) return null;
  const day = dayById(thread, thread.talk?.day?.id);
  // The day was closed meanwhile, or finished: kindly, and nothing changes.
  if (day === undefined) return tell(thread, 'app.gone', env);
  switch (payload) {
    case dayButtons.ziek:
      return tell(dropTalkOf(skipDay(thread, day.id, 'ill', env), day.id, env), 'app.ill', env);
    case dayButtons.afwezig:
      return tell(dropTalkOf(skipDay(thread, day.id, 'absent', env), day.id, env), 'dag.afwezig', env);
    default:
      return goOn(thread, env);
  }
}
