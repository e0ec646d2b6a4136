import { expect } from 'chai';
import { quietConsole } from '../../../src/adapters/system/quiet-console.js';

describe('what libraries write to the console', () => {
  it('is counted and never goes out, until that is undone', () => {
    const said: unknown[] = [];
    const say = (...words: unknown[]): void => void said.push(words);
    const target = { log: say, info: say, warn: say, error: say, debug: say, trace: say };
    const counted: unknown[] = [];
    const undo = quietConsole({ count: (name, labels) => void counted.push([name, labels]) }, target);
    target.error('ik wil dood');
    target.warn('Noor');
    expect(said).to.deep.equal([]);
    expect(counted).to.deep.equal([
      ['library_console', { method: 'error' }],
      ['library_console', { method: 'warn' }],
    ]);
    undo();
    target.error('again');
    expect(said).to.deep.equal([['again']]);
  });
});
