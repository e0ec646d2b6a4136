import type { Erasure, Scope } from '../core/rights/erasure.js';
import type { PersonExport } from '../core/rights/person-export.js';

const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`;

/** What an erasure would do, in counts: names and words do not go to a terminal that somebody may keep. */
export function previewText(student: string, scope: Scope, data: PersonExport): string {
  const open = data.alerts.filter((alert) => alert.status !== 'handled').length;
  const handled = data.alerts.length - open;
  const all = scope === 'all';
  const listed = [data.person?.teams, data.person?.whatsapp].filter((one) => one != null);
  const addresses = new Set([...listed, ...data.addresses.map((one) => one.address)]).size;
  const goes = [
    counted(data.talks.length, 'talk'),
    counted(handled, 'handled worry', 'handled worries'),
    ...(all ? ['the place in the roster', counted(addresses, 'address', 'addresses')] : []),
    'messages and media at Twilio',
    'what the bot sent in Teams, as far as its ids are known',
    ...(all ? ['messages and cards about the student in the chats of staff'] : []),
  ];
  const stays = [
    all
      ? `${counted(data.days.length, 'practice day')} in the ledger, about nobody`
      : `${counted(data.days.length, 'practice day')} in the ledger`,
    ...(open > 0 ? [`${counted(open, 'open worry', 'open worries')}, until handled`] : []),
    ...(all ? [] : ['the student: joined and known']),
  ];
  const list = (lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');
  return `${student}: ${all ? 'everything' : 'the answers'}\nGoes:\n${list(goes)}Stays:\n${list(stays)}Not from here:\n${list(outOfReach)}`;
}

/** What no program of ours can erase. */
const outOfReach = [
  'what the student wrote in Teams: it is the tenant’s, see its retention policy',
  'copies at Meta, up to 30 days, and what stands on the student’s own telephone',
  'logs (they hold ids), backups and exports: as the school keeps them',
  'judgements of assignments: they stay, as the school’s record, for two years after the last one',
];

/** Where an erasure stands. */
export function stateText(student: string, { pending, at }: Erasure, iso: (at: number) => string): string {
  if (pending === null) return `${student} was erased, as of ${iso(at)}. Nothing is left to do.\n`;
  if (pending.sweep === 0 && pending.done.length === 0 && pending.tries === 0)
    return `${student} will be erased at ${iso(at)}.\n`;
  const left =
    pending.sweep === 0
      ? 'The running server does the rest: Twilio, Teams, and sweeping again after 2 minutes, an hour and a day.'
      : `The running server sweeps again: ${pending.sweep} of 4 sweeps are over.`;
  const waiting =
    pending.waiting === 0
      ? ''
      : `${counted(pending.waiting, 'open worry stays', 'open worries stay')} until handled, and ${pending.waiting === 1 ? 'goes' : 'go'} then.\n`;
  return `${student} is erased from the store, as of ${iso(at)}. ${left}\n${waiting}`;
}
