import { commitBeforeSend } from './commit-before-send.js';
import type { Invariant } from '../sim.js';
import { ledgerAddsUp } from './ledger-adds-up.js';
import { ledgerTellsTruth } from './ledger-tells-truth.js';
import { nothingOfErased, nothingToWhoLeft } from './gone.js';
import { limits } from './limits.js';
import { notToItsSubject } from './not-to-its-subject.js';
import { nothingLogged } from './nothing-logged.js';
import { onceInEffect } from './once-in-effect.js';
import { oneAlarm } from './one-alarm.js';
import { oneWriter } from './one-writer.js';
import { sameContent } from './same-content.js';
import { sentOnce } from './sent-once.js';
import { decentHours, nothingToWhoStopped } from './unasked.js';
import { worryNeverWaits } from './worry-never-waits.js';

/** The invariants of the design that can be seen from outside; each remembers what it needs of one run. */
export const allInvariants = (): Invariant[] =>
  [
    ...[
      commitBeforeSend,
      oneWriter,
      oneAlarm,
      sentOnce,
      onceInEffect,
      sameContent,
      ledgerAddsUp,
      ledgerTellsTruth,
    ],
    ...[worryNeverWaits, notToItsSubject, nothingLogged, limits, decentHours, nothingToWhoStopped],
    ...[nothingToWhoLeft, nothingOfErased],
  ].map((make) => make());
