import type { ScriptValue } from './schema.js';

/** A condition of the small closed language of the scripts: names, values, comparison, and, or, not. */
export type Condition =
  | { op: 'is_set'; name: string }
  | { op: 'truthy'; name: string }
  /** `of`: what is left after dividing by it is compared, as in `number % 4 == 3`. */
  | { op: 'compare'; name: string; of?: number; with: Comparison; value: ScriptValue }
  | { op: 'in'; name: string; values: ScriptValue[] }
  | { op: 'not'; of: Condition }
  | { op: 'and' | 'or'; left: Condition; right: Condition };

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
type Values = Readonly<Record<string, ScriptValue>>;

export type ParsedCondition = { ok: true; condition: Condition } | { ok: false; message: string };

const token = /\s*(?:('[^']*')|(==|!=|<=|>=|<|>|\(|\)|,|%)|(-?\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*))/y;
const comparisons: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
const words = new Set(['and', 'or', 'not', 'in', 'is', 'set', 'true', 'false']);

/** Reads a condition such as `mood == 'slecht' and not (streak < 3)`. Returns what is wrong instead of throwing. */
export function parseCondition(source: string): ParsedCondition {
  const tokens = tokenise(source);
  if (tokens === null) return { ok: false, message: `cannot read the condition "${source}"` };
  const reader = new Reader(tokens);
  try {
    const condition = reader.or();
    if (!reader.done()) throw new Error(`did not expect "${reader.peek()}"`);
    return { ok: true, condition };
  } catch (error) {
    return { ok: false, message: `in the condition "${source}": ${(error as Error).message}` };
  }
}

/** Whether the condition holds. A name that is not set equals nothing and is smaller than nothing. */
export function holds(condition: Condition, values: Values): boolean {
  switch (condition.op) {
    case 'is_set':
      return isSet(values[condition.name]);
    case 'truthy':
      return values[condition.name] === true;
    case 'compare':
      return compare(left(values[condition.name], condition.of), condition.with, condition.value);
    case 'in':
      return condition.values.some((value) => compare(values[condition.name], '==', value));
    case 'not':
      return !holds(condition.of, values);
    case 'and':
      return holds(condition.left, values) && holds(condition.right, values);
    case 'or':
      return holds(condition.left, values) || holds(condition.right, values);
  }
}

/** Every name that the condition looks at, for the checker. */
export function namesIn(condition: Condition): string[] {
  switch (condition.op) {
    case 'not':
      return namesIn(condition.of);
    case 'and':
    case 'or':
      return [...namesIn(condition.left), ...namesIn(condition.right)];
    case 'is_set':
    case 'truthy':
    case 'compare':
    case 'in':
      return [condition.name];
  }
}

const isSet = (value: ScriptValue | undefined): boolean => value !== undefined && value !== '';

const left = (value: ScriptValue | undefined, of: number | undefined): ScriptValue | undefined =>
  of === undefined || typeof value !== 'number' ? value : value % of;

function compare(left: ScriptValue | undefined, by: Comparison, right: ScriptValue): boolean {
  if (by === '==') return left === right;
  if (by === '!=') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  if (by === '<') return left < right;
  if (by === '<=') return left <= right;
  return by === '>' ? left > right : left >= right;
}

function tokenise(source: string): string[] | null {
  const found: string[] = [];
  token.lastIndex = 0;
  const text = source.trimEnd();
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (match === null) return null;
    found.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
  return found;
}

class Reader {
  private at = 0;
  constructor(private readonly tokens: readonly string[]) {}

  done = (): boolean => this.at >= this.tokens.length;
  peek = (): string => this.tokens[this.at] ?? 'the end';

  or(): Condition {
    let left = this.and();
    while (this.accept('or')) left = { op: 'or', left, right: this.and() };
    return left;
  }

  private and(): Condition {
    let left = this.not();
    while (this.accept('and')) left = { op: 'and', left, right: this.not() };
    return left;
  }

  private not(): Condition {
    if (this.accept('not')) return { op: 'not', of: this.not() };
    if (this.accept('(')) {
      const inner = this.or();
      this.expect(')');
      return inner;
    }
    return this.test();
  }

  private test(): Condition {
    const name = this.name();
    if (this.accept('is')) {
      this.expect('set');
      return { op: 'is_set', name };
    }
    if (this.accept('in')) return { op: 'in', name, values: this.list() };
    if (this.accept('%')) return { op: 'compare', name, of: this.divisor(), ...this.comparison() };
    const by = this.peek();
    if (!comparisons.includes(by)) return { op: 'truthy', name };
    return { op: 'compare', name, ...this.comparison() };
  }

  private comparison(): { with: Comparison; value: ScriptValue } {
    const by = this.peek();
    if (!comparisons.includes(by)) throw new Error(`did not expect "${by}"`);
    this.at += 1;
    return { with: by as Comparison, value: this.value() };
  }

  private divisor(): number {
    const value = this.value();
    if (typeof value === 'number' && Number.isInteger(value) && value > 1) return value;
    throw new Error(`after % a whole number from 2 on is needed, not "${String(value)}"`);
  }

  private list(): ScriptValue[] {
    this.expect('(');
    const values = [this.value()];
    while (this.accept(',')) values.push(this.value());
    this.expect(')');
    return values;
  }

  private name(): string {
    const found = this.peek();
    if (this.done() || !/^[A-Za-z_]/.test(found) || words.has(found)) {
      throw new Error(`expected a name, found "${found}"`);
    }
    this.at += 1;
    return found;
  }

  private value(): ScriptValue {
    const found = this.peek();
    this.at += 1;
    if (found.startsWith("'")) return found.slice(1, -1);
    if (found === 'true' || found === 'false') return found === 'true';
    if (/^-?\d/.test(found)) return Number(found);
    throw new Error(`expected a value (a number, true, false or 'words'), found "${found}"`);
  }

  private accept(expected: string): boolean {
    if (this.done() || this.tokens[this.at] !== expected) return false;
    this.at += 1;
    return true;
  }

  private expect(expected: string): void {
    if (!this.accept(expected)) throw new Error(`expected "${expected}", found "${this.peek()}"`);
  }
}
