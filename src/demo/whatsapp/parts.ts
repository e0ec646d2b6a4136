import type { Inbound } from './deliver/inbound.js';
import { createInbound } from './deliver/inbound.js';
import type { Statuses } from './deliver/statuses.js';
import { createStatuses } from './deliver/statuses.js';
import type { EventHub } from './sim/events.js';
import { createEventHub } from './sim/events.js';
import type { SimState } from './sim/view.js';
import { simMessage, simState } from './sim/view.js';
import type { Contents } from './state/contents.js';
import { createContents } from './state/contents.js';
import type { Faults } from './state/faults.js';
import { createFaults } from './state/faults.js';
import type { Messages } from './state/messages.js';
import { createMessages } from './state/messages.js';
import type { Tasks } from './state/tasks.js';
import { createTasks } from './state/tasks.js';
import type { ServiceWindow } from './state/window.js';
import { createServiceWindow } from './state/window.js';
import type { TwilioDoubleOptions } from './types.js';

/** Everything behind the addresses of one double. */
export interface Parts extends Addresses {
  readonly options: TwilioDoubleOptions;
  readonly accountSid: string;
  readonly messages: Messages;
  readonly contents: Contents;
  readonly window: ServiceWindow;
  readonly faults: Faults;
  readonly tasks: Tasks;
  readonly statuses: Statuses;
  readonly inbound: Inbound;
  readonly hub: EventHub;
  readonly state: () => SimState;
}

/** Known only once the server listens, or changed while it does. */
interface Addresses {
  readonly apiUrl: () => string;
  readonly webhookUrl: () => string | null;
}

/** Puts the parts together; nothing runs or listens yet. */
export function createParts(options: TwilioDoubleOptions, addresses: Addresses): Parts {
  const { clock, accountSid } = options;
  const messages = createMessages(clock);
  const contents = createContents(clock, options.contents ?? [], options.approvals ?? 'automatic');
  const window = createServiceWindow(clock);
  const tasks = createTasks(clock, (error) =>
    options.log?.(`error: ${error instanceof Error ? error.message : String(error)}`),
  );
  const faults = createFaults();
  const statuses = createStatuses({ options, messages, contents, window, faults, tasks });
  const inbound = createInbound({
    options,
    messages,
    contents,
    window,
    statuses,
    faults,
    tasks,
    ...addresses,
  });
  const state = (): SimState => simState({ options, window, faults, contents });
  const hub = createEventHub(() => [
    { type: 'state', state: state() },
    ...messages
      .all()
      .map((message) => ({ type: 'message' as const, message: simMessage(message), state: state() })),
  ]);
  messages.listen((message) =>
    hub.publish({ type: 'message', message: simMessage(message), state: state() }),
  );
  return {
    ...{ options, accountSid, messages, contents, window, tasks, statuses, inbound, hub, state, faults },
    ...addresses,
  };
}
