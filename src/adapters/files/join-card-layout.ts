import { encode } from 'uqr';

/** One card to join with; its words are ready to print. */
export type JoinCard = {
  school: string;
  name: string;
  title: string;
  /** What it is, and what to do with the square. */
  what: string;
  how: string;
  /** What to do without a camera; the code stands below it. */
  or: string;
  code: string;
  free: string;
  until: string;
  /** What the square holds. */
  link: string;
};

export type FontName = 'regular' | 'bold';

/** The width of a line of text in points. */
export type Measure = (text: string, font: FontName, size: number) => number;

/** What stands on a page; measures are points from its upper left corner. */
export type Drawn =
  | { kind: 'text'; text: string; x: number; y: number; size: number; font: FontName; colour: string }
  | { kind: 'square'; x: number; y: number; module: number; dark: boolean[][] }
  | { kind: 'cut'; from: [number, number]; to: [number, number] };

/** A4 in points. */
export const page = { width: 595.28, height: 841.89 } as const;

const columns = 2;
const rows = 3;
const card = { width: page.width / columns, height: page.height / rows } as const;
const inside = { x: 24, y: 20 } as const;
const width = card.width - 2 * inside.x;
const height = card.height - 2 * inside.y;

const ink = { text: '#1a1a1a', quiet: '#5a5a5a', accent: '#0B5563' } as const;

/** Cards on pages of six, with lines to cut along. */
export function layOutCards(cards: readonly JoinCard[], measure: Measure): Drawn[][] {
  const perPage = columns * rows;
  const pages = Array.from({ length: Math.ceil(cards.length / perPage) }, (_, index) =>
    cards.slice(index * perPage, (index + 1) * perPage),
  );
  return pages.map((onPage) => [
    ...cutLines(),
    ...onPage.flatMap((one, index) => {
      const x = (index % columns) * card.width + inside.x;
      const y = Math.floor(index / columns) * card.height + inside.y;
      return layOutCard(one, measure).map((drawn) => moved(drawn, x, y));
    }),
  ]);
}

function cutLines(): Drawn[] {
  const down: Drawn[] = [card.width].map((x) => ({ kind: 'cut', from: [x, 0], to: [x, page.height] }));
  const across: Drawn[] = [card.height, 2 * card.height].map((y) => ({
    kind: 'cut',
    from: [0, y],
    to: [page.width, y],
  }));
  return [...down, ...across];
}

function moved(drawn: Drawn, x: number, y: number): Drawn {
  return drawn.kind === 'cut' ? drawn : { ...drawn, x: drawn.x + x, y: drawn.y + y };
}

/** Sizes of the small print, largest first: a card with long names gets the first that fits. */
const bodySizes = [9.5, 9, 8.5, 8, 7.5, 7];

function layOutCard(one: JoinCard, measure: Measure): Drawn[] {
  const tries = bodySizes.map((size) => compose(one, measure, size));
  const fitting = tries.find((tried) => tried.bottom <= height) ?? tries.at(-1);
  return fitting?.drawn ?? [];
}

/** Leaves 0.8 mm for each of its 45 modules: a phone reads that from a hand's distance. */
const squareSize = 100;
const gutter = 14;

function compose(one: JoinCard, measure: Measure, size: number): { drawn: Drawn[]; bottom: number } {
  const left = column(measure, width - squareSize - gutter);
  const whole = column(measure, width);
  const drawn: Drawn[] = [];
  const put = (lines: Lines): number => {
    drawn.push(...lines.drawn);
    return lines.bottom;
  };
  let y = put(whole({ text: one.school, font: 'regular', size: 8, colour: ink.quiet }, 0));
  y = put(whole({ ...fittedName(one.name, measure), colour: ink.text }, y + 3));
  const top = y + 5;
  y = put(left({ text: one.title, font: 'bold', size: size + 1, colour: ink.accent }, top));
  y = put(left({ text: one.what, font: 'regular', size, colour: ink.text }, y + 3));
  y = put(left({ text: one.how, font: 'regular', size, colour: ink.text }, y + 4));
  drawn.push(square(one.link, width - squareSize, top));
  y = Math.max(y + 7, top + squareSize);
  y = put(whole({ text: one.or, font: 'regular', size, colour: ink.text }, y));
  y = put(whole({ text: one.code, font: 'bold', size: 19, colour: ink.text }, y + 2));
  y = put(whole({ text: one.free, font: 'regular', size, colour: ink.text }, y + 5));
  y = put(whole({ text: one.until, font: 'regular', size: Math.min(size, 8), colour: ink.quiet }, y + 4));
  return { drawn, bottom: y };
}

/** A long name is set smaller before it is broken over lines. */
function fittedName(name: string, measure: Measure): { text: string; font: FontName; size: number } {
  const sizes = [18, 17, 16, 15, 14, 13];
  const size = sizes.find((one) => measure(name, 'bold', one) <= width) ?? 13;
  return { text: name, font: 'bold', size };
}

type Style = { text: string; font: FontName; size: number; colour: string };
type Lines = { drawn: Drawn[]; bottom: number };

const lineHeight = 1.28;

/** Sets text in a column of this width, from `y` down. */
const column =
  (measure: Measure, columnWidth: number) =>
  ({ text, font, size, colour }: Style, y: number): Lines => {
    const lines = wrap(text, (line) => measure(line, font, size) <= columnWidth);
    return {
      drawn: lines.map((line, index) => ({
        ...{ kind: 'text', text: line, x: 0, y: y + index * size * lineHeight, size, font, colour },
      })),
      bottom: y + lines.length * size * lineHeight,
    };
  };

/** Breaks a text between words, never at a no-break space; a word that is wider than a line is broken within. */
function wrap(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \n]+/u).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = fits(word) ? [word] : broken(word, fits);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

function broken(word: string, fits: (line: string) => boolean): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && !fits(piece + letter)) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

/** A QR code with the quiet zone of four modules that the standard asks for within its size. */
function square(link: string, x: number, y: number): Drawn {
  const { data } = encode(link, { ecc: 'M', border: 4 });
  return { kind: 'square', x, y, module: squareSize / data.length, dark: data };
}
