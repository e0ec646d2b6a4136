import { expect } from 'chai';
import { z } from 'zod';
import { createLog } from '../../../src/adapters/system/pino-log.js';
import { TerugblikError } from '../../../src/core/errors.js';

type Logged = { level: number; event: string; error?: Record<string, unknown> } & Record<string, unknown>;

function logged(
  write: (log: ReturnType<typeof createLog>) => void,
  level = 'info',
): { lines: Logged[]; text: string } {
  const chunks: string[] = [];
  write(createLog(level, { write: (chunk) => void chunks.push(chunk) }));
  return { lines: chunks.map((chunk) => JSON.parse(chunk) as Logged), text: chunks.join('') };
}
const failed = (error: unknown) => logged((log) => log.error('job.failed', error, { job: 'vista:noor:4' }));

describe('the log', () => {
  it('has one line of JSON for each event, with its fields and a time that people can read', () => {
    const { lines } = logged((log) => {
      log.info('server.started', { port: 3978 });
      log.warn('delivery.failed', { code: '63024' });
    });
    expect(lines.map(({ level, event }) => [level, event])).to.deep.equal([
      [30, 'server.started'],
      [40, 'delivery.failed'],
    ]);
    expect(lines[0]).to.include({ port: 3978 });
    expect(lines[0]?.['time']).to.match(/^\d{4}-\d{2}-\d{2}T/);
  });

  it('keeps quiet below its level', () => {
    expect(logged((log) => log.info('server.started'), 'warn').lines).to.deep.equal([]);
  });

  it('keeps what our own errors say', () => {
    const { lines } = failed(new TerugblikError('conflict', 'thread of noor was written 8 times meanwhile'));
    expect(lines[0]?.error).to.include({
      type: 'TerugblikError',
      code: 'conflict',
      message: 'thread of noor was written 8 times meanwhile',
    });
    expect(lines[0]).to.include({ job: 'vista:noor:4' });
  });

  it('reduces the errors of others to type, code and place: they may repeat a student’s words', () => {
    const foreign = Object.assign(new RangeError('could not send "mijn chef slaat mij"'), {
      code: 'E_SEND',
      statusCode: 400,
    });
    const { lines, text } = failed(foreign);
    expect(lines[0]?.error).to.include({ type: 'RangeError', code: 'E_SEND', statusCode: 400 });
    expect(lines[0]?.error?.['at']).to.be.an('array').that.is.not.empty;
    expect(text).to.not.contain('slaat');
  });

  it('does not take words for places in the program', () => {
    const { text } = failed(
      new Error('answer:\n    at home my father hits me\n   at (school:1:2)\nand more'),
    );
    expect(text).to.not.contain('father').and.to.not.contain('school:1:2');
    expect(text).to.contain('pino-log.test.ts');
  });

  it('says nothing of a cause that it would not say of the error', () => {
    const cause = new Error('mijn chef slaat mij');
    const { lines, text } = failed(
      new TerugblikError('store_unavailable', 'SQLite could not do it', { cause }),
    );
    expect(lines[0]?.error?.['cause']).to.include({ type: 'Error' });
    expect(text).to.contain('SQLite could not do it').and.to.not.contain('slaat');
  });

  it('ends with errors that cause each other', () => {
    const [first, second] = [new Error('a'), new Error('b')];
    first.cause = second;
    second.cause = first;
    expect(failed(first).lines).to.have.length(1);
  });

  it('keeps nothing of what is no error, and nothing of a schema that did not fit', () => {
    expect(failed('mijn chef slaat mij').lines[0]?.error).to.deep.equal({ type: 'string' });
    const wrong = z.object({ answer: z.literal('ja') }).safeParse({ answer: 'mijn chef slaat mij' });
    expect(failed(wrong.error).text).to.not.contain('slaat');
  });
});
