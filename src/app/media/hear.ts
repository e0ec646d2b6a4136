import { TerugblikError } from '../../core/errors.js';
import type { Task } from '../../core/outbox/job.js';
import { answerHeard, heard, type Heard, type HeardResult } from '../../core/thread/files/heard.js';
import { lineWith } from '../../core/thread/files/file-outcome.js';
import type { TurnEnv } from '../../core/thread/env.js';
import { languageOf, type Thread } from '../../core/thread/thread.js';
import { hour } from '../../core/time.js';
import type { SpeechHeard } from '../../ports/speech.js';
import { orUnread } from '../conversation/judge.js';
import { unlessGone } from '../conversation/threads.js';
import type { Handlers } from '../handlers.js';
import { readFile } from './files.js';

type Asked = Extract<Task, { type: 'hear_file' }>;

/** So long a service that does not answer is asked again; the begeleider sees all the while that somebody must listen. */
const giveUpAfter = 6 * hour;

/**
 * Has a voice note written down, and judges the words as if they were written. What comes of it is an event of the
 * thread, taken in once. Throws when the service is to be asked again.
 */
export async function hearFile(handlers: Handlers, thread: Thread | null, asked: Asked): Promise<void> {
  const { deps, threads, deliveries } = handlers;
  if (thread === null || deps.speech === null || lineWith(thread, asked.file) === null) return;
  const found = await listen(handlers, thread, asked);
  const committed = await unlessGone(
    threads.change(thread.person, (now, env) => {
      const result = heard(now, asked, found, env);
      return result === null ? null : answered(result, env);
    }),
  );
  deliveries.follow(committed);
}

async function listen({ deps }: Handlers, thread: Thread, asked: Asked): Promise<Heard> {
  const kept = await readFile(deps.store, thread.id, asked.file);
  if (kept === null || deps.speech === null) return { kind: 'nothing' };
  const languages = [...new Set([languageOf(thread), 'nl'])];
  const spoken = await deps.speech.hear({ bytes: kept.bytes, type: kept.head.type, languages });
  deps.metrics.count('speech', { outcome: spoken.kind });
  return judged(deps, thread, spoken, asked);
}

function judged(
  deps: Handlers['deps'],
  thread: Thread,
  spoken: SpeechHeard,
  { at, question, file }: Asked,
): Heard {
  switch (spoken.kind) {
    case 'words': {
      const { text, language, confidence } = spoken;
      const transcript = { text: text.toWellFormed(), language, confidence };
      const assessment = orUnread(deps, thread, () =>
        deps.assess({ prompt: question, kind: 'open', answer: transcript.text }),
      );
      return { kind: 'words', transcript, assessment };
    }
    case 'silence':
      return { kind: 'nothing' };
    case 'refused':
      deps.log.warn('speech.refused', { file, reason: spoken.reason });
      return { kind: 'nothing' };
    case 'later':
      if (deps.clock.now() - at > giveUpAfter) return { kind: 'nothing' };
      throw new TerugblikError('speech_later', `speech to text gives no answer now: ${spoken.reason}`);
  }
}

/** A worry is answered as one that was written; a script that fails leaves it raised all the same. */
const answered = ({ thread, raised }: HeardResult, env: TurnEnv): Thread =>
  raised === null ? thread : answerHeard(thread, raised, env);
