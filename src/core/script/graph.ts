import type { Condition } from './condition.js';
import type { Script, Step, Variants } from './model.js';

/** A script as a Mermaid flowchart: what a teacher looks at instead of the YAML. */
export function scriptGraph(script: Script): string {
  const lines = ['flowchart TD', `  start([${escape(script.title)}]) --> ${script.first}`];
  if (script.short !== null) lines.push(`  haast([weinig tijd]) -.-> ${script.short}`);
  for (const step of script.steps.values())
    lines.push(`  ${node(step)}`, ...[...edges(step), ...againOf(script, step)].map((edge) => `  ${edge}`));
  if ([...script.steps.values()].some((step) => step.next === null)) lines.push('  done([klaar])');
  return `${lines.join('\n')}\n`;
}

function node(step: Step): string {
  const label = (text: string): string => `"${escape(text)}"`;
  switch (step.kind) {
    case 'say':
      return `${step.id}[${label(variants(step))}]`;
    case 'ask':
      return `${step.id}[/${label(askLabel(step))}/]`;
    case 'branch':
      return `${step.id}{${label(step.id)}}`;
    case 'repeat':
      return `${step.id}[[${label(`per vaardigheid, hooguit ${step.limit}`)}]]`;
    case 'set':
      return `${step.id}[${label(
        Object.entries(step.values)
          .map(([name, value]) => `${name} = ${value}`)
          .join(', '),
      )}]`;
    case 'call':
      return `${step.id}[[${label(`script ${step.script}`)}]]`;
    case 'end':
      return `${step.id}([${label(step.outcome)}])`;
  }
}

/** Words for an occasion stand with what must hold for them. */
const variants = ({ texts, only }: Variants): string =>
  texts
    .map((key) => {
      const condition = only.get(key);
      return condition === undefined ? key : `${key} (als ${say(condition)})`;
    })
    .join(' | ');

function askLabel(step: Extract<Step, { kind: 'ask' }>): string {
  const question = step.texts.length > 0 ? variants(step) : 'volgende vraag van de vaardigheid';
  const { fade: rule } = step.ask;
  const none = rule?.none === undefined ? '' : `, geen na ${rule.none}`;
  const fade = rule
    ? ` · minder hulp na ${rule.after} goede antwoorden${none}; terug na een kort antwoord`
    : '';
  const hints = step.ask.hints || step.texts.length === 0 ? ` · hooguit ${step.ask.nudges ?? 1} hulpzin` : '';
  const simpler = step.ask.explain === undefined ? '' : ' · met uitleg';
  return `${question}${hints}${fade}${simpler}`;
}

function edges(step: Step): string[] {
  const onward = step.next ?? 'done';
  const found: string[] = [];
  if (step.when !== null) found.push(`${step.id} -. niet: ${say(step.when)} .-> ${onward}`);
  if (step.kind === 'end') return found;
  if (step.kind === 'branch') {
    for (const row of step.rows)
      found.push(`${step.id} -->${row.when ? `|${say(row.when)}|` : ''} ${row.to}`);
    return step.rows.some((row) => row.when === null) ? found : [...found, `${step.id} --> ${onward}`];
  }
  if (step.kind === 'repeat') found.push(`${step.id} --> ${step.first}`);
  if (step.kind === 'ask') {
    for (const choice of step.ask.choices ?? []) {
      if (choice.to !== undefined) found.push(`${step.id} -->|${choice.id}| ${choice.to}`);
    }
    if (step.ask.words !== undefined) found.push(`${step.id} -->|eigen woorden| ${step.ask.words.to}`);
    if (step.ask.timeout?.to !== undefined) {
      found.push(`${step.id} -. na ${step.ask.timeout.after} .-> ${step.ask.timeout.to}`);
    }
  }
  return [...found, `${step.id} --> ${onward}`];
}

/** The questions whose answers can be said anew from here. */
function againOf(script: Script, step: Step): string[] {
  if (step.kind !== 'ask' || step.ask.options !== 'answers') return [];
  return [...script.steps.values()].flatMap((one) =>
    one.kind === 'ask' && one.ask.summary !== undefined ? [`${step.id} -. opnieuw zeggen .-> ${one.id}`] : [],
  );
}

function say(condition: Condition): string {
  switch (condition.op) {
    case 'is_set':
      return `${condition.name} is bekend`;
    case 'truthy':
      return condition.name;
    case 'compare':
      return `${condition.name}${condition.of === undefined ? '' : ` rest na delen door ${condition.of}`} ${condition.with === '==' ? '=' : escape(condition.with)} ${escape(String(condition.value))}`;
    case 'in':
      return `${condition.name} in ${condition.values.map(String).map(escape).join(', ')}`;
    case 'not':
      return `niet ${say(condition.of)}`;
    case 'and':
      return `${say(condition.left)} en ${say(condition.right)}`;
    case 'or':
      return `${say(condition.left)} of ${say(condition.right)}`;
  }
}

/** Mermaid reads quotes and angle brackets as its own. */
const escape = (text: string): string =>
  text.replaceAll('"', "'").replaceAll('<', '#lt;').replaceAll('>', '#gt;').replaceAll('|', '/');
