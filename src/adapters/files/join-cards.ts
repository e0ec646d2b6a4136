import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import type { Instant } from '../../core/time.js';
import {
  layOutCards,
  page,
  type Drawn,
  type FontName,
  type JoinCard,
  type Measure,
} from './join-card-layout.js';

/** Cards as a PDF of A4 pages, and the letters that no card could show. */
export type PrintedCards = {
  pdf: Buffer;
  pages: number;
  /** By number of the card: letters that the font does not have. They are printed as a line to write them on. */
  lacking: { card: number; letters: string[] }[];
};

type Face = { file: Buffer; font: Font };
type Faces = Readonly<Record<FontName, Face>>;

/** Prints cards. `onPage` hears of each page that is done; the same cards at the same moment give the same bytes. */
export async function printJoinCards(
  cards: readonly JoinCard[],
  options: { title: string; madeAt: Instant; onPage?: (done: number, of: number) => void },
): Promise<PrintedCards> {
  const faces = {
    regular: await readFace('DejaVuSansCondensed'),
    bold: await readFace('DejaVuSansCondensed-Bold'),
  };
  const readable = cards.map((card) => printable(card, faces));
  const pages = layOutCards(
    readable.map(({ card }) => card),
    measureWith(faces),
  );
  const pdf = await draw(pages, faces, options);
  const lacking = readable.flatMap(({ letters }, card) => (letters.length === 0 ? [] : [{ card, letters }]));
  return { pdf, pages: pages.length, lacking };
}

/** DejaVu has the letters of the names in our classes: Latin with every mark, Greek, Cyrillic, Arabic and more. */
async function readFace(name: string): Promise<Face> {
  const file = await readFile(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
  const font = create(file);
  if (!('layout' in font)) throw new TypeError(`${name} is a collection and not a font`);
  return { file, font };
}

const measureWith =
  (faces: Faces): Measure =>
  (text, name, size) => {
    const { font } = faces[name];
    return (font.layout(text).advanceWidth / font.unitsPerEm) * size;
  };

/** A letter that the font lacks would print as an empty box; a line says that something is to be written there. */
function printable(card: JoinCard, { bold }: Faces): { card: JoinCard; letters: string[] } {
  const letters = new Set<string>();
  const shown = (text: string): string =>
    [...text.normalize('NFC')]
      .map((letter) => {
        if (/\s/u.test(letter) || bold.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)) return letter;
        letters.add(letter);
        return '_';
      })
      .join('');
  const { link, ...words } = card;
  const printed = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, shown(text)]));
  return { card: { ...card, ...printed, link }, letters: [...letters] };
}

async function draw(
  pages: readonly Drawn[][],
  faces: Faces,
  options: Parameters<typeof printJoinCards>[1],
): Promise<Buffer> {
  const document = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    lang: 'nl-NL',
    info: { Title: options.title, Creator: 'Terugblik', CreationDate: new Date(options.madeAt) },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => void chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  for (const name of ['regular', 'bold'] as const) document.registerFont(name, faces[name].file);
  pages.forEach((drawn, index) => {
    document.addPage();
    for (const one of drawn) drawOne(document, one);
    options.onPage?.(index + 1, pages.length);
  });
  document.end();
  return done;
}

function drawOne(document: PDFKit.PDFDocument, drawn: Drawn): void {
  switch (drawn.kind) {
    case 'text':
      document.font(drawn.font).fontSize(drawn.size).fillColor(drawn.colour);
      // With a list of features the line is set as a whole: word by word, Arabic would come out in the wrong order.
      document.text(drawn.text, drawn.x, drawn.y, { lineBreak: false, features: [] });
      return;
    case 'square': {
      const { x, y, module, dark } = drawn;
      dark.forEach((row, down) =>
        row.forEach((isDark, along) => {
          if (isDark) document.rect(x + along * module, y + down * module, module, module);
        }),
      );
      document.fill('#000000');
      return;
    }
    case 'cut':
      document
        .moveTo(...drawn.from)
        .lineTo(...drawn.to)
        .lineWidth(0.5)
        .dash(4, { space: 4 });
      document.strokeColor('#9a9a9a').stroke().undash();
      return;
  }
}
