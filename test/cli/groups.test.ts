import { expect } from 'chai';
import { Command } from 'commander';
import { groupsFor } from '../../src/cli/groups.js';

describe('the groups of commands', () => {
  for (const { commands, load } of groupsFor(undefined))
    it(`${commands.join(', ')} is found by its name, and brings nothing else`, async () => {
      const program = new Command();
      (await load())(program);
      expect(program.commands.map((one) => one.name())).to.deep.equal(commands);
    });

  it('are loaded one by one where a command is named, all of them for help and for a mistake', () => {
    expect(groupsFor('roster')).to.have.length(1);
    for (const word of [undefined, '--help', 'help', 'rooster'])
      expect(groupsFor(word), word ?? '').to.have.length(groupsFor(undefined).length);
  });
});
