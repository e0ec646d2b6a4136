import { limits, longLabels } from './texts.js';
import type { AskStep, Content, Finding, Script } from '../model.js';
import { explanations } from '../model.js';

/** What settings of a question need of one another: to say an answer anew, and to explain. */
export function checkAsks(content: Content, script: Script): Finding[] {
  return [...script.steps.values()].flatMap((step) =>
    step.kind !== 'ask'
      ? []
      : [...correcting(content, script, step), ...explaining(step)].map((message) => ({
          file: script.file,
          line: step.line,
          severity: 'error' as const,
          message,
        })),
  );
}

function correcting(content: Content, script: Script, step: AskStep): string[] {
  const { options, again, kind } = step.ask;
  if (options !== 'answers')
    return again === undefined ? [] : [`step ${step.id}: again goes with options: answers only`];
  const labels = labelsIn(content, script);
  return [
    ...(kind === 'choice' ? [] : [`step ${step.id}: options: answers goes with a choice only`]),
    ...(again === undefined
      ? [`step ${step.id}: options: answers needs again, the words before the question`]
      : []),
    ...(labels.length === 0
      ? [`step ${step.id}: no question has a summary, so there is no answer to choose`]
      : []),
    ...longLabels(content, labels, limits.buttonLabel),
  ];
}

/** The labels of the summary, of this script and of those that it calls. */
function labelsIn(content: Content, script: Script): string[] {
  const steps = [...script.steps.values()];
  const called = steps.flatMap((step) =>
    step.kind === 'call' ? (content.scripts.get(step.script) ?? []) : [],
  );
  const all = [...steps, ...called.flatMap((one) => [...one.steps.values()])];
  return [...new Set(all.flatMap((step) => (step.kind === 'ask' ? (step.ask.summary ?? []) : [])))];
}

function explaining(step: AskStep): string[] {
  const { length } = explanations(step);
  if (length <= 1 || length === step.texts.length) return [];
  return [`step ${step.id}: ${length} explanations for ${step.texts.length} texts: as many, or one for all`];
}
