import type { Content, Finding, Script, Step } from '../model.js';

/** Steps that do not exist, that nobody reaches, or that go round without asking anything. */
export function checkFlow(content: Content, script: Script): Finding[] {
  const at = (line: number, message: string): Finding => ({
    file: script.file,
    line,
    severity: 'error',
    message,
  });
  const findings: Finding[] = [];
  for (const step of script.steps.values()) {
    for (const target of targets(step).filter((one) => !script.steps.has(one))) {
      findings.push(at(step.line, `step ${step.id} goes to ${target}, which does not exist`));
    }
    if (step.kind === 'call' && !content.scripts.has(step.script)) {
      findings.push(at(step.line, `step ${step.id} calls the script ${step.script}, which does not exist`));
    }
    if (step.kind === 'branch') findings.push(...deadRows(step, at));
  }
  const { short } = script;
  if (short !== null && !outside(script, short))
    findings.push(at(script.line, `short goes to ${short}, which does not exist outside a repeat`));
  if (script.expiresAfter === null && [...script.steps.values()].some(({ kind }) => kind === 'ask'))
    findings.push(
      at(script.line, 'expires is missing: a question that nobody answers would stand open for ever'),
    );
  const reached = reach(script, [script.first, ...(short === null ? [] : [short])]);
  for (const step of script.steps.values()) {
    if (!reached.has(step.id)) findings.push(at(step.line, `step ${step.id} is never reached`));
  }
  findings.push(
    ...silentLoops(script, at),
    ...circularCalls(content, script, at),
    ...opening(content, script, at),
  );
  return findings;
}

/** Every step that may follow this one within its script. */
export function targets(step: Step): string[] {
  const next = step.next === null ? [] : [step.next];
  switch (step.kind) {
    case 'ask': {
      const choices = (step.ask.choices ?? []).flatMap((choice) =>
        choice.to === undefined ? [] : [choice.to],
      );
      const asides = [step.ask.timeout?.to, step.ask.words?.to].filter((to) => to !== undefined);
      return [...choices, ...asides, ...next];
    }
    case 'branch':
      return [...step.rows.map((row) => row.to), ...(step.rows.some((row) => row.when === null) ? [] : next)];
    case 'repeat':
      return [step.first, ...next];
    case 'end':
      return step.when === null ? [] : next;
    case 'say':
    case 'set':
    case 'call':
      return next;
  }
}

/** Whether a step stands outside every repeat. */
function outside(script: Script, id: string): boolean {
  const repeats = [...script.steps.values()].flatMap((step) => (step.kind === 'repeat' ? [step.first] : []));
  return script.steps.has(id) && !inOrder(script, repeats).has(id);
}

/** The steps of these lists, each followed by what stands after it. */
function inOrder(script: Script, firsts: readonly string[]): Set<string> {
  const seen = new Set<string>();
  for (const first of firsts)
    for (let id: string | null = first; id !== null && !seen.has(id); id = script.steps.get(id)?.next ?? null)
      seen.add(id);
  return seen;
}

type At = (line: number, message: string) => Finding;

function reach(script: Script, from: string[]): Set<string> {
  const seen = new Set<string>();
  const todo = [...from];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const step = script.steps.get(id);
    if (!step || seen.has(id)) continue;
    seen.add(id);
    todo.push(...targets(step));
  }
  return seen;
}

function deadRows(step: Extract<Step, { kind: 'branch' }>, at: At): Finding[] {
  const open = step.rows.findIndex((row) => row.when === null);
  if (open === -1 || open === step.rows.length - 1) return [];
  return [at(step.line, `branch ${step.id}: the rows after the one without a condition are never taken`)];
}

/** A way round that passes no question would run for ever. */
function silentLoops(script: Script, at: At): Finding[] {
  const state = new Map<string, 'open' | 'done'>();
  const findings: Finding[] = [];
  const visit = (id: string): void => {
    const step = script.steps.get(id);
    // A question that its condition skips lets the flow through as well.
    if (!step || (step.kind === 'ask' && step.when === null)) return;
    if (state.get(id) === 'open')
      findings.push(at(step.line, `step ${id} comes back to itself without a question`));
    if (state.has(id)) return;
    state.set(id, 'open');
    const onward = step.kind === 'ask' ? (step.next === null ? [] : [step.next]) : targets(step);
    onward.forEach(visit);
    state.set(id, 'done');
  };
  for (const id of script.steps.keys()) visit(id);
  return findings;
}

function circularCalls(content: Content, script: Script, at: At): Finding[] {
  const seen = new Set<string>();
  const todo = calls(script);
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (id === script.id) return [at(script.line, `script ${script.id} calls itself`)];
    const next = content.scripts.get(id);
    if (!next || seen.has(id)) continue;
    seen.add(id);
    todo.push(...calls(next));
  }
  return [];
}

const calls = (script: Script): string[] =>
  [...script.steps.values()].flatMap((step) => (step.kind === 'call' ? [step.script] : []));

/** A talk that the program opens starts outside the WhatsApp window: its first question needs a template. */
function opening(content: Content, script: Script, at: At): Finding[] {
  if (!script.proactive) return [];
  const first = [...script.steps.values()].find((step) => step.kind === 'ask');
  if (!first || first.kind !== 'ask' || first.ask.template === undefined) {
    return [at(script.line, `script ${script.id} opens by itself: its first question needs a template`)];
  }
  const template = content.templates.get(first.ask.template);
  if (!template) return [at(first.line, `step ${first.id} names the unknown template ${first.ask.template}`)];
  const choices = (first.ask.choices ?? []).map((choice) => choice.id).join();
  const buttons = template.buttons.map((button) => button.id).join();
  if (choices === buttons) return [];
  return [at(first.line, `step ${first.id} and the template ${template.name} have different buttons`)];
}
