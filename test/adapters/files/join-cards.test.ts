import { expect } from 'chai';
import { createRequire } from 'node:module';
import type jsQRType from 'jsqr';
import {
  layOutCards,
  page,
  type Drawn,
  type JoinCard,
  type Measure,
} from '../../../src/adapters/files/join-card-layout.js';
import { printJoinCards } from '../../../src/adapters/files/join-cards.js';
import { joinLink } from '../../../src/core/school/join-code.js';
import { tuesday } from '../../support/world.js';

const jsQR = createRequire(import.meta.url)('jsqr') as typeof jsQRType.default;

const link = joinLink('+31200000000', 'Hoi, mijn code is TB-7KC4M-2XPR9');
const card = (change: Partial<JoinCard> = {}): JoinCard => ({
  school: 'Entree De Brug',
  name: 'Amina Yusuf',
  title: 'Doe mee met Terugblik',
  what: 'Terugblik is een chat van school. Na je praktijkleerdag kijk je kort terug op je dag.',
  how: 'Scan het vierkant met je telefoon. Druk in WhatsApp op versturen.',
  or: 'Of app deze code naar +31 200 000 000:',
  code: 'TB-7KC4M-2XPR9',
  free: 'Wil je niet chatten? Dan praat je met Samira de Wit. Dat telt net zo goed.',
  until: 'Alleen voor jou. De code werkt tot en met dinsdag 15 december.',
  link,
  ...change,
});
const classOf = (count: number): JoinCard[] =>
  Array.from({ length: count }, (_, index) => card({ name: `Student ${index + 1}` }));

/** A font of which every letter is as wide as the broadest ones are. */
const broad: Measure = (text, _font, size) => text.length * size * 0.62;

type Text = Extract<Drawn, { kind: 'text' }>;
const textsOf = (drawn: readonly Drawn[]): Text[] =>
  drawn.flatMap((one) => (one.kind === 'text' ? [one] : []));
const nameOf = (drawn: readonly Drawn[]): Text[] =>
  textsOf(drawn).filter(({ font, size }) => font === 'bold' && size >= 13 && size <= 18);

/** What a telephone reads from the modules, at four dots each. */
function scanned(drawn: readonly Drawn[]): string | null {
  const square = drawn.find((one) => one.kind === 'square');
  if (square?.kind !== 'square') return null;
  const size = square.dark.length * 4;
  const dots = Uint8ClampedArray.from({ length: size * size * 4 }, (_, index) => {
    const dot = Math.floor(index / 4);
    const isDark = square.dark[Math.floor(Math.floor(dot / size) / 4)]?.[Math.floor((dot % size) / 4)];
    return index % 4 !== 3 && isDark === true ? 0 : 255;
  });
  return jsQR(dots, size, size)?.data ?? null;
}

describe('the layout of cards to join with', () => {
  it('has six on a page: thirteen students are three pages', () => {
    const pages = layOutCards(classOf(13), broad);
    expect(pages.map((drawn) => drawn.filter(({ kind }) => kind === 'square').length)).to.deep.equal([
      6, 6, 1,
    ]);
    const names = pages.flatMap((drawn) => nameOf(drawn).map(({ text }) => text));
    expect(names).to.deep.equal(classOf(13).map(({ name }) => name));
  });

  it('has a line to cut along between every two cards', () => {
    const [first] = layOutCards(classOf(6), broad);
    const cuts = (first ?? []).flatMap((one) => (one.kind === 'cut' ? [[one.from, one.to].flat()] : []));
    const { width, height } = page;
    expect(cuts).to.deep.equal([
      [width / 2, 0, width / 2, height],
      [0, height / 3, width, height / 3],
      [0, (2 * height) / 3, width, (2 * height) / 3],
    ]);
  });

  it('says everything that a student must know', () => {
    const [drawn = []] = layOutCards([card()], broad);
    const words = textsOf(drawn)
      .map(({ text }) => text)
      .join(' ');
    const { link: _link, ...said } = card();
    for (const text of Object.values(said)) expect(words).to.contain(text);
  });

  it('has a square that a telephone reads as the link', () => {
    const [drawn = []] = layOutCards([card()], broad);
    expect(scanned(drawn)).to.equal(link);
  });

  for (const [what, change] of [
    ['an ordinary card', {}],
    ['a long name', { name: 'Maximiliaan Alexander van den Heuvel-Bloemendaal tot Oudewater' }],
    ['a name without a space', { name: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2) }],
    [
      'a long school and begeleider',
      { school: 'De '.repeat(20), free: `Dan praat je met ${'Anna '.repeat(18)}` },
    ],
  ] as const) {
    it(`keeps ${what} within its card, beside its square`, () => {
      const cards = Array.from({ length: 6 }, () => card(change));
      const [drawn = []] = layOutCards(cards, broad);
      for (const [index, area] of areas.entries()) {
        const mine = drawn.filter((one) => one.kind !== 'cut' && isIn(area, one.x, one.y));
        const square = mine.find((one) => one.kind === 'square');
        expect(textsOf(mine).length, `card ${index}`).to.be.greaterThan(6);
        for (const { text, x, y, size, font } of textsOf(mine)) {
          const right = x + broad(text, font, size);
          expect(right, text).to.be.at.most(area.x + area.width - 10);
          expect(y + size, text).to.be.at.most(area.y + area.height - 10);
          if (square?.kind !== 'square' || y + size < square.y) continue;
          if (y < square.y + square.module * square.dark.length - 10)
            expect(right, `${text} runs into the square`).to.be.at.most(square.x);
        }
      }
    });
  }

  it('sets a long name smaller, and a longer one on two lines', () => {
    const name = (words: string): Text[] => nameOf(layOutCards([card({ name: words })], broad)[0] ?? []);
    expect(name('Amina Yusuf')).to.have.length(1);
    expect(name('Amina Yusuf')[0]?.size).to.equal(18);
    expect(name('Łukasz Wiśniewski-Kowalski')[0]?.size).to.be.lessThan(18);
    expect(name('Maximiliaan Alexander van den Heuvel').map(({ text }) => text)).to.deep.equal([
      'Maximiliaan Alexander van den',
      'Heuvel',
    ]);
  });
});

type Area = { x: number; y: number; width: number; height: number };
const areas: Area[] = [0, 1, 2].flatMap((row) =>
  [0, 1].map((column) => ({
    x: (column * page.width) / 2,
    y: (row * page.height) / 3,
    width: page.width / 2,
    height: page.height / 3,
  })),
);
const isIn = (area: Area, x: number, y: number): boolean =>
  x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;

describe('the PDF of the cards', () => {
  const options = { title: 'Terugblik', madeAt: tuesday };

  it('has a page for six, tells of each, and is the same again', async () => {
    const heard: string[] = [];
    const onPage = (done: number, of: number) => void heard.push(`${done} of ${of}`);
    const { pdf, pages } = await printJoinCards(classOf(13), { ...options, onPage });
    expect(pages).to.equal(3);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).to.have.length(3);
    expect(heard).to.deep.equal(['1 of 3', '2 of 3', '3 of 3']);
    expect((await printJoinCards(classOf(13), options)).pdf.equals(pdf)).to.equal(true);
  }).timeout(20_000);

  it('has the letters of every name in our classes', async () => {
    const names = [
      'Łukasz Żółć',
      'Ayşe Çağlayan',
      'Ґалина Їжакевич',
      'Nguyễn Thị Ánh',
      'محمد',
      'Zoë-Renée',
      'Θεόδωρος',
    ];
    const { lacking } = await printJoinCards(
      names.map((name) => card({ name })),
      options,
    );
    expect(lacking).to.deep.equal([]);
  });

  it('tells which letter it does not have, and prints a line for it', async () => {
    const { lacking, pdf } = await printJoinCards([card(), card({ name: 'ኣማኑኤል Haile' })], options);
    expect(lacking).to.deep.equal([{ card: 1, letters: ['ኣ', 'ማ', 'ኑ', 'ኤ', 'ል'] }]);
    const byHand = await printJoinCards([card(), card({ name: '_____ Haile' })], options);
    expect(pdf.equals(byHand.pdf)).to.equal(true);
  });
});
