import { z } from 'zod';
import { kindOfMime, type FileKind, type SentFile } from '../../core/media/kinds.js';
import type { TeamsActivity } from './activity.js';

type Attachment = NonNullable<TeamsActivity['attachments']>[number];

/** A file of OneDrive: its address needs no token and works for some minutes. */
const fileInfo = 'application/vnd.microsoft.teams.file.download.info';
/** What somebody recorded in Teams on a telephone. */
const recording = 'application/vnd.microsoft.card.audio';

const download = z.looseObject({ downloadUrl: z.string().optional(), fileType: z.string().optional() });
const sound = z.looseObject({ media: z.array(z.looseObject({ url: z.string() })).optional() });

/** Files of one message that are looked at; nobody sends more at once. */
const fileLimit = 10;

/**
 * The files and pictures of a message. Teams adds a copy of the text as HTML, and cards for links: those are none, but
 * a recording comes as a card.
 */
export const filesOf = ({ attachments }: TeamsActivity): SentFile[] =>
  (attachments ?? [])
    .filter(
      ({ contentType }) =>
        contentType === recording ||
        (contentType !== 'text/html' && !contentType.startsWith('application/vnd.microsoft.card.')),
    )
    .slice(0, fileLimit)
    .map(fileOf);

function fileOf(attachment: Attachment): SentFile {
  const { contentType: mime, contentUrl } = attachment;
  const content = contentIn(attachment);
  if (mime === fileInfo) {
    const { downloadUrl, fileType } = download.catch({}).parse(content);
    return { kind: kindOfName(fileType ?? ''), mime, source: downloadUrl ?? contentUrl ?? null };
  }
  if (mime === recording) {
    const url = sound.catch({}).parse(content).media?.[0]?.url;
    return { kind: 'voice', mime, source: url ?? contentUrl ?? null };
  }
  return { kind: kindOfMime(mime), mime, source: contentUrl ?? null };
}

/** Some clients send what is in a card as JSON in a string. */
function contentIn({ content }: Attachment): unknown {
  if (typeof content !== 'string') return content;
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return null;
  }
}

const pictures = /^(?:jpe?g|png|webp)$/;
const sounds = /^(?:ogg|opus|oga|amr|mp3|m4a|aac|wav|weba)$/;
const videos = /^(?:mp4|mov|avi|mkv|webm|3gp)$/;

/** By the ending of a file's name: what it is in truth is looked at when it is there. */
function kindOfName(ending: string): FileKind {
  const name = ending.toLowerCase();
  if (pictures.test(name)) return 'picture';
  if (sounds.test(name)) return 'voice';
  return videos.test(name) ? 'video' : 'document';
}

/** What stands for a message of which nothing can be read: a card, a form, a sticker of the client's own. */
export function signOf({ attachments, value }: TeamsActivity): SentFile {
  const mime = attachments?.[0]?.contentType ?? (value == null ? 'unknown' : 'application/json');
  return { kind: (attachments ?? []).some(isSticker) ? 'sticker' : 'other', mime, source: null };
}

/** Stickers and moving pictures of the client's own stand in the HTML copy of a message. */
const isSticker = ({ content }: Attachment): boolean =>
  typeof content === 'string' && /itemtype="[^"]*(?:sticker|giphy)/i.test(content);
