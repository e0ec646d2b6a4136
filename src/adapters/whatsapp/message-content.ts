import type { InboundContent } from '../../core/thread/message.js';

/** `whatsapp:+31…` or a user name id: never assumed to be a number. */
export const addressOf = (from: string): string => from.replace(/^whatsapp:/, '');

/** An attachment. WhatsApp sends one with a message; of several, as other channels have them, the first is kept. */
export const mediaContent = (mime: string | null, url: string | null, caption: string): InboundContent => ({
  type: 'media',
  mime: mime ?? 'application/octet-stream',
  url,
  caption,
});

/** A location, a contact or a sticker comes without words: it is kept as something a person must look at. */
export const noWords = (kind: string | null): InboundContent => ({
  type: 'media',
  mime: kind ?? 'unknown',
  url: null,
  caption: '',
});
