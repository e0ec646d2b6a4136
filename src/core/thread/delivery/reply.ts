import type { Entry } from '../../outbox/entry.js';
import type { Effect, OfferedChoice, TextRef } from '../../script/effect.js';
import type { Content } from '../../script/model.js';
import type { TurnEnv } from '../env.js';
import { threadLimits } from '../env.js';
import type { Choice, OutMessage, TemplateUse } from '../message.js';
import { readState } from '../../script/state.js';
import { languageOf, nextId, otherLanguageOf, type Talk, type Thread } from '../thread.js';

/** A thread with a talk that is being written to: the open one, or a short one that only holds this exchange. */
export type Writing = { thread: Thread; talk: Talk };

/** The choices that fit a list; longer ones are written out and answered by number. */
const listLimit = 10;

/** One message in the making. */
export type Part = {
  text: string;
  choices: Choice[];
  template: TemplateUse | null;
  /** Which question of the talk it asks. */
  asks?: number;
};

/**
 * Renders what a turn says into as few messages as fit: acknowledgement and question arrive as one. The lines
 * stand in the transcript as rendered.
 */
export function say(
  writing: Writing,
  effects: readonly Effect[],
  env: TurnEnv,
  content: Content,
  urgent: boolean,
): Writing {
  const language = languageOf(writing.thread);
  const parts = effects.flatMap((effect) => part(writing, effect, env, content, language));
  return join(parts).reduce((sofar, one) => postPart(sofar, one, env, { urgent, offers: true }), writing);
}

/** Says one text of the program itself. */
export function sayText(writing: Writing, text: TextRef, env: TurnEnv, urgent = false): Writing {
  return say(writing, [{ type: 'say', text }], env, env.current, urgent);
}

function part(writing: Writing, effect: Effect, env: TurnEnv, content: Content, language: string): Part[] {
  if (effect.type !== 'say' && effect.type !== 'ask') return [];
  const render = (text: TextRef): string => env.render(content, language, text);
  if (effect.type === 'say') return [{ text: render(effect.text), choices: [], template: null }];
  const asks = askedBy(writing.talk);
  const choices = effect.choices.map((choice) => ({
    id: payload(writing.talk, choice.id),
    label: label(choice, render),
  }));
  const template =
    effect.template === null ? null : fill(content, effect.template, language, effect.text, render);
  const beside =
    effect.question === undefined ? null : inOtherLanguage(writing, effect, effect.question, env, content);
  const text = [render(effect.text), ...(beside === null ? [] : [beside])].join('\n\n');
  if (choices.length <= listLimit) return [{ text, choices, template, ...asks }];
  const list = choices.map((choice) => choice.label).join('\n');
  const numbered = render({ key: 'app.numbered', params: {} });
  return [{ text: `${text}\n\n${list}\n\n${numbered}`, choices, template, ...asks }];
}

/** Which question is open: what quotes it later answers that one. */
function askedBy({ state }: Talk): Pick<Part, 'asks'> {
  const read = readState(state);
  const asked = read.kind === 'ok' ? read.state.open.at(-1)?.asked : undefined;
  return asked === undefined ? {} : { asks: asked };
}

/** The question and its choices in the other language that the student reads, or null where there is none. */
function inOtherLanguage(
  { thread }: Writing,
  { choices }: Extract<Effect, { type: 'ask' }>,
  question: TextRef,
  env: TurnEnv,
  content: Content,
): string | null {
  const other = otherLanguageOf(thread);
  if (other === null || !content.texts.has(other)) return null;
  const both = choices.flatMap(({ label: one }) => {
    if (typeof one === 'string') return [];
    const [here, there] = [languageOf(thread), other].map((language) => env.render(content, language, one));
    return here === there ? [] : [`${here ?? ''} = ${there ?? ''}`];
  });
  return [env.render(content, other, question), ...both].join('\n');
}

const label = (choice: OfferedChoice, render: (text: TextRef) => string): string =>
  typeof choice.label === 'string' ? choice.label : render(choice.label);

/** A button carries its talk and its question, so that an old one is known as old. */
function payload(talk: Talk, choice: string): string {
  const asked = (talk.state as { asked?: number } | null)?.asked ?? 0;
  return `${talk.id}|${asked}|${choice}`;
}

/** Reads a button's payload back. */
export function readPayload(value: string): { talk: string; question: string; choice: string } | null {
  const [talk, question, choice] = value.split('|');
  return talk !== undefined && question !== undefined && choice !== undefined
    ? { talk, question, choice }
    : null;
}

function fill(
  content: Content,
  name: string,
  language: string,
  text: TextRef,
  render: (text: TextRef) => string,
): TemplateUse | null {
  const template = content.templates.get(name);
  if (!template) return null;
  const variables = template.variables.map((variable) => {
    const value = text.params[variable];
    const words =
      typeof value === 'object' && 'key' in value
        ? render(value)
        : typeof value === 'object'
          ? ''
          : String(value ?? '');
    // Twilio refuses empty variables and line breaks.
    return words.replace(/\s+/gu, ' ').trim() || '-';
  });
  return { name, language, variables, text: render({ key: template.text, params: text.params }) };
}

/** Joins texts up to the limit of a message with buttons; a question closes its message. */
function join(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const one of parts) {
    const last = joined.at(-1);
    const fits = last !== undefined && last.text.length + one.text.length + 2 <= threadLimits.outgoing;
    if (last && fits && last.choices.length === 0) {
      joined[joined.length - 1] = {
        ...one,
        text: `${last.text}\n\n${one.text}`,
        template: one.template ?? last.template,
      };
    } else joined.push(one);
  }
  return joined;
}

/**
 * Puts one message into the outbox and its line into the transcript. `offers`: its choices are those of the question
 * that is open now.
 */
export function postPart(
  writing: Writing,
  one: Part,
  env: TurnEnv,
  { urgent, offers }: { urgent: boolean; offers: boolean },
): Writing {
  const buttons = one.choices.length <= listLimit ? one.choices : [];
  const message: OutMessage = { kind: 'text', text: one.text, choices: buttons, template: one.template };
  const { thread, entry } = enqueue(
    writing.thread,
    message,
    { talk: writing.talk.id, urgent, report: null },
    env.now,
  );
  const line = {
    id: entry.id,
    at: env.now,
    from: 'bot' as const,
    channel: thread.channel,
    text: one.text,
    ...(one.asks === undefined ? {} : { asks: one.asks }),
    delivery: 'waiting' as const,
  };
  const talk: Talk = {
    ...writing.talk,
    transcript: [...writing.talk.transcript, line],
    ...(offers && (one.choices.length > 0 || one.template !== null) ? { offered: one.choices } : {}),
  };
  return { thread, talk };
}

/** Puts a message at the end of the outbox. */
export function enqueue(
  thread: Thread,
  message: OutMessage,
  about: Pick<Entry, 'talk' | 'urgent' | 'report'> & { id?: string },
  now: number,
): { thread: Thread; entry: Entry } {
  const [fresh, counted] = nextId(thread);
  const entry: Entry = {
    id: about.id ?? fresh,
    talk: about.talk,
    urgent: about.urgent,
    report: about.report,
    message,
    status: 'pending',
    attempts: 0,
    lost: 0,
    attemptAt: null,
    dueAt: null,
    channel: null,
    providerId: null,
    reason: null,
    createdAt: now,
  };
  return { thread: { ...counted, outbox: [...counted.outbox, entry] }, entry };
}
