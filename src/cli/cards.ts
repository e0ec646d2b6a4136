import type { JoinCard } from '../adapters/files/join-card-layout.js';
import { printJoinCards } from '../adapters/files/join-cards.js';
import { cryptoIds } from '../adapters/system/crypto-ids.js';
import { createTexts } from '../adapters/texts/i18next-texts.js';
import { knownPeople } from '../app/people/import-roster.js';
import {
  drawCode,
  keepCode,
  studentsForCards,
  type CardWish,
  type JoinCode,
} from '../app/joining/join-codes.js';
import { readConfig } from '../config.js';
import { TerugblikError } from '../core/errors.js';
import { joinLink } from '../core/school/join-code.js';
import type { Person } from '../core/school/people.js';
import { dateText } from '../core/alerts/promise.js';
import type { School } from '../core/school/school.js';
import type { Content } from '../core/script/model.js';
import type { TextRef } from '../core/script/effect.js';
import { demoSender } from '../demo/phones.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';

/** A PDF that is ready, and what is still to be done: its codes count once they are kept. */
export type MadeCards = {
  pdf: Buffer;
  pages: number;
  cards: number;
  /** What somebody should know of it, a line each. No names: they stay on the cards. */
  notes: string[];
  keepCodes: () => Promise<void>;
};

export type CardDeps = {
  store: Store;
  school: School;
  clock: Clock;
  content: Content;
  /** The number that students write to, such as +31200000000. */
  number: string;
  onPage: (done: number, of: number) => void;
};

/**
 * Draws a code for each student that a card is wanted for and prints the cards. Until `keepCodes` nothing is
 * changed: older cards stay good when these never come to be.
 * @throws TerugblikError `cards_none` when nobody needs one, or a name of the wish is nobody's.
 */
export async function makeCards(deps: CardDeps, wish: CardWish): Promise<MadeCards> {
  const { store, school, clock } = deps;
  const people = await knownPeople(store, school.id);
  const { students, joined } = await studentsForCards(store, school.id, people.values(), wish);
  refuseStrangers(wish, people);
  const known = joined.map(({ id }) => `${id} is in already: with --joined there is a card all the same`);
  if (students.length === 0)
    throw new TerugblikError('cards_none', ['there is nobody to make a card for', ...known].join('\n  '));
  const drawn = students.map((student) => ({
    student,
    code: drawCode({ ids: cryptoIds, clock, school }, student.id),
  }));
  const printed = await printJoinCards(
    drawn.map(({ student, code }) => cardOf(deps, student, code, people)),
    { title: `Terugblik, ${school.name}`, madeAt: clock.now(), onPage: deps.onPage },
  );
  const byHand = printed.lacking.map(({ card, letters }) => lackingNote(students[card]?.id ?? '', letters));
  return {
    ...{ pdf: printed.pdf, pages: printed.pages, cards: students.length },
    notes: [...known, ...byHand],
    keepCodes: async () => {
      for (const { code } of drawn) await keepCode({ store, ids: cryptoIds, clock, school }, code);
    },
  };
}

/**
 * The number on the cards: TWILIO_WHATSAPP_FROM, or the demo's.
 * @throws TerugblikError `config_incomplete` when the school has no WhatsApp.
 */
export function senderOf(env: Readonly<Record<string, string | undefined>>): string {
  const result = readConfig(env);
  if (!result.ok) throw new TerugblikError('config_incomplete', `\n${result.missing.join('\n')}`);
  const { config } = result;
  const from = config.mode === 'demo' ? demoSender : config.whatsapp?.from;
  if (from === undefined)
    throw new TerugblikError('config_incomplete', 'TWILIO_WHATSAPP_FROM: cards are for joining on WhatsApp');
  return from.replace(/^whatsapp:/, '');
}

function refuseStrangers(wish: CardWish, people: ReadonlyMap<string, Person>): void {
  const isStudent = (id: string): boolean => people.get(id)?.roles.includes('student') === true;
  const strangers = wish.students.filter((id) => !isStudent(id)).map((id) => `no student has the id ${id}`);
  if (wish.begeleider !== null && people.get(wish.begeleider)?.roles.includes('begeleider') !== true)
    strangers.push(`no begeleider has the id ${wish.begeleider}`);
  if (strangers.length > 0) throw new TerugblikError('cards_none', strangers.join('\n  '));
}

/** The words of a card are Dutch: it is given in class by somebody who can read it aloud. */
function cardOf(
  deps: CardDeps,
  student: Person,
  code: JoinCode,
  people: ReadonlyMap<string, Person>,
): JoinCard {
  const { school, number, content } = deps;
  const texts = createTexts();
  const say = (name: string, params: TextRef['params'] = {}): string =>
    texts.render(content, 'nl', { key: `join.${name}`, params });
  const begeleider = people.get(student.begeleider ?? '')?.name ?? school.name;
  return {
    school: school.name,
    name: student.name,
    title: say('card.title'),
    what: say('card.what'),
    how: say('card.how'),
    or: say('card.or', { number: inGroups(number) }),
    code: code.code,
    free: say('card.free', { begeleider }),
    until: say('card.until', { date: dateText(school, code.expiresAt) }),
    link: joinLink(number, say('prefilled', { code: code.code })),
  };
}

/** +31200000000 as people copy it: +31 200 000 000, never broken over two lines. */
const inGroups = (number: string): string => number.replace(/\B(?=(\d{3})+$)/g, '\u00a0');

function lackingNote(id: string, letters: readonly string[]): string {
  const codes = letters.map(
    (letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return `${id}: the font has no ${codes.join(', ')}: there is a line on the card to write on by hand`;
}
