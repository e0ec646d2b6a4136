import { checkAsks } from './asks.js';
import { checkFlow } from './flow.js';
import { checkLanguages } from '../languages.js';
import { checkNames } from './names.js';
import { checkTemplates } from './templates.js';
import { checkTexts } from './texts.js';
import type { Content, Finding, Script } from '../model.js';

/** Everything that is wrong with a bundle, in the order of files and lines. Empty: it may go into force. */
export function checkContent(content: Content): Finding[] {
  const findings = [...content.scripts.values()].flatMap((script) => checkScript(content, script));
  return [...findings, ...checkSkills(content), ...checkTemplates(content), ...checkLanguages(content)].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.message.localeCompare(b.message),
  );
}

/** The scripts that the program opens by name. */
export const neededScripts = [
  'kennismaking',
  'reflectie',
  'kort',
  'help',
  'taal',
  'zorg',
  'zorg_keuze',
] as const;

/** What a school's content must have beside being right: without one of these a student would get no answer. */
export function missingScripts(content: Content): Finding[] {
  return neededScripts
    .filter((id) => !content.scripts.has(id))
    .map((id) => ({
      file: `dialogs/scripts/${id}.yaml`,
      line: 1,
      severity: 'error',
      message: 'this script is needed',
    }));
}

function checkScript(content: Content, script: Script): Finding[] {
  const flow = checkFlow(content, script);
  return [
    ...flow,
    ...checkNames(content, script),
    ...checkAsks(content, script),
    ...checkTexts(content, script),
  ];
}

function checkSkills(content: Content): Finding[] {
  const findings: Finding[] = [];
  for (const [sector, assignments] of content.assignments) {
    for (const assignment of assignments) {
      for (const skill of assignment.skills.filter((one) => !content.skills.has(one))) {
        const message = `assignment ${assignment.number} names the unknown skill ${skill}`;
        findings.push({ file: `dialogs/assignments/${sector}.yaml`, line: 1, severity: 'error', message });
      }
    }
  }
  return findings;
}
