/** What a person can send beside words, as far as the provider's own words tell it. */
export const fileKinds = [
  'voice',
  'picture',
  'video',
  'document',
  'sticker',
  'contact',
  'location',
  'other',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** A file as its provider announces it: nothing of it was looked at, and what is said of it may be wrong. */
export type SentFile = {
  kind: FileKind;
  /** The type that the provider names. */
  mime: string;
  /** Where its channel finds it; null where there is nothing to fetch. */
  source: string | null;
};

/** Why a file is not kept. Each has its sentence for the student and its words for the staff. */
export type NotKept =
  /** Of a kind that is never kept: a sticker, a contact, a video, a document. */
  | 'kind'
  | 'too_large'
  /** Its bytes are not what it was sent as, or nothing that we know. */
  | 'not_what_it_says'
  /** The provider does not have it any more. */
  | 'gone'
  /** The provider does not give it, or sends us somewhere we do not go. */
  | 'refused'
  /** The provider could not be reached for a day. */
  | 'unreachable';

/** Kinds that are an answer by themselves, and are fetched and kept. */
export const isAnswer = (kind: FileKind): kind is 'voice' | 'picture' =>
  kind === 'voice' || kind === 'picture';

/** The largest file that is kept. A voice note of WhatsApp takes about a megabyte for eight minutes. */
export const largestFile = 8 * 1024 * 1024;

/** The kind by a MIME type alone. Stickers are known by the channel, not here. */
export function kindOfMime(mime: string): FileKind {
  const type = mime.toLowerCase().split(';')[0]?.trim() ?? '';
  if (type === 'image/gif') return 'sticker';
  if (type === 'text/vcard' || type === 'text/x-vcard' || type === 'text/directory') return 'contact';
  if (type === 'location') return 'location';
  const [family = '', name = ''] = type.split('/');
  if (family === 'audio') return 'voice';
  if (family === 'image') return 'picture';
  if (family === 'video') return 'video';
  return name === '' ? 'other' : 'document';
}
