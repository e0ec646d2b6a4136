/** A card for staff, in words that are ready to show; the channel draws it. */
export type Card = {
  /** What a notification shows on a locked screen: no name, no words of a student. */
  summary: string;
  title: string;
  tone: CardTone;
  facts: { label: string; value: string }[];
  /** Lists, each under a title of its own. */
  sections?: CardSection[];
  /** The student's own words; only on a card that its reader opened. */
  words: { label: string; text: string } | null;
  notes: string[];
  /** What can be filled in and goes along with every action that stands on the card itself. */
  fields?: CardField[];
  actions: CardAction[];
};

export type CardTone = 'attention' | 'warning' | 'good' | 'default';

/** Rows under a title, one line each: what or who, and what is to be said of it. */
export type CardSection = { title: string; tone: CardTone; rows: { label: string; value: string }[] };

export type CardAction = {
  verb: string;
  label: string;
  /** What comes back when it is pressed, beside what was filled in. Whoever presses is never in it. */
  data: Readonly<Record<string, string>>;
  /** Opens a page and tells the program nothing. */
  url?: string;
  /** What is filled in first: the action then opens a part of the card with these and a button of its own. */
  form?: { fields: CardField[]; send: string };
};

/** Something to fill in; what comes back stands under its id. */
export type CardField = {
  id: string;
  label: string;
  /** What is said when it is left empty; absent: it may be. */
  required?: string;
  /** What stands there before anybody typed. A date as YYYY-MM-DD. */
  value?: string;
} & (
  | { kind: 'text'; multiline: boolean; limit: number }
  | { kind: 'date' }
  | { kind: 'choice'; choices: readonly { id: string; label: string }[] }
);
