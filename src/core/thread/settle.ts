import type { ScriptEvent } from '../script/event.js';
import type { TextRef } from '../script/effect.js';
import { helpLinesFor } from '../school/promise.js';
import type { TurnEnv } from './env.js';
import { knockPayload } from './knock.js';
import { readPayload, sayText } from './reply.js';
import { namesAround } from './names.js';
import { wordsOf, type Received } from './receive.js';
import { inCare, keepLoose, looseTalk, openTalk, openWaiting, park, turnTalk } from './talk.js';
import { hasSeen, markSeen, type Thread } from './thread.js';
import type { Raised } from './worry.js';
import { commandIn, matchChoice, plain, type Command } from './words.js';

/**
 * The second half of a turn: answers what was received. May throw TerugblikError for a script that fails; then
 * the caller uses settleBroken on the same thread, and the message stays.
 */
export function settle(thread: Thread, received: Received, env: TurnEnv): Thread {
  return openWaiting(answer(thread, received, env), env);
}

function answer(thread: Thread, received: Received, env: TurnEnv): Thread {
  const { content } = received.inbound;
  if (content.type === 'left') return thread;
  if (!thread.profile.roles.includes('student')) return answerStaff(thread, received, env);
  if (content.type === 'joined') return greet(thread, env);
  if (received.raised !== null && received.raised.draft.category !== 'unread')
    return care(thread, received.raised, env);
  if (received.tooMany) return thread;
  const noticed = notices(thread, received, env);
  if (content.type === 'edit') return tell(revised(noticed, content.of, env), 'app.edited', env);
  if (content.type === 'media' && content.caption === '') return noticed;
  if (content.type === 'button') return tapped(noticed, content.payload, content.label, env);
  return spoke(noticed, received, env);
}

/** A script failed: the message and its worry are kept, the talk is parked, the student hears a kind sentence. */
export function settleBroken(thread: Thread, received: Received, code: string, env: TurnEnv): Thread {
  const { raised } = received;
  const text: TextRef =
    raised === null
      ? { key: 'app.broken', params: {} }
      : { key: 'app.worry_fallback', params: raised.values };
  return tell(park(thread, code, env), text, env, raised !== null);
}

/** Says one text of the program, in the open talk or on its own. */
export function tell(thread: Thread, text: TextRef | string, env: TurnEnv, urgent = false): Thread {
  const ref: TextRef = typeof text === 'string' ? { key: text, params: baseParams(thread, env) } : text;
  if (thread.talk === null) return keepLoose(sayText(looseTalk(thread, env), ref, env, urgent));
  const said = sayText({ thread, talk: thread.talk }, ref, env, urgent);
  return { ...said.thread, talk: said.talk };
}

function baseParams(thread: Thread, env: TurnEnv): TextRef['params'] {
  const helplines = helpLinesFor(env.school, thread.profile.ageBand, null);
  return { ...namesAround(thread, env), helplines };
}

/** First contact on a channel: the explanation, or the open question again. */
function greet(thread: Thread, env: TurnEnv): Thread {
  if (thread.talk !== null) return turnTalk(thread, { type: 'resume' }, env);
  if (thread.settings.introducedAt !== null || thread.settings.stoppedAt !== null) return thread;
  return openTalk(thread, { script: 'kennismaking', day: null, assignment: null }, env);
}

/**
 * A worry: fixed text only, on top of whatever was going on. A second worry in the same care is not asked again.
 * Words for the confidant get one quiet sentence, unless somebody must look now.
 */
function care(before: Thread, raised: Raised, env: TurnEnv): Thread {
  const { draft, values } = raised;
  const forConfidant = draft.category === 'someone_else';
  const thread = forConfidant ? { ...before, settings: { ...before.settings, confidential: false } } : before;
  if (forConfidant && draft.severity !== 'acute') {
    // Who reads it now may be another than was said before: the words may name the first one.
    return tell(thread, { key: 'app.someone_else_kept', params: { confidant: values.reader } }, env, true);
  }
  const script = draft.severity === 'medium' ? 'zorg_keuze' : 'zorg';
  if (thread.talk === null) {
    return openTalk(thread, { script, day: null, assignment: null, care: { alert: draft.id, values } }, env);
  }
  const again = inCare(thread.talk);
  const known: Thread = { ...thread, talk: { ...thread.talk, alert: draft.id } };
  if (again) return tell(known, { key: 'app.worry_fallback', params: values }, env, true);
  return turnTalk(known, { type: 'interrupt', script, values }, env, true);
}

/** What the student should know about this message, before it is answered. */
function notices(thread: Thread, received: Received, env: TurnEnv): Thread {
  const { content } = received.inbound;
  if (content.type === 'media') return tell(thread, 'app.media', env);
  if (received.cut) return tell(thread, 'app.too_long', env);
  if (received.raised !== null) return tell(thread, 'app.unread', env);
  return thread;
}

/** The answer in the talk follows the words that were edited. */
function revised(thread: Thread, of: string, env: TurnEnv): Thread {
  const line = thread.talk?.transcript.find((one) => one.id === of);
  const before = line?.edits?.at(-1)?.text;
  return line === undefined || before === undefined
    ? thread
    : turnTalk(thread, { type: 'revise', before, after: line.text }, env);
}

function tapped(thread: Thread, payload: string, label: string, env: TurnEnv): Thread {
  if (payload === knockPayload) return thread;
  const offered = thread.talk?.offered.find(
    (choice) => choice.id === payload || isTemplateButton(choice.id, payload),
  );
  const read = offered === undefined ? null : readPayload(offered.id);
  if (read !== null) {
    const event = { type: 'answer', text: label, choice: read.choice, effort: 'ok', unread: false } as const;
    return turnTalk(markSeen(thread, businessKey(payload)), event, env);
  }
  // The same button tapped twice is one answer; another button of an old question is told so.
  if (hasSeen(thread, businessKey(payload))) return thread;
  return resumeAfter(tell(thread, 'app.gone', env), env);
}

const businessKey = (payload: string): string => `tap:${payload}`;

function spoke(thread: Thread, received: Received, env: TurnEnv): Thread {
  const text = wordsOf(received.inbound.content) ?? '';
  const offered = thread.talk?.offered ?? [];
  // "stop" stops, also where a button begins with it; the whole label of a button is that button.
  const command = offered.some((one) => plain(one.label) === plain(text)) ? null : commandIn(text);
  if (command !== null) return obey(thread, command, env);
  const choice = matchChoice(offered, text);
  if (thread.settings.stoppedAt !== null) return tell(thread, 'app.stopped', env);
  if (thread.talk !== null) {
    const { effort, unread } = received.assessment;
    const id = choice === null ? null : (readPayload(choice.id)?.choice ?? null);
    const event: ScriptEvent = { type: 'answer', text, choice: id, effort, unread };
    const answered = choice === null ? thread : markSeen(thread, businessKey(choice.id));
    return turnTalk(answered, event, env);
  }
  if (thread.settings.introducedAt === null) return greet(thread, env);
  return tell(thread, 'app.nothing_open', env);
}

function obey(thread: Thread, command: Command, env: TurnEnv): Thread {
  switch (command) {
    case 'stop': {
      const stopped =
        thread.talk === null ? thread : turnTalk(thread, { type: 'stop', outcome: 'stopped' }, env);
      return tell({ ...stopped, settings: { ...stopped.settings, stoppedAt: env.now } }, 'app.stopped', env);
    }
    case 'start': {
      const started = { ...thread, settings: { ...thread.settings, stoppedAt: null } };
      if (started.settings.introducedAt === null) return greet(started, env);
      const told = tell(started, 'app.started', env);
      if (told.talk !== null) return resumeAfter(told, env);
      return { ...told, waitingDay: told.waitingDay ?? told.unfinishedDay, unfinishedDay: null };
    }
    case 'someone_else': {
      const waiting = { ...thread, settings: { ...thread.settings, confidential: true } };
      return tell(waiting, 'app.someone_else', env);
    }
    case 'help':
      return interlude(thread, 'help', env);
    case 'language':
      return interlude(thread, 'taal', env);
    case 'skip':
      return thread.talk === null
        ? tell(thread, 'app.nothing_open', env)
        : turnTalk(thread, { type: 'skip' }, env);
  }
}

/** Buttons of an approved template are fixed words: they carry only the choice. */
const isTemplateButton = (offered: string, payload: string): boolean =>
  readPayload(offered)?.choice === payload;

/** A small script on top of the talk, or on its own. */
function interlude(thread: Thread, script: string, env: TurnEnv): Thread {
  if (thread.talk !== null) return turnTalk(thread, { type: 'interrupt', script, values: {} }, env);
  return openTalk(thread, { script, day: null, assignment: null }, env);
}

/** Asks the open question again, if there is one. */
function resumeAfter(thread: Thread, env: TurnEnv): Thread {
  return thread.talk === null ? thread : turnTalk(thread, { type: 'resume' }, env);
}

/** Staff are shown where to look; what they write to the program is not kept. */
function answerStaff(thread: Thread, received: Received, env: TurnEnv): Thread {
  const { content } = received.inbound;
  if (content.type === 'joined') return tell(thread, 'card.welcome', env);
  return content.type === 'text' ? tell(thread, 'card.nothing_to_do', env) : thread;
}
