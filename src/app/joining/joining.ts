import { helpLinesFor } from '../../core/alerts/promise.js';
import { personSchema, type Person } from '../../core/school/people.js';
import { findJoinCode } from '../../core/school/join-code.js';
import type { Inbound } from '../../core/thread/message.js';
import { wordsBeside } from '../../core/thread/turn/joining.js';
import type { Stored } from '../../ports/store.js';
import type { AddressBook } from '../conversation/address-book.js';
import type { Deps } from '../deps.js';
import { isLatestCode, joinCodeBody, whatsappAddressesOf, type JoinCodeBody } from './join-codes.js';
import { createMisses } from './join-misses.js';
import { refs } from '../refs.js';

/** What a message is with regard to a code. `words` is what it says beside the code; null when that is nothing. */
export type Redeemed =
  | { kind: 'none' }
  /** To be said in the channel's own answer: nothing was kept. */
  | { kind: 'refused'; text: string }
  /** The address belongs to this person now, and did perhaps before. */
  | { kind: 'joins'; person: string; words: string | null }
  /** A person we know sent the code of another one. Nothing was changed. */
  | { kind: 'not_yours'; words: string | null };

export type Joining = {
  /** Looks for a code in a message on WhatsApp; `known` is the person of its address. Costs nothing without a code. */
  redeem: (inbound: Inbound, known: string | null) => Promise<Redeemed>;
};

type Refusal = 'mistyped' | 'wrong' | 'used' | 'expired';
type HeldCode = { hash: string; stored: Stored; body: JoinCodeBody };

/**
 * Joining by a personal code. The conditional write that marks the code as used decides who gets in; the address
 * follows. If the process dies in between, the same code from the same address finishes it.
 */
export function createJoining(deps: Deps, addresses: AddressBook): Joining {
  const misses = createMisses(deps.clock);
  const redeem: Joining['redeem'] = async (inbound, known) => {
    const text = typedIn(inbound);
    if (inbound.channel !== 'whatsapp' || text === null) return { kind: 'none' };
    const found = findJoinCode(text);
    if (found.kind === 'none') return found;
    const links = linkWords(deps);
    const beside = wordsBeside(found.beside, [...links.values()]);
    // Somebody we know may have meant anything by it: it is judged and answered as ever.
    const refuse = (why: Refusal): Redeemed =>
      known === null ? refused(deps, why, beside !== '', languageOfLink(text, links)) : { kind: 'none' };
    if (found.kind === 'mistyped') return refuse('mistyped');
    if (misses.tooMany(inbound.address)) return refuse('wrong');
    const words = beside === '' && inbound.content.type === 'text' ? null : beside;
    // Noted before the look-up: many at the same moment are not looked up either.
    misses.note(inbound.address);
    const held = await readCode(deps, deps.ids.hash(found.code));
    const result = held === null ? 'wrong' : await redeemHeld(deps, addresses, held, inbound, known);
    deps.metrics.count('joins', { result });
    if (held !== null && result === 'joins') {
      misses.forget(inbound.address);
      return { kind: 'joins', person: held.body.person, words };
    }
    if (result === 'not_yours') return { kind: 'not_yours', words };
    return refuse(result === 'joins' ? 'wrong' : result);
  };
  return { redeem };
}

type Result = 'joins' | 'not_yours' | Exclude<Refusal, 'mistyped'>;

async function redeemHeld(
  deps: Deps,
  addresses: AddressBook,
  held: HeldCode,
  inbound: Inbound,
  known: string | null,
): Promise<Result> {
  const owner = held.body.person;
  if (known !== null && known !== owner) return 'not_yours';
  const person = await personOf(deps, owner);
  const taken = await take(deps, held, inbound, person?.active === true);
  // Whoever is known by this address is in, whatever became of his code.
  if (known === null && taken !== 'taken') return taken;
  if (!(await bind(deps, inbound, owner))) return 'used';
  await letGo(deps, addresses, inbound, owner, person?.whatsapp ?? null);
  return 'joins';
}

/** Marks a code as used by this address; of two who send it at once exactly one gets `taken`. */
async function take(
  deps: Deps,
  held: HeldCode,
  inbound: Inbound,
  isActive: boolean,
): Promise<'taken' | 'used' | 'expired'> {
  const { store, keyedHash, clock, school } = deps;
  const usedBy = keyedHash(`${inbound.channel}:${inbound.address}`);
  const { body, hash, stored } = held;
  if (body.usedAt !== null && body.usedBy !== usedBy) return 'used';
  if (!isActive || !(await isLatestCode(store, school.id, body.person, hash))) return 'expired';
  if (body.usedAt !== null) return 'taken';
  const now = clock.now();
  if (now > body.expiresAt) return 'expired';
  const used: JoinCodeBody = { ...body, usedAt: now, usedBy };
  const put = await store.put({ ...stored, body: used }, { etag: stored.etag });
  if (put.ok) return 'taken';
  const again = await readCode(deps, hash);
  return again === null ? 'expired' : take(deps, again, inbound, isActive);
}

async function readCode({ store, school }: Deps, hash: string): Promise<HeldCode | null> {
  const stored = await store.get(refs.code(school.id, hash));
  const body = joinCodeBody.safeParse(stored?.body);
  return stored !== null && body.success ? { hash, stored, body: body.data } : null;
}

/** A student who is also in the werkgroep stands among the staff. */
async function personOf({ store, school, directory }: Deps, id: string): Promise<Person | null> {
  const item = await store.get(refs.person(school.id, id, ['student']));
  return personSchema.safeParse(item?.body).data ?? (await directory.read()).get(id) ?? null;
}

/** Makes the address the person's; false when it became somebody else's meanwhile. */
async function bind({ store, school }: Deps, inbound: Inbound, person: string): Promise<boolean> {
  const ref = refs.address(school.id, inbound.channel, inbound.address);
  const put = await store.put({ ...ref, body: { v: 1, person } }, { absent: true });
  if (put.ok) return true;
  const standing = await store.get<{ person?: unknown }>(ref);
  return standing?.body.person === person;
}

/**
 * Another telephone was the person's before: messages from there are nobody's now. Before the thread is written,
 * so that it still names the old one when this has to be done again. Other instances know it for a minute longer.
 */
async function letGo(
  { store, school }: Deps,
  addresses: AddressBook,
  inbound: Inbound,
  person: string,
  listed: string | null,
): Promise<void> {
  const before = (await whatsappAddressesOf(store, school.id, person)).map((one) => one.address);
  for (const address of new Set([...before, ...(listed === null ? [] : [listed])])) {
    if (address === inbound.address) continue;
    const standing = await store.get<{ person?: unknown }>(refs.address(school.id, 'whatsapp', address));
    if (standing?.body.person === person) await store.remove(standing, standing.etag);
    addresses.forget('whatsapp', address);
  }
}

/** The words that somebody typed, or wrote under a picture. */
function typedIn({ content }: Inbound): string | null {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'media':
      return content.caption;
    case 'button':
    case 'edit':
    case 'joined':
    case 'left':
    case 'deleted':
    case 'typing':
      return null;
  }
}

/** What the link of a card writes before the code, by language. */
function linkWords({ texts, contents: { current } }: Deps): Map<string, string> {
  const key = { key: 'join.prefilled', params: { code: '' } };
  return new Map(
    [...current.texts.keys()].map((language) => [language, texts.render(current, language, key).trim()]),
  );
}

/** The language of the card whose link wrote this; Dutch for a code that was typed by itself. */
const languageOfLink = (text: string, links: ReadonlyMap<string, string>): string =>
  [...links].find(([, words]) => words !== '' && text.trim().startsWith(words))?.[0] ?? 'nl';

function refused(deps: Deps, why: Refusal, withWords: boolean, language: string): Redeemed {
  const helplines = helpLinesFor(deps.school, null, null);
  const keys = [`join.${why}`, ...(withWords ? ['join.not_kept'] : [])];
  const lines = keys.map((key) =>
    deps.texts.render(deps.contents.current, language, { key, params: { helplines } }),
  );
  return { kind: 'refused', text: lines.join('\n\n') };
}
