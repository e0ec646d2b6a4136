import type { Step } from '../../core/rights/erasure.js';
import { eraseChannels, eraseFromStaff, tellStudent } from './erase-elsewhere.js';
import { eraseKept, eraseLedger, eraseUndelivered } from './erase-kept.js';
import type { EraseStep } from './erase-parts.js';
import { erasePerson, eraseThread } from './erase-person.js';

/** Each step of an erasure and what does it. */
export const steps: Readonly<Record<Step, EraseStep>> = {
  person: erasePerson,
  thread: eraseThread,
  kept: eraseKept,
  ledger: eraseLedger,
  undelivered: eraseUndelivered,
  staff: eraseFromStaff,
  channels: eraseChannels,
  tell: tellStudent,
};
