/** An Adaptive Card as JSON, in the version that Teams draws everywhere. */
export type AdaptiveCard = {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  fallbackText: string;
  body: CardPart[];
  actions?: CardPart[];
};

/** One element or action of a card. */
export type CardPart = { type: string } & { readonly [field: string]: unknown };

export function adaptiveCard(fallbackText: string, body: CardPart[], actions: CardPart[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText,
    body,
    ...(actions.length === 0 ? {} : { actions }),
  };
}

/**
 * Words exactly as they are: a TextRun is never read as Markdown, so that nobody's asterisks, links or images
 * turn into something else. It knows no line breaks either: each line is a block of its own.
 */
export function plainWords(text: string): CardPart[] {
  const blocks: CardPart[] = [];
  let gap = true;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') {
      gap = true;
      continue;
    }
    blocks.push({
      type: 'RichTextBlock',
      spacing: gap ? 'default' : 'none',
      inlines: [{ type: 'TextRun', text: line }],
    });
    gap = false;
  }
  return blocks;
}

/** Text for the elements that do read Markdown (TextBlock, FactSet): its signs are escaped where they would act. */
export function withoutMarkdown(text: string): string {
  return text
    .replace(/[\\*_[\]`~]/g, '\\$&')
    .replace(/^(\s*)([-+#>])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2');
}
