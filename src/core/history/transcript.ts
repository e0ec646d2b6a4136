import type { Instant } from '../time.js';
import { worryScripts } from '../thread/talk/scripts.js';
import type { Talk } from '../thread/thread.js';
import type { Line } from '../thread/transcript.js';

/** A line as somebody of the staff may see it. */
export type ShownLine =
  | {
      kind: 'line';
      line: Pick<
        Line,
        | ('id' | 'at' | 'from' | 'by' | 'channel' | 'text' | 'edits' | 'cut' | 'delivery' | 'files')
        | ('deleted' | 'corrected' | 'of')
      >;
      /** The student tapped a button. */
      tapped: boolean;
      /** A program found a worry here, or the student said that there is one. */
      worry: boolean;
      unread: boolean;
      short: boolean;
    }
  /** A worry that others read: that there was one may be known, its words not. */
  | { kind: 'hidden'; at: Instant };

/** What decides what a reader sees of a transcript. */
export type Reading = {
  /** Whether this alert may be read by him. */
  mayReadWorry: (alert: string) => boolean;
  /** Whether only the confidant reads this alert: then nothing shows that there is one. */
  isConfidential: (alert: string) => boolean;
  /** The alerts that there are, by the id of the line that raised them or was added to them. */
  alertOf: (line: string) => string | null;
  /** Whether he sees which answers stayed short. */
  short: boolean;
};

/**
 * A transcript as one of the staff may see it. A worry hides with everything that answers it: from its line to the
 * next words of the student that belong to none. A confidential one leaves no trace.
 */
export function shownTranscript(talk: Talk, reading: Reading): ShownLine[] {
  const shown: ShownLine[] = [];
  let within = opensWith(talk, reading);
  for (const line of talk.transcript) {
    // What the program says to a worry follows it; its own marks count where nothing went before.
    within = line.from === 'bot' && within !== 'open' ? within : placeOf(line, reading);
    const last = shown.at(-1);
    if (within === 'open') shown.push(asLine(line, reading));
    else if (within === 'hidden' && last?.kind !== 'hidden') shown.push({ kind: 'hidden', at: line.at });
  }
  return shown;
}

/** A talk that begins with the answer to a worry belongs to it from its first line. */
function opensWith({ script, alert }: Talk, reading: Reading): Place {
  if (alert === null || !worryScripts.includes(script)) return 'open';
  return placeOf({ id: '', alert }, reading);
}

type Place = 'open' | 'hidden' | 'gone';

function placeOf(
  line: Pick<Line, 'id' | 'alert' | 'confidential'>,
  { alertOf, isConfidential, mayReadWorry }: Reading,
): Place {
  const alert = line.alert ?? alertOf(line.id);
  if (alert !== null && mayReadWorry(alert)) return 'open';
  if (line.confidential === true || (alert !== null && isConfidential(alert))) return 'gone';
  return alert === null ? 'open' : 'hidden';
}

function asLine(line: Line, { short, alertOf }: Reading): ShownLine {
  const { id, at, from, channel, text } = line;
  const { by, edits, cut, delivery, files, choice, effort, deleted, corrected, of } = line;
  return {
    kind: 'line',
    line: {
      ...{ id, at, from, channel, text },
      ...(by === undefined ? {} : { by }),
      ...(edits === undefined ? {} : { edits }),
      ...(cut === undefined ? {} : { cut }),
      ...(delivery === undefined ? {} : { delivery }),
      ...(files === undefined ? {} : { files }),
      ...(deleted === undefined ? {} : { deleted }),
      ...(corrected === undefined ? {} : { corrected }),
      ...(of === undefined ? {} : { of }),
    },
    tapped: choice !== undefined,
    worry: from === 'student' && (line.alert ?? alertOf(id)) !== null,
    unread: line.unread === true,
    short: short && from === 'student' && (effort === 'thin' || effort === 'none'),
  };
}
