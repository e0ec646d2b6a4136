import type { School } from '../core/school/school.js';
import type { AssessInput, Assessment } from '../core/signals/types.js';
import type { ChannelName } from '../core/thread/message.js';
import type { Channel } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { Ids, KeyedHash } from '../ports/ids.js';
import type { Log } from '../ports/log.js';
import type { Metrics } from '../ports/metrics.js';
import type { Pager } from '../ports/pager.js';
import type { SecondReader } from '../ports/second-reader.js';
import type { Speech } from '../ports/speech.js';
import type { Store } from '../ports/store.js';
import type { Texts } from '../ports/texts.js';
import type { Budget } from './conversation/budget.js';
import type { Contents } from './content/contents.js';
import type { SecondReaderBudget } from './alerts/second-reader-budget.js';
import type { StaffDirectory } from './people/staff-directory.js';

/** What the use cases stand on. Everything is handed in; nothing is looked up. */
export type Deps = {
  school: School;
  store: Store;
  channels: ReadonlyMap<ChannelName, Channel>;
  clock: Clock;
  ids: Ids;
  /** Names what was erased without keeping it. */
  keyedHash: KeyedHash;
  /** Where people reach our pages: scheme and host, no slash at the end. */
  publicUrl: string;
  log: Log;
  metrics: Metrics;
  texts: Texts;
  contents: Contents;
  directory: StaffDirectory;
  budget: Budget;
  /** Reads messages once more; null where the school has none. */
  secondReader: { reader: SecondReader; budget: SecondReaderBudget } | null;
  /** Writes down what is said in voice notes; null where the school has none. */
  speech: Speech | null;
  /** Calls somebody's telephone; null where the school has no sender for it. */
  pager: Pager | null;
  /** Judges one message. Pure; see core/signals. */
  assess: (input: AssessInput) => Assessment;
};
