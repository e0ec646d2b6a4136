import { readState, saidIn } from '../../script/state.js';
import type { School } from '../../school/school.js';
import type { Instant } from '../../time.js';
import { lineIn } from '../changes/changed-words.js';
import { lateFor, quotedIn } from '../changes/earlier.js';
import { saidSoFar } from './fragments.js';
import type { Inbound } from '../message.js';
import type { Talk, Thread } from '../thread.js';
import type { Line } from '../transcript.js';

/** What words are judged with: the question they answer, what was said before, and the whole that they are part of. */
export type Context = { prompt: string; kind: 'open' | 'closed'; earlier: string[]; whole: string };

/** The question that a message answers, which need not be the open one, and the whole answer as it becomes with it. */
export function contextOf(
  thread: Thread,
  inbound: Inbound,
  words: string,
  at: { now: Instant; school: Pick<School, 'lateSeconds'> },
): Context {
  const { talk } = thread;
  if (talk === null) return { prompt: '', kind: 'open', earlier: [], whole: words };
  const { content } = inbound;
  if (content.type === 'edit') return aroundEdit(talk, content.of, words);
  const quoted = quotedIn(talk, inbound);
  if (quoted?.asks !== undefined && quoted.text !== talk.question)
    return { prompt: quoted.text, kind: 'open', earlier: linesSaid(talk), whole: words };
  const late = content.type === 'text' ? lateFor(thread, words, at) : null;
  if (late !== null) {
    const prompt = talk.transcript.findLast((line) => line.asks === late.asked)?.text ?? talk.question;
    return { prompt, kind: 'open', earlier: linesSaid(talk), whole: `${late.text}\n${words}` };
  }
  const pieces = new Set(thread.fragments?.parts.map(({ id }) => id));
  const said = saidSoFar(thread);
  return {
    prompt: talk.question,
    kind: talk.closed ? 'closed' : 'open',
    earlier: linesSaid(talk, (line) => !pieces.has(line.id)),
    whole: said === '' ? words : `${said}\n${words}`,
  };
}

const linesSaid = ({ transcript }: Talk, which: (line: Line) => boolean = () => true): string[] =>
  transcript.filter((line) => line.from === 'student' && which(line)).map(({ text }) => text);

/** An edited message is judged with the question that it was an answer to, and with the rest of its answer. */
function aroundEdit(talk: Talk, of: string, words: string): Context {
  const line = lineIn(talk, of);
  const before = line === null ? talk.transcript : talk.transcript.slice(0, talk.transcript.indexOf(line));
  const asked = before.findLast(({ asks }) => asks !== undefined)?.text;
  const earlier = before.filter(({ from }) => from === 'student').map(({ text }) => text);
  const read = readState(talk.state);
  const { answers, open } = read.kind === 'ok' ? read.state : { answers: [], open: [] };
  const parts = [...answers, ...open].find((one) => one.parts.some(({ id }) => id === of))?.parts ?? [];
  const swapped = parts.map((part) => (part.id === of ? { ...part, text: words } : part));
  const whole = swapped.length === 0 ? words : saidIn(swapped);
  return { prompt: asked ?? talk.question, kind: 'open', earlier, whole };
}
