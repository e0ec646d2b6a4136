import { TerugblikError } from '../../core/errors.js';
import { checkFile } from '../../core/media/check-file.js';
import type { NotKept } from '../../core/media/kinds.js';
import type { Task } from '../../core/outbox/job.js';
import {
  fileSettled,
  isFileSettled,
  lineWith,
  type FileOutcome,
} from '../../core/thread/files/file-outcome.js';
import type { Thread } from '../../core/thread/thread.js';
import { day, minute } from '../../core/time.js';
import type { FetchedFile } from '../../ports/media-source.js';
import { longestRetention } from '../conversation/archive.js';
import { termAfter } from '../conversation/thread-items.js';
import { unlessGone } from '../conversation/threads.js';
import type { Handlers } from '../handlers.js';
import { headOf, keepFile, removeFile } from './files.js';

type Asked = Extract<Task, { type: 'keep_file' }>;

/** So long a provider may say that a file is not there, or not for us: it may have just come in. */
const patience = 10 * minute;

/** So long a provider that does not answer is asked again. */
const giveUpAfter = day;

/**
 * Fetches a file, looks at what it is, and keeps it. What comes of it is an event of the thread, taken in once; a file
 * whose line was erased meanwhile is not left behind. Throws when the provider is to be asked again.
 */
export async function fetchAndKeep(handlers: Handlers, thread: Thread | null, asked: Asked): Promise<void> {
  if (thread === null || isFileSettled(thread, asked.file)) return;
  const { deps, threads, deliveries } = handlers;
  const outcome = lineWith(thread, asked.file) === null ? null : await outcomeOf(handlers, thread, asked);
  const found = { wanted: false };
  const committed = await unlessGone(
    threads.change(thread.person, (now, env) => {
      found.wanted = lineWith(now, asked.file) !== null || isFileSettled(now, asked.file);
      return outcome === null ? null : fileSettled(now, asked, outcome, deps.speech !== null, env);
    }),
  );
  // Erased while it was on its way; what comes later than this is found by the sweeps of the erasure.
  if (!found.wanted) await removeFile(deps.store, thread.id, asked.file);
  deliveries.follow(committed);
}

async function outcomeOf({ deps }: Handlers, thread: Thread, asked: Asked): Promise<FileOutcome> {
  const known = await headOf(deps.store, thread.id, asked.file);
  if (known !== null) return { kind: 'kept', type: known.type, size: known.size };
  const fetched = await fetchOnce(deps, thread, asked);
  const why = fetched.kind === 'fetched' ? null : refusalOf(fetched, deps.clock.now() - asked.at);
  const checked = fetched.kind === 'fetched' ? checkFile(asked.kind, fetched.bytes) : null;
  const outcome: FileOutcome =
    checked?.ok === true
      ? { kind: 'kept', type: checked.type, size: checked.bytes.length }
      : { kind: 'not_kept', why: checked === null ? (why ?? 'unreachable') : checked.why };
  if (checked?.ok === true) {
    const { file, at, kind } = asked;
    const { type, bytes } = checked;
    await keepFile(deps.store, {
      thread: thread.id,
      file,
      at,
      kind,
      type,
      bytes,
      until: untilFor(deps, thread, at),
    });
  }
  count(deps, asked, outcome);
  return outcome;
}

function count({ metrics, log }: Handlers['deps'], { channel, file }: Asked, outcome: FileOutcome): void {
  const { kind } = outcome;
  metrics.count('files', { channel, outcome: kind === 'kept' ? kind : outcome.why });
  if (kind === 'not_kept') log.warn('media.not_kept', { file, channel, reason: outcome.why });
}

/** A file stays as long as the words beside it: two years at most, or until the term of a student who left. */
function untilFor({ school }: Handlers['deps'], { leftAt }: Thread, at: number): number {
  return Math.min(at + longestRetention, leftAt === null ? Infinity : termAfter(school, leftAt));
}

async function fetchOnce(
  { channels }: Handlers['deps'],
  thread: Thread,
  { channel, source }: Asked,
): Promise<FetchedFile> {
  const media = channels.get(channel)?.media;
  const from = thread.addresses.find((one) => one.channel === channel);
  if (media === undefined || from === undefined) return { kind: 'later', reason: 'no way to fetch' };
  return media.fetch(from, source);
}

/** Why a file will not be kept. Throws while the provider may still give it. */
function refusalOf(fetched: Exclude<FetchedFile, { kind: 'fetched' }>, waited: number): NotKept {
  switch (fetched.kind) {
    case 'too_large':
      return 'too_large';
    case 'gone':
      if (waited > patience) return 'gone';
      throw again('gone');
    case 'refused':
      if (fetched.final || waited > patience) return 'refused';
      throw again(fetched.reason);
    case 'later':
      if (waited > giveUpAfter) return 'unreachable';
      throw again(fetched.reason);
  }
}

const again = (reason: string): TerugblikError =>
  new TerugblikError('media_later', `the provider gives no file now: ${reason}`);

/** Takes a file off its provider; throws when it has to be asked again. */
export async function dropFile(
  { deps }: Handlers,
  { channel, source }: Extract<Task, { type: 'drop_file' }>,
): Promise<void> {
  const removed = await deps.channels.get(channel)?.media?.remove?.(source);
  if (removed?.status === 'later') throw again(removed.reason);
}
