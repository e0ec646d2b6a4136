import type { Downloaded } from './download.js';
import type { Address } from '../core/thread/message.js';

/** What came of fetching a file. Nothing is thrown for what a provider may answer. */
export type FetchedFile =
  | { kind: 'fetched'; bytes: Uint8Array }
  | { kind: 'too_large' }
  /** The provider does not have it: not any more, or not yet. */
  | { kind: 'gone' }
  /** It does not give it. `final`: nor will it; it leads to a host that we do not go to. */
  | { kind: 'refused'; final: boolean; reason: string }
  /** It could not be asked now. */
  | { kind: 'later'; reason: string };

/** Where the files are that people send on a channel. One attempt per call. */
export interface MediaSource {
  fetch: (from: Address, source: string) => Promise<FetchedFile>;
  /**
   * Takes a file off the provider; what is gone already is removed. Absent where a program cannot (Teams: the file is
   * the student's own, in his chat or his OneDrive).
   */
  remove?: (source: string) => Promise<{ status: 'removed' } | { status: 'later'; reason: string }>;
}

/** What a download means for a file: 404 is gone, 401 and 403 are a refusal that may pass, the rest is for later. */
export function fileOf(answer: Downloaded): FetchedFile {
  switch (answer.kind) {
    case 'bytes':
      return { kind: 'fetched', bytes: answer.bytes };
    case 'too_large':
      return answer;
    case 'foreign':
      return { kind: 'refused', final: true, reason: `leads to ${answer.host}` };
    case 'failed':
      return { kind: 'later', reason: answer.reason };
    case 'status':
      if (answer.status === 404 || answer.status === 410) return { kind: 'gone' };
      if (answer.status === 401 || answer.status === 403)
        return { kind: 'refused', final: false, reason: `status ${answer.status}` };
      return { kind: 'later', reason: `status ${answer.status}` };
  }
}
