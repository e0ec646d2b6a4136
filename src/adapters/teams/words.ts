import type { TeamsActivity } from './activity.js';

/** The words of a message as the person meant them: without the quoted message, mentions of the bot and HTML. */
export function wordsIn(activity: TeamsActivity): string {
  const html = replyHtml(activity);
  if (html !== null) return decodeHtml(html.replace(quote, ' ').replace(placeholder, ' '));
  const text = withoutMentions(activity).replace(placeholder, ' ');
  return activity.textFormat === 'xml' ? decodeHtml(text) : text.trim();
}

/** Teams repeats the message that somebody answers to in front of his own words. */
const quote = /<blockquote[^>]*schema\.skype\.com\/Reply[\s\S]*?<\/blockquote>/gi;

/** Newer clients mark the place of a quoted message, and name it in an entity. */
const placeholder = /<quoted\b[^>]*\/>/gi;

/** The id of the message that somebody answers to, or null. Of several the first counts. */
export function quotedBy(activity: TeamsActivity): string | null {
  const named = activity.entities?.find((one) => one.quotedReply?.messageId != null);
  if (named?.quotedReply?.messageId != null) return named.quotedReply.messageId;
  const [block = ''] = replyHtml(activity)?.match(quote) ?? [];
  const [, id] = /^<blockquote[^>]*\bitemid="([^"]+)"/i.exec(block) ?? [];
  return id ?? activity.replyToId ?? null;
}

/** The HTML copy of a message that quotes another one: only there the quote can be told from the words. */
function replyHtml({ attachments }: TeamsActivity): string | null {
  const contents = (attachments ?? [])
    .filter((one) => one.contentType === 'text/html')
    .map((one) => one.content);
  return contents.find((one): one is string => typeof one === 'string' && one.search(quote) !== -1) ?? null;
}

function withoutMentions({ text, entities, recipient }: TeamsActivity): string {
  const mentions = (entities ?? []).filter(
    (one) => one.type === 'mention' && one.mentioned?.id === recipient.id && one.text != null,
  );
  return mentions.reduce((sofar, one) => sofar.replaceAll(one.text ?? '', ' '), text ?? '');
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The text of Teams' HTML: line breaks kept, pictures of an emoji as the emoji, everything else without tags. */
export function decodeHtml(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, '\n')
    .replace(/<(?:img|emoji)\b[^>]*?\balt="([^"]*)"[^>]*>/gi, '$1')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim();
}

function entity(name: string): string | null {
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? null;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/** Text as Teams' HTML: shown as it is, with its line breaks. Signs of Markdown go as entities, which no client acts on. */
export const encodeHtml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[*_~`#[\]\\]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\r\n|\r|\n/g, '<br/>');
