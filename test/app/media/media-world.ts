import type { Speech, SpeechHeard, SpeechInput } from '../../../src/ports/speech.js';
import type { FileKind } from '../../../src/core/media/kinds.js';
import type { Line } from '../../../src/core/thread/transcript.js';
import { photo, voiceNote } from '../../support/sample-files.js';
import { addresses, introduce, world, type World, type WorldOptions } from '../../support/world.js';

export const noor = addresses.noor.whatsapp;
export const thread = 'demo:noor';

/** The sound and the picture that Noor's telephone sends. */
export const sources = { voice: 'https://twilio.example/voice', picture: 'https://twilio.example/picture' };

/** Noor at an open question in her own words, with a provider that has her files. */
export async function atAQuestion(options: WorldOptions = {}): Promise<World> {
  const w = await world(options);
  await introduce(w);
  await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
  await w.pass(0);
  for (const label of ['🙂 Goed', 'Ja', 'Iets dat goed ging']) await w.tap('whatsapp', noor, label);
  w.whatsapp.files.set(sources.voice, [{ kind: 'fetched', bytes: voiceNote() }]);
  w.whatsapp.files.set(sources.picture, [{ kind: 'fetched', bytes: photo() }]);
  w.whatsapp.sent.length = 0;
  w.teams.sent.length = 0;
  return w;
}

/** Noor sends a file; what follows within seconds is carried out. */
export async function send(
  w: World,
  kind: FileKind,
  more: { source?: string | null; caption?: string; id?: string; mime?: string } = {},
): Promise<string> {
  const { source = kind === 'voice' ? sources.voice : sources.picture, caption = '', mime = 'x/y' } = more;
  const id = await w.write(
    'whatsapp',
    noor,
    { type: 'media', files: [{ kind, mime, source }], caption },
    more.id,
  );
  await w.pass(1500);
  await w.pass(0);
  return id;
}

/** The line of a message, wherever it is. */
export async function lineOf(w: World, id: string): Promise<Line | undefined> {
  const { talk, ended } = await w.thread('noor');
  return [...ended, ...(talk === null ? [] : [talk])]
    .flatMap((one) => one.transcript)
    .find((one) => one.id === id);
}

/** A machine that hears what it is told to. */
export function fakeSpeech(...says: SpeechHeard[]): Speech & { asked: SpeechInput[] } {
  const asked: SpeechInput[] = [];
  return {
    asked,
    hear: async (input) => {
      asked.push(input);
      return says.length > 1 ? (says.shift() ?? { kind: 'silence' }) : (says[0] ?? { kind: 'silence' });
    },
  };
}
