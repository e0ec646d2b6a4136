import { expect } from 'chai';
import { cryptoIds } from '../../../../src/adapters/system/crypto-ids.js';
import {
  readVersionName,
  templateTexts,
  versionName,
  fillBody,
} from '../../../../src/core/script/templates.js';
import { bundle, realContent, script } from '../../../support/content.js';

const path = 'manifest/whatsapp/templates.yaml';

/** A bundle with one template of these words, and what the check says of it. */
function checked(
  words: string,
  options: { variables?: string; buttons?: string; titles?: Record<string, string>; more?: string } = {},
): string[] {
  const { variables = 'name', buttons = '[]', titles = {}, more = '' } = options;
  const text = `spec: 1
templates:
  - name: knock
    category: utility
    text: t.words
    variables: [${variables}]
    buttons: ${buttons}
${more}`;
  const texts = { 'p.a': 'A', 't.words': words, ...titles };
  const { findings } = bundle(script('  - id: a\n    say: p.a\n'), texts, [{ path, text }]);
  return findings.map((one) => `${one.file}:${one.line}: ${one.severity}: ${one.message}`);
}

const good = 'Hoi {{name}}. Er is een bericht voor je.';

describe('the check of the templates', () => {
  it('lets a good one pass, and those of the repository in every language', async () => {
    expect(checked(good)).to.deep.equal([]);
    expect((await realContent()).findings).to.deep.equal([]);
  });

  it('names the line of the template and the file of its words', () => {
    expect(checked('Er is een bericht voor {{name}}')).to.deep.equal([
      `${path}:3: error: template knock (nl, locales/nl/t.json): ends with a variable: a mark behind it is not enough`,
    ]);
  });

  const bodies: readonly (readonly [string, string, string, string?])[] = [
    ['begins with a variable', '{{name}}, er is een bericht voor je.', 'begins with a variable'],
    ['ends with a variable and a mark', 'Er is een bericht voor jou, {{name}}!', 'ends with a variable'],
    [
      'has two variables with only a space between them',
      'Hoi {{name}} {{day}} is er een bericht voor je, lees het.',
      'side by side',
      'name, day',
    ],
    [
      'has two variables with only a comma between them',
      'Hoi {{name}}, {{day}} is er een bericht voor je, lees het.',
      'side by side',
      'name, day',
    ],
    [
      'leaves a variable out',
      good,
      '{{day}} is not in the text: variables must be numbered without a gap',
      'name, day',
    ],
    ['has a variable of its own', `${good} {{day}} tot ziens.`, '{{day}} is not among the variables'],
    [
      'has too many variables for its words',
      'Hoi {{name}} op {{day}} is dit.',
      '2 variables need at least 5 words beside them, there are 4',
      'name, day',
    ],
    ['has a line break', 'Hoi {{name}}.\nEr is een bericht voor je.', 'has a line break'],
    ['has a tab', 'Hoi {{name}}.\tEr is een bericht voor je.', 'has a tab'],
    ['has four spaces', 'Hoi {{name}}.    Er is een bericht.', 'has four spaces in a row'],
    ['leaves bold open', 'Hoi {{name}}. Er is een *bericht voor je.', 'a * is not closed'],
    ['leaves monospace open', 'Hoi {{name}}. Er is een ```bericht voor je.', 'a ``` is not closed'],
    [
      'is over 1,024 characters with its samples',
      `${good} ${'a'.repeat(1024)}`,
      'characters long with its samples',
    ],
  ];
  for (const [what, words, message, variables] of bodies) {
    it(`finds one that ${what}`, () => {
      expect(checked(words, variables === undefined ? {} : { variables }).join('\n')).to.contain(message);
    });
  }

  const button = (title: string): string[] =>
    checked(good, { buttons: '[{ id: lees, label: t.lees }]', titles: { 't.lees': title } });
  const titles: readonly (readonly [string, string, string])[] = [
    ['an emoji', '🙂 Lees', 'the title of button lees has an emoji'],
    ['a variable', 'Lees {{name}}', 'has a variable'],
    ['a line break', 'Lees\nnu', 'has a line break'],
    ['a formatting character', '*Lees*', 'has a formatting character'],
    ['more than 20 characters', 'Lees nu dit ene bericht', 'longer than 20 characters'],
    ['nothing in it', ' ', 'button lees has no title'],
  ];
  for (const [what, title, message] of titles) {
    it(`finds a button with ${what}`, () => {
      expect(button(title).join('\n')).to.contain(message);
    });
  }

  it('finds two buttons of one title, and more than ten', () => {
    const twins = '[{ id: a, label: t.a }, { id: b, label: t.b }]';
    expect(checked(good, { buttons: twins, titles: { 't.a': 'Lees', 't.b': 'lees' } }).join()).to.contain(
      'button b has the title of another button',
    );
    const many = Array.from({ length: 11 }, (_, index) => `{ id: k${index}, label: t.k${index} }`);
    const own = Object.fromEntries(many.map((_, index) => [`t.k${index}`, `Keuze ${index}`]));
    expect(checked(good, { buttons: `[${many.join(', ')}]`, titles: own }).join()).to.contain(
      'has 11 buttons, 10 are allowed',
    );
  });

  it('finds a template that says the same as another, one that stands twice, and words that are missing', () => {
    const twin = '  - { name: klop, category: utility, text: t.words, variables: [name], buttons: [] }\n';
    expect(checked(good, { more: twin }).join()).to.contain('says the same as the template knock');
    expect(checked(good, { more: twin.replace('klop', 'knock') }).join()).to.contain('stands twice');
    const wordless = twin.replace('t.words', 't.weg');
    expect(checked(good, { more: wordless }).join()).to.contain('no text t.weg');
  });

  it('warns of a language that WhatsApp has no templates in, and makes none in it', () => {
    const manifest = `spec: 1\ntemplates:\n  - { name: knock, category: utility, text: t.words, variables: [name], buttons: [] }\n`;
    const { content, findings } = bundle(
      script('  - id: a\n    say: p.a\n'),
      { 'p.a': 'A', 't.words': good },
      [
        { path, text: manifest },
        { path: 'locales/ti/t.json', text: JSON.stringify({ words: 'ሰላም {{name}} መልእኽቲ ኣሎካ ኣብዚ' }) },
        { path: 'locales/ti/p.json', text: JSON.stringify({ a: 'ሀ' }) },
      ],
    );
    expect(findings.filter((one) => one.severity === 'warning').map((one) => one.message)).to.deep.equal([
      'WhatsApp takes no templates in ti (locales/ti): its students get them in Dutch',
    ]);
    expect(templateTexts(content).map((one) => one.language)).to.deep.equal(['nl']);
  });
});

describe('the version of a template', () => {
  const text = {
    ...{ name: 'knock', language: 'nl', whatsappLanguage: 'nl', category: 'utility' },
    ...{ body: 'Hoi {{1}}, lees dit bericht.', samples: ['Noor'], buttons: [{ id: 'lees', title: 'Lees' }] },
  };
  const hash = (of: string): string => cryptoIds.hash(of);

  it('changes with words and buttons, and not with samples', () => {
    const name = versionName(text, hash);
    expect(name).to.match(/^terugblik_knock_nl_[0-9a-f]{8}$/);
    expect(versionName({ ...text, samples: ['Daan'] }, hash)).to.equal(name);
    const others = [
      { ...text, buttons: [{ id: 'lees', title: 'Open' }] },
      { ...text, body: 'Dag {{1}}, lees dit bericht.' },
    ].map((one) => versionName(one, hash));
    expect(new Set([name, ...others]).size).to.equal(3);
  });

  it('is read back from its name, and from no other name of the account', () => {
    expect(readVersionName('terugblik_kort_opening_en_0123abcd')).to.deep.equal({
      name: 'kort_opening',
      language: 'en',
      fingerprint: '0123abcd',
    });
    for (const other of ['terugblik_buttons_3_212', 'terugblik_knock_nl', 'order_shipped_en_0123abcd'])
      expect(readVersionName(other), other).to.equal(null);
  });

  it('is filled in by number', () => {
    expect(fillBody('Hoi {{1}}, dit gaat over {{2}}. Dag {{1}}.', ['Noor', 'dinsdag'])).to.equal(
      'Hoi Noor, dit gaat over dinsdag. Dag Noor.',
    );
  });
});
