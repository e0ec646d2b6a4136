import { ledgerOf } from '../../../src/app/days/ledger.js';
import { hour } from '../../../src/core/time.js';
import { at } from '../../core/school/builders.js';
import { addresses, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

/** Time passes by the hour; what falls due in between is done at the full hour. */
export async function until(w: World, moment: string): Promise<void> {
  while (w.clock.now() < at(moment)) await w.pass(Math.min(hour, at(moment) - w.clock.now()));
}

/** What stands in the ledger of that day, with the reason where there is one. */
export const status = async (w: World, date: string, student = 'noor') => {
  const [record] = await ledgerOf(w.store, 'demo', date, { student });
  return record === undefined
    ? null
    : record.reason === null
      ? record.status
      : `${record.status} ${record.reason}`;
};

/** Everything that Noor was sent on WhatsApp, as she read it. */
export const toNoor = (w: World): string[] =>
  w.whatsapp.sent.flatMap(({ to, message }) =>
    to.address === noor && message.kind === 'text' ? [message.template?.text ?? message.text] : [],
  );
