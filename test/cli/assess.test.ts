import { expect } from 'chai';
import { Readable } from 'node:stream';
import { assessLines } from '../../src/cli/assess.js';
import type { Assess } from '../../src/core/signals/index.js';
import { loadAssessor, projectRoot } from '../../src/wire.js';
import { run, sink } from './support.js';

const line = (id: string, answer: string, more: object = {}): string =>
  JSON.stringify({ id, prompt: 'Wat deed je vandaag?', answer, ...more });

describe('assess', () => {
  let assess: Assess;
  before(async () => {
    ({ assess } = await loadAssessor(projectRoot));
  });
  const judged = async (...lines: string[]) => {
    const [output, errors] = [sink(), sink()];
    const streams = {
      input: Readable.from([lines.join('\n')]),
      output: output.stream,
      errors: errors.stream,
    };
    const code = await assessLines(assess, streams);
    const results = output
      .text()
      .split('\n')
      .filter((one) => one !== '');
    return {
      code,
      errors: errors.text(),
      results: results.map((one) => JSON.parse(one) as Record<string, unknown>),
    };
  };

  it('judges each line, in the same order', async () => {
    const { code, results } = await judged(
      line('b', 'weet niet'),
      line('a', 'mijn chef slaat mij'),
      line('c', 'goed'),
    );
    expect(code).to.equal(0);
    expect(results.map((one) => one['id'])).to.deep.equal(['b', 'a', 'c']);
    expect(results.map((one) => one['concern'])).to.deep.equal([null, 'violence', null]);
  });

  it('gives all that is asked for, and nothing else', async () => {
    const { results } = await judged(line('a', 'mijn chef slaat mij'));
    expect(results[0]).to.have.all.keys(
      'id', 'effort', 'depth', 'depthScore', 'concern', 'severity', 'confidence', 'about', 'unread', 'reasons',
    ); // prettier-ignore
  });

  it('names a wrong line with its number, judges the rest and ends with 1', async () => {
    const { code, errors, results } = await judged(
      line('a', 'goed'),
      '{kapot',
      '',
      line('b', 'x').replace('prompt', 'q'),
      line('c', 'goed'),
    );
    expect(code).to.equal(1);
    expect(results.map((one) => one['id'])).to.deep.equal(['a', 'c']);
    expect(errors.split('\n')).to.have.length(3);
    expect(errors).to.match(/^line 2: this is no JSON\nline 4: prompt: /);
  });

  it('never repeats an answer in what it says about a wrong line', async () => {
    const { errors } = await judged(
      '{"id":"a","prompt":"x","answer":"mijn chef slaat mij"',
      line('b', 'x', { kind: 'slaat' }),
    );
    expect(errors).to.not.contain('slaat');
  });

  it('takes numbers as ids, Windows line ends, a byte-order mark and line separators inside a text', async () => {
    const { code, results } = await judged(
      `\uFEFF${line('a', 'goed')}\r`,
      '{"id":7,"prompt":"","answer":"een\u2028twee"}\r',
    );
    expect(code).to.equal(0);
    expect(results.map((one) => one['id'])).to.deep.equal(['a', 7]);
  });

  it('sees a closed question and earlier answers', async () => {
    const open = { prompt: 'Ging het goed?', kind: 'open' };
    const { results } = await judged(line('a', 'ja', open), line('b', 'ja', { ...open, kind: 'closed' }));
    expect(results[0]?.['effort']).to.not.equal(results[1]?.['effort']);
  });

  it('ends the command with 1 when a line was wrong', async () => {
    const { code, output, errors } = await run('cli.ts', ['assess'], {}, `x\n${line('a', 'goed')}\n`);
    expect(code).to.equal(1);
    expect(errors).to.equal('line 1: this is no JSON\n');
    expect(output.trim().split('\n')).to.have.length(1);
  }).timeout(60_000);
});
