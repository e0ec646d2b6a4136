import { expect } from 'chai';
import { readContent } from '../../../src/core/script/content.js';

const read = (text: string) => {
  const { content, findings } = readContent([{ path: 'locales/nl/p.json', text }], 'test');
  const said = findings.map(({ line, message }) => `${line}: ${message}`);
  return { texts: [...(content.texts.get('nl') ?? [])], said };
};

describe('a file of assignments', () => {
  it('for a sector that has one already is named', () => {
    const text = [
      'spec: 1',
      'sector: retail',
      'assignments:',
      '  - { number: 1, title: Vakken vullen, task: Je vult de vakken., skills: [communiceren] }',
    ].join('\n');
    const files = ['retail', 'winkel'].map((name) => ({ path: `dialogs/assignments/${name}.yaml`, text }));
    const { findings } = readContent(files, 'test');
    expect(findings.map(({ file, line, message }) => `${file}:${line}: ${message}`)).to.deep.equal([
      'dialogs/assignments/winkel.yaml:2: sector retail stands in another file too',
    ]);
  });
});

describe('a file of texts', () => {
  const tree = { b: 'Zei je "ja"?\nOf \\ nee: 👩‍🔧', a: { deep: 'één' }, 2: 'twee', 1: 'een' };

  it('is the same however its JSON is laid out', () => {
    const laidOut = [
      `${JSON.stringify(tree, null, 2)}\n`,
      JSON.stringify(tree),
      JSON.stringify(tree, null, '   '),
    ];
    const [first, ...others] = laidOut.map(read);
    expect(first?.texts).to.have.deep.members([
      ['p.1', 'een'],
      ['p.2', 'twee'],
      ['p.b', tree.b],
      ['p.a.deep', 'één'],
    ]);
    for (const other of others) expect(other).to.deep.equal(first);
  });

  it('says on which line a name stands twice', () => {
    const { said } = read('{\n  "a": "een",\n  "a": "twee"\n}\n');
    expect(said).to.have.length(1);
    expect(said[0]).to.match(/^3: .*unique/u);
  });

  it('says on which line something is no text, and where it is no JSON', () => {
    expect(read('{\n  "a": "een",\n  "b": 7\n}\n').said[0]).to.match(/^3: b/u);
    expect(read('{\n  "a": "een"\n').said).to.have.length(1);
    expect(read('null\n').said).to.have.length(1);
  });
});
