import { expect } from 'chai';
import { compileLexicons, createAssessor, parseLexicons } from '../../../src/core/signals/index.js';
import { files, lexiconsOf } from './content.js';

const entry = (pattern: string): string => `entries:
  - id: test
    category: violence
    severity: high
    patterns: ["${pattern}"]
    matches: [een]
    not: [twee]
`;
const hears = (pattern: string, answer: string): boolean =>
  createAssessor(lexiconsOf(entry(pattern)))({ prompt: '', answer }).concern !== null;
const findings = (text: string): { file: string; line: number; message: string }[] =>
  parseLexicons([{ name: 'a.yaml', text }]).findings;

describe('parseLexicons', () => {
  it('names file and line of a broken pattern', () => {
    const [finding] = findings(entry('slaat @nobody'));
    expect(finding).to.include({ file: 'a.yaml', line: 5 });
    expect(finding?.message).to.contain('unknown family @nobody');
  });

  it('names file and line of a field that does not fit', () => {
    expect(findings(entry('slaat').replace('high', 'huge'))[0]).to.include({ file: 'a.yaml', line: 4 });
  });

  it('wants an example that matches and one that does not', () => {
    expect(findings(entry('slaat').replace('    not: [twee]\n', ''))[0]?.message).to.contain('not');
  });

  it('names the line of broken YAML', () => {
    expect(findings('entries:\n  - id: [x')[0]?.line).to.be.greaterThan(0);
  });

  it('reports an entry that two files share', () => {
    const file = { name: 'a.yaml', text: entry('slaat') };
    expect(parseLexicons([file, { ...file, name: 'b.yaml' }]).findings[0]?.message).to.contain(
      'already in a.yaml',
    );
  });

  it('refuses a gap without a bound', () => {
    expect(findings(entry('slaat ..9 mij'))).to.have.length(1);
  });
});

describe('the compiled lexicons', () => {
  const base = { name: 'a.yaml', text: entry('slaat') };
  const compiled = compileLexicons([base]) ?? '';

  it('stand in for the YAML they were made from', () => {
    const read = parseLexicons([base]);
    const ready = parseLexicons([base, { name: 'compiled.json', text: compiled }]);
    expect(ready).to.deep.equal(read);
  });

  it('step aside for a file that changed since', () => {
    const changed = { name: 'a.yaml', text: entry('schopt') };
    const { lexicons } = parseLexicons([changed, { name: 'compiled.json', text: compiled }]);
    expect(createAssessor(lexicons)({ prompt: '', answer: 'hij schopt' }).concern).to.equal('violence');
  });

  it('are not made from a file with a finding, and a broken one is the same as none', () => {
    expect(compileLexicons([{ name: 'a.yaml', text: 'entries: [' }])).to.equal(null);
    const { findings } = parseLexicons([base, { name: 'compiled.json', text: '{' }]);
    expect(findings).to.deep.equal([]);
  });

  it('fit the YAML of today', () => {
    const ready = files.find(({ name }) => name === 'compiled.json');
    expect(ready?.text, 'run: npm run terugblik -- signals compile').to.equal(compileLexicons(files));
  });
});

describe('a pattern', () => {
  it('matches alternatives, prefixes and gaps inside a sentence', () => {
    expect(hears('slaat|schopt ... mij', 'hij schopt soms ook mij')).to.equal(true);
    expect(hears('slaat ... mij', 'hij slaat. en mij?')).to.equal(false);
    expect(hears('discrimin*', 'dat is discriminatie')).to.equal(true);
    expect(hears('slaat ..2 mij', 'slaat een twee drie vier mij')).to.equal(false);
  });

  it('matches parts in any order with &', () => {
    expect(hears('thuis & riem', 'de riem ligt thuis klaar')).to.equal(true);
  });

  it('holds to the edges of the answer', () => {
    expect(hears('^ nee $', 'nee')).to.equal(true);
    expect(hears('^ nee $', 'nee hoor')).to.equal(false);
  });

  it('reads a misspelt long word and endings that sound alike', () => {
    expect(hears('bedreigd', 'ik ben bedreigt')).to.equal(true);
    expect(hears('geintimideerd', 'ik ben geintemideerd')).to.equal(true);
    expect(hears('noemen', 'ze noeme mij')).to.equal(true);
  });
});
