import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluationTable, missesTable } from '../../src/cli/evaluate.js';
import { readLabelled } from '../../src/cli/signals/data.js';
import { loadAssessor, projectRoot } from '../../src/wire.js';
import { removed, temporaryFolder } from './support.js';

const labelled = (id: string, answer: string, concern: string | null): string =>
  JSON.stringify({
    ...{ id, lang: 'nl', prompt: 'Hoe ging het?', answer, effort: 'ok', depth: 1, concern },
    severity: concern === null ? null : 'acute',
  });

describe('evaluate', () => {
  let folder: string;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => removed(folder));
  const file = async (...lines: string[]): Promise<string> => {
    const path = join(folder, 'labels.jsonl');
    await writeFile(path, lines.join('\n'));
    return path;
  };

  it('measures a file: what was found, missed and found without cause', async () => {
    const { assess } = await loadAssessor(projectRoot);
    const path = await file(
      labelled('a', 'mijn chef slaat mij', 'violence'),
      labelled('b', 'ik heb de vakken gevuld met Ahmed en daarna geveegd', 'violence'),
      labelled('c', 'ik heb de vakken gevuld met Ahmed en daarna geveegd', null),
      '',
    );
    const table = evaluationTable(await readLabelled(path), assess);
    expect(table).to.match(/^answers +3$/m);
    expect(table).to.match(/^worries found +50\.0 % \(1\/2; .+\)$/m);
    expect(table).to.match(/^acute worries found +50\.0 % \(1\/2; .+\)$/m);
    expect(table).to.match(/^false alarms +0\.0 % \(0\/1; .+\)$/m);
    expect(table).to.match(/^violence +50\.0 % \(1\/2; .+\)/m);
    expect(table).to.contain('too few answers to say anything: nl');
  });

  it('lists what was missed, with its words, only for who asks', async () => {
    const { assess } = await loadAssessor(projectRoot);
    const answer = 'ik heb de vakken gevuld met Ahmed en daarna geveegd';
    const cases = await readLabelled(await file(labelled('b', answer, 'violence')));
    expect(evaluationTable(cases, assess)).to.not.contain(answer);
    expect(missesTable(cases, assess)).to.match(new RegExp(`^missed +b .+${answer}$`, 'm'));
  });

  it('names the line that does not fit, and a file that is not there', async () => {
    const path = await file(labelled('a', 'x', null), '', labelled('b', 'x', 'iets anders'));
    const failed = await readLabelled(path).catch((error: unknown) => error);
    expect(failed).to.include({ code: 'labels_unreadable', message: `${path}:3: does not fit the format` });
    const gone = await readLabelled(join(folder, 'weg.jsonl')).catch((error: unknown) => error);
    expect(gone).to.include({ code: 'labels_unreadable' });
  });
});
