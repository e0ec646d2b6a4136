import type { AlertAction } from '../../src/core/alerts/types.js';
import { hour, second } from '../../src/core/time.js';
import type { OutMessage } from '../../src/core/thread/message.js';
import { pressCard } from './press-card.js';
import { photo, voiceNote } from './sample-files.js';
import { addresses, demoSchool, world, type World } from './world.js';

/**
 * Plays a session written as text and gives it back with everything that was said. Lines of a session:
 *   # a comment                       @who noor whatsapp        @introduced
 *   @open 2026-11-24 4                @pass 25h                 @staff samira open|seen|handled
 *   @press samira day_ill noor        with whom was chosen, and a date where one is filled in
 *   > typed words                     >> label of a button      >photo, >voice, >voice too long
 *   >>2 the second button             @introduced tr            @wait 9s
 *   @fragments 8 first of all: answers wait so many seconds for more
 *   >edit other words                 >delete                   both about the message that was typed last
 */
export async function play(session: string): Promise<string> {
  const seconds = Number(/^@fragments (\d+)$/mu.exec(session)?.[1] ?? 0);
  const w = await world({ school: { ...(await demoSchool()), fragmentSeconds: seconds } });
  for (const channel of [w.teams, w.whatsapp]) {
    channel.files.set('https://example.org/1', [{ kind: 'fetched', bytes: photo() }]);
    channel.files.set('https://example.org/2', [{ kind: 'fetched', bytes: voiceNote() }]);
    channel.files.set('https://example.org/3', [{ kind: 'too_large' }]);
  }
  const lines: string[] = [];
  const state: Player = { person: 'noor', channel: 'whatsapp', seen: { teams: 0, whatsapp: 0 } };
  try {
    for (const line of session.split('\n').filter((one) => !/^(<|\s|!|$)/.test(one))) {
      const said = withLabel(w, state, line);
      lines.push('', said);
      await act(w, state, said);
      lines.push(...news(w, state));
    }
  } finally {
    await w.close();
  }
  return `${lines.join('\n').trimStart()}\n`;
}

/** A button by its place is written down with its label, as the student reads it. */
function withLabel(w: World, { person, channel }: Player, line: string): string {
  const place = /^>>(\d+)$/u.exec(line)?.[1];
  if (place === undefined) return line;
  const { sent } = channel === 'teams' ? w.teams : w.whatsapp;
  const shown = sent.flatMap(({ to, message }) =>
    to.address === book[person]?.[channel] && message.kind === 'text' && message.choices.length > 0
      ? [message.choices]
      : [],
  );
  return `>> ${shown.at(-1)?.[Number(place) - 1]?.label ?? '?'}`;
}

type Player = {
  person: string;
  channel: 'teams' | 'whatsapp';
  seen: { teams: number; whatsapp: number };
  /** The message that was typed last. */
  typed?: string;
};

const book = addresses as Readonly<Record<string, Readonly<Record<string, string>>>>;

async function act(w: World, state: Player, line: string): Promise<void> {
  const [word = '', first = '', next = '', third = '', fourth = ''] = line.split(' ');
  const address = book[state.person]?.[state.channel] ?? '';
  if (line.startsWith('#') || word === '@fragments') return;
  // People take a moment to read and type.
  if (line.startsWith('>')) await w.pass(3000);
  if (line.startsWith('>> ')) return w.tap(state.channel, address, line.slice(3));
  if (line === '>photo') {
    await w.write(state.channel, address, {
      type: 'media',
      files: [{ kind: 'picture', mime: 'image/jpeg', source: 'https://example.org/1' }],
      caption: '',
    });
    return;
  }
  if (line.startsWith('>voice')) {
    await w.write(state.channel, address, {
      type: 'media',
      files: [
        { kind: 'voice', mime: 'audio/ogg', source: `https://example.org/${line === '>voice' ? 2 : 3}` },
      ],
      caption: '',
    });
    return;
  }
  if (line.startsWith('> ')) {
    state.typed = await w.write(state.channel, address, line.slice(2));
    return;
  }
  const of = state.typed ?? '';
  if (line === '>delete') return void (await w.write(state.channel, address, { type: 'deleted', of }));
  if (word === '>edit')
    return void (await w.write(state.channel, address, { type: 'edit', of, text: line.slice(6) }));
  if (word === '@who') {
    state.person = first;
    state.channel = next === 'teams' ? 'teams' : 'whatsapp';
    return;
  }
  if (word === '@staff') return staff(w, first, next);
  if (word === '@press') {
    const filled = { ...(third === '' ? {} : { student: third }), ...(fourth === '' ? {} : { to: fourth }) };
    await pressCard(w, book[first]?.['teams'] ?? '', next, filled);
    return;
  }
  if (word === '@introduced') return introduce(w, state, first || 'nl');
  if (word === '@wait') return w.pass(Number.parseInt(first, 10) * second);
  if (word === '@pass') return w.pass(Number.parseInt(first, 10) * hour);
  if (word === '@open') {
    await w.app.openDay({
      student: state.person,
      date: first,
      assignment: ['', 'none'].includes(next) ? 'none' : Number(next),
    });
    await w.pass(0);
    return;
  }
  throw new Error(`cannot play "${line}"`);
}

/** The language, and what the explanation is gone through with: the first button each time. */
async function introduce(w: World, state: Player, language: string): Promise<void> {
  const address = book[state.person]?.[state.channel] ?? '';
  await w.write(state.channel, address, 'hoi');
  const name = w.deps.contents.current.texts.get('nl')?.get(`common.language.${language}`) ?? language;
  await w.tap(state.channel, address, name);
  for (let page = 0; page < 3; page += 1)
    await w.tap(state.channel, address, withLabel(w, state, '>>1').slice(3));
  state.seen = { teams: w.teams.sent.length, whatsapp: w.whatsapp.sent.length };
}

async function staff(w: World, person: string, what: string): Promise<void> {
  const address = book[person]?.['teams'] ?? '';
  if (what === 'joined') {
    await w.write('teams', address, { type: 'joined' });
    return;
  }
  const alert = (await w.alerts()).at(-1);
  const action: AlertAction =
    what === 'handled' ? { verb: 'handled', outcome: 'talked' } : { verb: what === 'seen' ? 'seen' : 'open' };
  const by = {
    channel: 'teams',
    address,
    providerId: 'x',
    at: w.clock.now(),
    ref: null,
    content: { type: 'joined' },
  } as const;
  await w.app.actOnAlert(by, alert?.id ?? '', action);
  await w.pass(0);
}

/** What was sent since the last line, to whom. */
function news(w: World, state: Player): string[] {
  const lines: string[] = [];
  for (const channel of ['whatsapp', 'teams'] as const) {
    const { sent } = channel === 'teams' ? w.teams : w.whatsapp;
    for (const { to, message } of sent.slice(state.seen[channel]))
      lines.push(...shown(nameOf(to.address), message));
    state.seen[channel] = sent.length;
  }
  return lines;
}

function shown(name: string, message: OutMessage): string[] {
  if (message.kind === 'card') {
    const facts = message.card.facts.map((fact) => `${fact.label}: ${fact.value}`).join(' | ');
    const where = message.replaces === null ? 'card' : 'card changed';
    const { title, sections = [], notes, actions } = message.card;
    const lists = sections.map(
      (one) => `${one.title}: ${one.rows.map((row) => `${row.label}, ${row.value}`).join(' / ')}`,
    );
    const parts = [title, facts, ...lists, ...notes, actions.map((one) => `[${one.label}]`).join(' ')];
    return [`! ${name} (${where}) ${parts.filter((part) => part !== '').join(' | ')}`];
  }
  const text = message.template?.text ?? message.text;
  const marker = message.template === null ? '<' : '< (template)';
  const buttons =
    message.choices.length === 0 ? [] : [`  ${message.choices.map((one) => `[${one.label}]`).join(' ')}`];
  return [`${marker} ${name}: ${text.split('\n').join('\n  ')}`, ...buttons];
}

const nameOf = (address: string): string =>
  Object.entries(book).find(([, ways]) => Object.values(ways).includes(address))?.[0] ?? address;
