import { namesIn, type Condition } from '../condition.js';
import type { Content, Finding, Script, Step } from '../model.js';

/** Names that every talk is begun with. */
export const givenNames = [
  'name',
  'begeleider',
  'mentor',
  'school',
  'confidant',
  'day',
  'language',
  'sector',
  'week',
  'number',
  'lastIntention',
  'lastMood',
  'season',
  'afterBreak',
  'lastReply',
  'lastReplyBy',
  'streak',
  'hasAssignment',
  'unread',
  'assignment',
  'introduced',
  'retention',
  'nextDay',
  'nextPlanned',
  'aboutDay',
  'aboutDate',
  'aboutOpen',
  'dates',
] as const;

/** Names that conditions may look at besides: they are worked out at that point of the talk. */
export const workedOutNames = ['hasSummary'] as const;

/** Names that a worry is answered with. */
export const worryNames = ['reader', 'also', 'next', 'when', 'helplines', 'askMentor'] as const;

/** Names that a message of somebody of the staff comes with. */
export const replyNames = ['words'] as const;

/** Names that the renderer fills. */
export const renderedNames = ['task', 'skill', 'summary', 'before'] as const;

/** The names that some script of the bundle gives a value. */
export function savedNames(content: Content): Set<string> {
  const names = new Set<string>();
  for (const script of content.scripts.values()) {
    for (const step of script.steps.values()) {
      if (step.kind === 'ask')
        for (const name of [step.ask.save, step.ask.good, step.ask.words?.save])
          if (name !== undefined) names.add(name);
      if (step.kind === 'set') Object.keys(step.values).forEach((name) => names.add(name));
    }
  }
  return names;
}

/** Conditions that look at a name which nothing ever sets. */
export function checkNames(content: Content, script: Script): Finding[] {
  const given = [...givenNames, ...workedOutNames, ...worryNames, ...replyNames];
  const known = new Set<string>([...given, ...savedNames(content)]);
  const findings: Finding[] = [];
  for (const step of script.steps.values()) {
    for (const condition of conditionsOf(step)) {
      for (const name of namesIn(condition).filter((one) => !known.has(one))) {
        const message = `step ${step.id}: nothing gives "${name}" a value`;
        findings.push({ file: script.file, line: step.line, severity: 'error', message });
      }
    }
  }
  return findings;
}

function conditionsOf(step: Step): Condition[] {
  const rows = step.kind === 'branch' ? step.rows.map((row) => row.when) : [];
  const occasions = step.kind === 'say' || step.kind === 'ask' ? [...step.only.values()] : [];
  return [step.when, ...rows, ...occasions].filter((one) => one !== null);
}
