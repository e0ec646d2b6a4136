import type { AskSource, Outcome, ScriptValue } from './schema.js';

/** A text that is still a key: what it becomes in the student's language is the renderer's work. */
export type TextRef = {
  key: string;
  params: Readonly<Record<string, TextParam>>;
  /** A question that comes again: without the words before it that answered what was said then ("Dank je."). */
  anew?: true;
};

/** A word or number, a text of its own, or lines of "label: own words". */
export type TextParam = string | number | TextRef | { lines: readonly SummaryLine[] };

export type SummaryLine = { label: TextRef; text: string };

/** A choice the student can tap or type. Titles from the school's data are words, the rest are keys. */
export type OfferedChoice = { id: string; label: TextRef | string };

/** What a turn wants done. The host turns each into work before or after the commit. */
export type Effect =
  | { type: 'say'; text: TextRef }
  | {
      type: 'ask';
      kind: AskSource['kind'];
      text: TextRef;
      /** The question itself, where the text explains it: a reader of two languages gets it in the other as well. */
      question?: TextRef;
      choices: readonly OfferedChoice[];
      /** The template that carries it outside the WhatsApp window. */
      template: string | null;
      /** Milliseconds until the question times out. */
      timeoutAfter: number | null;
    }
  /**
   * A name got a value; some names mean something to the host (language, introduced, reach …). `empty`: words that say
   * nothing, such as "niks".
   */
  | { type: 'saved'; name: string; value: ScriptValue; empty?: boolean }
  /** These messages are no longer what the student answers: he said it anew. They stay in the transcript. */
  | { type: 'taken_back'; messages: readonly string[] }
  | { type: 'ended'; outcome: Outcome };
