import { expect } from 'chai';
import { checkFigures } from '../../../src/cli/signals/figures.js';
import { ordinaryAlarms } from '../../../src/cli/signals/ordinary.js';
import { loadAssessor, projectRoot } from '../../../src/wire.js';

describe('the figures of the judge', () => {
  it('are no worse than the committed ones, on answers that nothing was learned from', async () => {
    const { assess } = await loadAssessor(projectRoot);
    const hint = 'worse for a reason? then: npm run terugblik -- evaluate --write';
    expect(await checkFigures(projectRoot, assess), hint).to.deep.equal([]);
  });

  it('rest on alarms on ordinary lines that people have read, every one', async () => {
    const { assess } = await loadAssessor(projectRoot);
    expect((await ordinaryAlarms(projectRoot, assess)).unlabelled).to.deep.equal([]);
  });
});
