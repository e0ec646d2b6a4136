import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** A request to Twilio as it went over the line; what the double records fits. */
export interface OutboundRequest {
  readonly method: string;
  readonly path: string;
  /** With or without the question mark. */
  readonly query?: string;
  readonly contentType: string | null;
  readonly body: string;
}

type Schema = Record<string, unknown>;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>;
}

interface Specification {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: 'array' });
addFormats.default(ajv);
ajv.addFormat('phone-number', /^(whatsapp:)?(\+[1-9]\d{1,14}|[A-Z]{2}\.[A-Za-z0-9]+)$/);
ajv.addFormat('date-time-rfc-2822', /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/);
for (const format of ['uri-map', 'currency', 'int64']) ajv.addFormat(format, true);
// The specification says `uri` of values that are paths of one host.
ajv.addFormat('uri', (text: string) => text.startsWith('/') || URL.canParse(text));

const specifications = ['messages', 'content'].map((name) => {
  const text = readFileSync(new URL(`./twilio/${name}.json`, import.meta.url), 'utf8');
  const specification = JSON.parse(text) as Specification;
  ajv.addSchema({ $id: name, components: specification.components });
  return { name, specification };
});

interface Found {
  readonly name: string;
  readonly operation: Operation;
  readonly pathValues: Record<string, string>;
}

function find(method: string, path: string): Found | null {
  for (const { name, specification } of specifications) {
    for (const [template, operations] of Object.entries(specification.paths)) {
      const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      const pattern = template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/.]+)');
      const match = new RegExp(`^${pattern}$`).exec(path);
      const operation = operations[method.toLowerCase()];
      if (match === null || operation === undefined) continue;
      return {
        name,
        operation,
        pathValues: Object.fromEntries(names.map((key, i) => [key, match[i + 1] ?? ''])),
      };
    }
  }
  return null;
}

/** References in the specification are local to its file; in ajv they need the file's name. */
function located(schema: unknown, name: string): Schema {
  const text = JSON.stringify(schema).replaceAll('"#/components', `"${name}#/components`);
  return JSON.parse(text) as Schema;
}

function problemsOf(validate: ValidateFunction, value: unknown, what: string): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = (params as { additionalProperty?: string }).additionalProperty;
    return `${what}${instancePath} ${message ?? ''}${extra === undefined ? '' : `: ${extra}`}`;
  });
}

/** Repeated keys become lists; ajv turns the texts into numbers and booleans where the schema says so. */
function fromForm(form: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...new Set(form.keys())].map((key) => {
      const values = form.getAll(key);
      return [key, values.length === 1 ? values[0] : values];
    }),
  );
}

function parameterProblems(found: Found, query: URLSearchParams): string[] {
  const parameters = found.operation.parameters ?? [];
  const check = (place: 'path' | 'query', values: Record<string, unknown>): string[] => {
    const here = parameters.filter((parameter) => parameter.in === place);
    const schema = {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(here.map(({ name, schema: of }) => [name, dated(of)])),
      required: here.filter(({ required }) => required === true).map(({ name }) => name),
    };
    return problemsOf(ajv.compile(located(schema, found.name)), values, place);
  };
  return [...check('path', found.pathValues), ...check('query', fromForm(query))];
}

/** `date-time` in the list filters also takes a plain day, says their description. */
function dated(schema: Schema): Schema {
  return schema['format'] === 'date-time' ? { anyOf: [schema, { type: 'string', format: 'date' }] } : schema;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bodyProblems({ name, operation }: Found, { body, contentType }: OutboundRequest): string[] {
  const content = operation.requestBody?.content;
  if (content === undefined) return body === '' ? [] : ['body: this operation has none'];
  const type = (contentType ?? '').split(';')[0] ?? '';
  const schema = content[type]?.schema;
  if (schema === undefined)
    return [`content type ${type || '(none)'} instead of ${Object.keys(content).join()}`];
  const isForm = type === 'application/x-www-form-urlencoded';
  const validate = ajv.compile(
    isForm ? { ...located(schema, name), additionalProperties: false } : located(schema, name),
  );
  const value = isForm ? fromForm(new URLSearchParams(body)) : parseJson(body);
  return problemsOf(validate, value, 'body');
}

/** What is wrong with a request according to Twilio's specification; empty when it fits. */
export function requestProblems(request: OutboundRequest): readonly string[] {
  const found = find(request.method, request.path);
  if (found === null) return [`${request.method} ${request.path} is not an operation that we know of Twilio`];
  return [...parameterProblems(found, new URLSearchParams(request.query)), ...bodyProblems(found, request)];
}

/** What is wrong with an answer; `body` is the parsed JSON, or undefined when there was none. */
export function responseProblems(
  method: string,
  path: string,
  status: number,
  body: unknown,
): readonly string[] {
  const found = find(method, path);
  if (found === null) return [`${method} ${path} is not an operation that we know of Twilio`];
  const response = found.operation.responses[String(status)];
  if (response === undefined)
    return [`status ${status} is not among ${Object.keys(found.operation.responses).join()}`];
  const schema = response.content?.['application/json']?.schema;
  if (schema === undefined) return body === undefined ? [] : ['body: this answer has none'];
  return problemsOf(ajv.compile(located(schema, found.name)), structuredClone(body), 'body');
}
