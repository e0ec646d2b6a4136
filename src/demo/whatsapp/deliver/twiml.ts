const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named[entity] ?? whole;
    const hexadecimal = entity[1] === 'x' || entity[1] === 'X';
    return String.fromCodePoint(Number.parseInt(entity.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10));
  });
}

/**
 * The messages that an answer of the webhook asks for. Twilio reads TwiML, and takes text/plain as the
 * message itself: a webhook that says a friendly "OK" sends the student "OK".
 */
export function repliesIn(contentType: string, body: string): readonly string[] {
  if (contentType.startsWith('text/plain')) return body.trim() === '' ? [] : [body.trim()];
  if (!/\bxml\b/.test(contentType)) return [];
  const messages = body.matchAll(/<Message\b[^>]*?(?:\/>|>([\s\S]*?)<\/Message>)/g);
  return [...messages]
    .map(([, inner = '']) => /<Body\b[^>]*>([\s\S]*?)<\/Body>/.exec(inner)?.[1] ?? inner)
    .map((text) =>
      decode(text.replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1').replaceAll(/<[^>]*>/g, '')).trim(),
    )
    .filter((text) => text !== '');
}
