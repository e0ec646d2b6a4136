import { expect } from 'chai';
import { Readable } from 'node:stream';
import { createTexts } from '../../src/adapters/texts/i18next-texts.js';
import { chat } from '../../src/cli/chat.js';
import { loadAssessor, projectRoot } from '../../src/wire.js';
import { realContent } from '../support/content.js';
import { run, sink } from './support.js';

const good = 'ik heb met Ahmed alle vakken van de zuivel gevuld';

async function played(lines: readonly string[], script = 'kort', language = 'nl'): Promise<string> {
  const output = sink();
  const [{ content }, { assess }] = await Promise.all([realContent(), loadAssessor(projectRoot)]);
  await chat({
    ...{ content, assess, script, language, assignment: null, texts: createTexts() },
    input: Readable.from(lines.map((line) => `${line}\n`)),
    output: output.stream,
  });
  return output.text();
}

describe('chat', () => {
  it('plays a whole short talk from piped input', async () => {
    const { code, output } = await run(
      'cli.ts',
      ['chat', 'kort', '--assignment', '0'],
      {},
      `1\n${good}\nik wil zelf een klant helpen\n`,
    );
    expect(code).to.equal(0);
    expect(output).to.contain('1. 🙂 Goed');
    expect(output).to.match(/— completed, \d+ vragen —\n$/);
  }).timeout(60_000);

  it('shows what was made of an answer, and why when asked', async () => {
    const shown = await played(['goed', 'mijn chef slaat mij', '/waarom']);
    expect(shown).to.contain('(inhoud: ok)');
    expect(shown).to.contain('zorg: violence (acute)');
    expect(shown.slice(shown.indexOf('zorg: violence'))).to.contain('slaat mij');
  });

  it('knows the words that steer it', async () => {
    expect(await played(['goed', '/overslaan', '/overslaan'])).to.contain('— completed');
    expect(await played(['/stop'])).to.contain('— stopped');
    const worry = await played(['goed', '/zorg']);
    expect(worry).to.contain('Samira de Wit leest je bericht').and.to.not.contain('Ook ');
    const again = await played(['/opnieuw']);
    expect(again.split('1. 🙂 Goed')).to.have.length(3);
  });

  it('that runs out of input says so', async () => {
    expect(await played(['goed', ''])).to.contain('— afgebroken, ');
  });

  it('speaks another language', async () => {
    expect(await played([], 'kort', 'en')).to.contain('Good');
  });

  it('does not know every script', async () => {
    const { code, output, errors } = await run('cli.ts', ['chat', 'weg']);
    expect({ code, output }).to.deep.equal({ code: 1, output: '' });
    expect(errors).to.match(/^script_unknown: .*\n$/);
  }).timeout(60_000);
});
