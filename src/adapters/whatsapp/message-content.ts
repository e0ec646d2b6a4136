import { fileKinds, kindOfMime, type FileKind, type SentFile } from '../../core/media/kinds.js';
import type { InboundContent } from '../../core/thread/message.js';

/** `whatsapp:+31…` or a user name id: never assumed to be a number. */
export const addressOf = (from: string): string => from.replace(/^whatsapp:/, '');

/** An attachment as a webhook or a list names it. */
export type Attachment = { mime: string | null; url: string | null };

/**
 * A message with attachments; WhatsApp sends one with each. `messageType` is Twilio's word for the whole: its pictures
 * are JPEG, and a WebP is a sticker.
 */
export const mediaContent = (
  attachments: readonly Attachment[],
  caption: string,
  messageType: string | null,
): InboundContent => ({
  type: 'media',
  files: attachments.map((one) => fileOf(one, messageType)),
  caption,
});

function fileOf({ mime, url }: Attachment, messageType: string | null): SentFile {
  const type = mime ?? 'application/octet-stream';
  const sticker = messageType === 'sticker' || type.startsWith('image/webp');
  return { kind: sticker ? 'sticker' : kindOfMime(type), mime: type, source: url };
}

/** A message without words or files, such as a location: it is kept as something a person must look at. */
export const noWords = (messageType: string | null): InboundContent => ({
  type: 'media',
  files: [{ kind: signOf(messageType), mime: messageType ?? 'unknown', source: null }],
  caption: '',
});

/** Twilio's names of message types; a contact comes as one or as several. */
function signOf(messageType: string | null): FileKind {
  const name = messageType === 'contacts' ? 'contact' : messageType;
  return fileKinds.find((kind) => kind === name) ?? 'other';
}

/** A place on the map, with the words of it that Twilio puts into the body: they are the map's, not the person's. */
export const locationContent = (): InboundContent => ({
  type: 'media',
  files: [{ kind: 'location', mime: 'location', source: null }],
  caption: '',
});
