import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockRevisions } from '../../src/cli/revisions.js';
import { checkScripts, findingLines, graphOf, scriptJsonSchema } from '../../src/cli/scripts.js';
import { loadContent, projectRoot } from '../../src/wire.js';
import { copiedContent, removed, run } from './support.js';

describe('scripts', () => {
  let root: string;
  beforeEach(async () => {
    root = await copiedContent();
  });
  afterEach(() => removed(root));

  const edit = async (path: string, from: string | RegExp, to: string): Promise<void> => {
    const file = join(root, path);
    const before = await readFile(file, 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${path} has no ${String(from)}`);
    await writeFile(file, after);
  };
  /** The revision of a script in the repository: it rises with its words. */
  const revisionOf = async (path: string): Promise<number> =>
    Number(/^revision: (\d+)$/m.exec(await readFile(join(root, path), 'utf8'))?.[1]);
  const raised = async (path: string): Promise<number> => {
    const before = await revisionOf(path);
    await edit(path, `revision: ${before}`, `revision: ${before + 1}`);
    return before;
  };
  const found = async (): Promise<string> => findingLines((await checkScripts(root)).findings);
  const lock = async (): Promise<string> =>
    findingLines(await lockRevisions(root, (await loadContent(root)).content));

  it('check finds nothing in the repository, and ends with 0', async () => {
    const { code, output, errors } = await run('cli.ts', ['scripts', 'check']);
    expect({ code, output }).to.deep.equal({ code: 0, output: '' });
    expect(errors).to.match(
      /^\d+ scripts, texts: .*nl \d+.*; 0 findings\nreadability: .*Flesch-Douma \d+\n$/,
    );
  }).timeout(60_000);

  it('check names file and line of a script that is broken', async () => {
    await edit('dialogs/scripts/kort.yaml', 'to: geen }', 'to: weg }');
    expect(await found()).to.match(
      /^dialogs\/scripts\/kort\.yaml:\d+: step begin goes to weg, which does not exist$/m,
    );
  });

  it('check names a text that a language does not have', async () => {
    await edit('locales/en/kort.json', '"vlag_1"', '"vlag_9"');
    expect(await found())
      .to.contain('kort.vlag_1')
      .and.to.contain('en');
  });

  it('check refuses changed words under an old revision, in any language, and so does the lock', async () => {
    await edit('locales/en/kort.json', /"vlag_1": "/, '"vlag_1": "So: ');
    const now = await revisionOf('dialogs/scripts/kort.yaml');
    expect(await found()).to.match(/kort\.yaml:\d+: its words changed, /);
    expect(await found()).to.contain(`its words changed, but revision is still ${now}: raise it`);
    expect(await lock()).to.contain('raise it');
    expect(await found(), 'a refused lock writes nothing').to.contain('raise it');
  });

  it('check wants a new revision to be locked, and then is content', async () => {
    await edit('locales/nl/kort.json', /"vlag_1": "/, '"vlag_1": "Nou: ');
    const before = await raised('dialogs/scripts/kort.yaml');
    expect(await found()).to.contain(`revision ${before + 1} is new: run scripts check --lock`);
    expect(await lock()).to.equal('');
    expect(await found()).to.equal('');
  });

  it('check refuses a new number for old words, and a script that was never locked', async () => {
    const before = await raised('dialogs/scripts/kort.yaml');
    const taal = await revisionOf('dialogs/scripts/taal.yaml');
    await edit('dialogs/revisions.lock.json', '"taal"', '"talen"');
    const findings = await found();
    expect(findings).to.match(/^dialogs\/scripts\/kort\.yaml:\d+: /m);
    expect(findings).to.contain(`: revision ${before + 1} has the words of ${before}`);
    expect(findings).to.match(/^dialogs\/scripts\/taal\.yaml:\d+: /m);
    expect(findings).to.contain(`: revision ${taal} is not in dialogs/revisions.lock.json`);
  });

  it('check lets a comment pass', async () => {
    await edit('dialogs/scripts/kort.yaml', 'spec: 1', '# for whoever reads this\nspec: 1');
    expect(await found()).to.equal('');
  });

  it('graph draws a script, and knows which there are', async () => {
    const graph = await graphOf(root, 'kort');
    expect(graph).to.match(/^flowchart|^graph|^stateDiagram/m);
    expect(graph).to.contain('vlag');
    expect(await graphOf(root, 'weg')).to.equal(null);
  });

  it('schema is what stands beside the scripts, so that editors know the format of today', async () => {
    const kept = JSON.parse(
      await readFile(join(projectRoot, 'dialogs/script.schema.json'), 'utf8'),
    ) as unknown;
    expect(kept).to.deep.equal(JSON.parse(scriptJsonSchema()));
  });
});
