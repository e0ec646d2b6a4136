import { isWhatsappAddress } from '../addresses.js';
import type { Refusal } from '../errors.js';
import { refuse } from '../errors.js';
import { shapeOf, textsOf } from '../state/content.js';
import { choicesOf, fillShape, variablesIn } from '../state/content-limits.js';
import type { Contents } from '../state/contents.js';
import type { Faults } from '../state/faults.js';
import type { Choices, TwilioDoubleOptions } from '../types.js';

/** A request to send that Twilio would accept. Whether WhatsApp takes it shows later, in the status. */
export interface Composed {
  readonly kind: 'composed';
  readonly to: string;
  readonly body: string;
  readonly choices: Choices;
  readonly contentSid: string | null;
  readonly messagingServiceSid: string | null;
  readonly statusCallback: string | null;
}

interface Parts {
  readonly options: TwilioDoubleOptions;
  readonly contents: Contents;
  readonly faults: Faults;
}

/** Parameters that change what is sent and that the double does not play: better refused than ignored. */
const notPlayed = ['MediaUrl', 'PersistentAction', 'SendAt', 'ScheduleType', 'ApplicationSid'];

/** Checks the form of POST Messages in the order in which Twilio seems to: who, from whom, what. */
export function compose(parts: Parts, form: URLSearchParams): Composed | Refusal {
  const refused = addressRefusal(parts, form) ?? otherRefusal(form);
  if (refused !== null) return refused;
  const to = form.get('To') ?? '';
  const written = text(parts, form);
  if (written.kind === 'refused') return written;
  if (parts.faults.hasOptedOut(to)) return refuse(21610);
  return {
    ...written,
    kind: 'composed',
    to,
    messagingServiceSid: form.get('MessagingServiceSid'),
    statusCallback: form.get('StatusCallback'),
  };
}

function addressRefusal({ options }: Parts, form: URLSearchParams): Refusal | null {
  const to = form.get('To') ?? '';
  const from = form.get('From') ?? '';
  const service = form.get('MessagingServiceSid') ?? '';
  if (to === '') return refuse(21604);
  if (from === '' && service === '') return refuse(21603);
  if (service !== '' && service !== options.messagingServiceSid) return refuse(21701);
  if (from !== '' && from.startsWith('whatsapp:') !== to.startsWith('whatsapp:')) return refuse(21910);
  if (from !== '' && from !== options.from) return refuse(63007);
  if (!isWhatsappAddress(to)) return refuse(21211, `The 'To' number ${to} is not a valid phone number.`);
  return null;
}

function otherRefusal(form: URLSearchParams): Refusal | null {
  const strange = notPlayed.find((name) => form.has(name));
  if (strange !== undefined) return refuse(20001, `This double does not play ${strange}.`);
  const callback = form.get('StatusCallback');
  if (callback !== null && !isHttpUrl(callback))
    return refuse(21609, `The StatusCallback URL ${callback} is not valid.`);
  return null;
}

function isHttpUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

type Written = { readonly kind: 'written' } & Pick<Composed, 'body' | 'choices' | 'contentSid'>;

function text({ contents }: Parts, form: URLSearchParams): Written | Refusal {
  const body = form.get('Body') ?? '';
  const contentSid = form.get('ContentSid') ?? '';
  const variables = form.get('ContentVariables');
  if (contentSid === '') {
    if (variables !== null) return refuse(21654);
    if (body === '') return refuse(21619);
    if ([...body].length > 1600) return refuse(21617);
    return { kind: 'written', body, choices: { kind: 'none' }, contentSid: null };
  }
  // Twilio lets the content win in silence. Sending both is a mistake of ours, so the double says so.
  if (body !== '') return refuse(20001, 'Body and ContentSid exclude each other.');
  const content = contents.find(contentSid);
  if (content === undefined) return refuse(21655, `The ContentSid ${contentSid} is invalid.`);
  const values = readVariables(variables);
  if (values.kind === 'refused') return values;
  const all = { ...content.variables, ...values.values };
  const shape = shapeOf(content.types);
  const missing = textsOf(shape)
    .flatMap(variablesIn)
    .find((name) => (all[name] ?? '') === '');
  if (missing !== undefined) return refuse(21656, `ContentVariables has no value for {{${missing}}}.`);
  const filled = fillShape(shape, all);
  return { kind: 'written', body: filled.body, choices: choicesOf(filled), contentSid };
}

type Variables = { readonly kind: 'variables'; readonly values: Readonly<Record<string, string>> };

function readVariables(json: string | null): Variables | Refusal {
  if (json === null || json === '') return { kind: 'variables', values: {} };
  const parsed = parseObject(json);
  if (parsed === null) return refuse(21656, 'ContentVariables is not a JSON object.');
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value !== 'string' || value.trim() === '') {
      return refuse(21656, `ContentVariables: {{${name}}} must be a text that is not empty.`);
    }
    if (/[\n\r\t]| {5}/.test(value)) {
      return refuse(
        21656,
        `ContentVariables: {{${name}}} has a newline, a tab or more than four spaces in a row.`,
      );
    }
    if ([...value].length > 1600)
      return refuse(21658, `ContentVariables: {{${name}}} exceeds 1600 characters.`);
    values[name] = value;
  }
  return { kind: 'variables', values };
}

function parseObject(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
