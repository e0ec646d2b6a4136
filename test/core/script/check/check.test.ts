import { expect } from 'chai';
import { bundle, realContent, script } from '../../../support/content.js';

const messages = (steps: string, texts: Record<string, string> = {}, head = ''): string[] =>
  bundle(script(steps, head), { 'p.a': 'A', 'p.b': 'B', ...texts }).findings.map(
    (finding) => `${finding.file}:${finding.line}: ${finding.message}`,
  );

describe('the check of the scripts', () => {
  it('finds nothing wrong with the content of the repository', async () => {
    expect((await realContent()).findings).to.deep.equal([]);
  });

  it('names a step that does not exist and one that nobody reaches, with file and line', () => {
    const found = messages('  - id: a\n    say: p.a\n    next: weg\n  - id: b\n    say: p.b\n');
    expect(found).to.deep.equal([
      'dialogs/scripts/proef.yaml:7: step a goes to weg, which does not exist',
      'dialogs/scripts/proef.yaml:10: step b is never reached',
    ]);
  });

  it('finds a question that would stand open for ever', () => {
    const source = script('  - id: a\n    ask: { kind: text, text: p.a }\n').replace('expires: 2d\n', '');
    expect(
      bundle(source, { 'p.a': 'A' })
        .findings.map(({ message }) => message)
        .join(),
    ).to.contain('expires is missing');
    const silent = script('  - id: a\n    say: p.a\n').replace('expires: 2d\n', '');
    expect(bundle(silent, { 'p.a': 'A' }).findings).to.deep.equal([]);
  });

  it('finds a way round that asks nothing', () => {
    const found = messages('  - id: a\n    say: p.a\n  - id: b\n    say: p.b\n    next: a\n');
    expect(found.join()).to.contain('comes back to itself without a question');
  });

  it('lets a way round pass that goes through a question', () => {
    expect(messages('  - id: a\n    ask: { kind: text, text: p.a }\n    next: a\n')).to.deep.equal([]);
  });

  it('finds a round that a skipped question does not break', () => {
    const found = messages(
      "  - id: a\n    when: language == 'nl'\n    ask: { kind: text, text: p.a }\n    next: a\n",
    );
    expect(found.join()).to.contain('without a question');
  });

  it('names a missing text, and a name that no talk has', () => {
    const found = messages('  - id: a\n    say: p.weg\n  - id: b\n    say: p.b\n', { 'p.b': 'Dag {{naam}}' });
    expect(found.join()).to.contain('no text p.weg in nl').and.to.contain('names the unknown {{naam}}');
  });

  it('names a condition on something that is never set', () => {
    expect(messages("  - id: a\n    when: humeur == 'x'\n    say: p.a\n").join()).to.contain(
      'nothing gives "humeur" a value',
    );
  });

  it('names a condition that cannot be read', () => {
    expect(messages('  - id: a\n    when: mood is\n    say: p.a\n').join()).to.match(
      /:8: in the condition "mood is"/,
    );
  });

  it('measures labels against the limits of the buttons', () => {
    const choices = '[{id: x, label: p.lang}, {id: y, label: p.b}]';
    const steps = `  - id: a\n    ask: { kind: choice, text: p.a, choices: ${choices} }\n`;
    expect(messages(steps, { 'p.lang': 'Dit is een veel te lange knop' }).join()).to.contain(
      'longer than 20 characters',
    );
  });

  it('counts choices against a list', () => {
    const many = Array.from({ length: 11 }, (_, index) => `{id: k${index}, label: p.b}`).join(', ');
    expect(
      messages(`  - id: a\n    ask: { kind: choice, text: p.a, choices: [${many}] }\n`).join(),
    ).to.contain('11 choices; WhatsApp takes 10');
  });

  it('measures texts against the channel', () => {
    expect(messages('  - id: a\n    say: p.a\n', { 'p.a': 'x'.repeat(1601) }).join()).to.contain(
      'longer than 1600',
    );
  });

  it('wants a template for a talk that opens by itself', () => {
    const found = messages('  - id: a\n    ask: { kind: text, text: p.a }\n', {}, 'proactive: true\n');
    expect(found.join()).to.contain('needs a template');
  });

  it('names the line of YAML that cannot be read, and of a setting that does not exist', () => {
    expect(messages('  - id: a\n    say: [p.a\n').join()).to.match(/proef\.yaml:\d+: /);
    const found = messages('  - id: a\n    ask: { kind: text, text: p.a, hinst: 3 }\n');
    expect(found.join()).to.match(/proef\.yaml:8: .*hinst/);
  });

  it('finds two steps of one name, and scripts that call each other round', () => {
    expect(messages('  - id: a\n    say: p.a\n  - id: a\n    say: p.b\n').join()).to.contain('stands twice');
    expect(messages('  - id: a\n    call: proef\n').join()).to.contain('calls itself');
  });
});
