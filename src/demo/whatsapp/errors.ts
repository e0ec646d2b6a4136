/** What Twilio does with a code: refuse the request, or accept it and report a failed or undelivered message. */
export type ErrorManner = 'request' | 'failed' | 'undelivered';

interface ErrorFact {
  readonly message: string;
  readonly manner: ErrorManner;
  readonly http?: number;
}

const facts: Readonly<Record<number, ErrorFact>> = {
  20001: { message: 'Invalid parameter', manner: 'request' },
  20003: { message: 'Authenticate', manner: 'request', http: 401 },
  20009: { message: 'Message resource in progress cannot be deleted', manner: 'request', http: 409 },
  20404: { message: 'The requested resource was not found', manner: 'request', http: 404 },
  20429: { message: 'Too Many Requests', manner: 'request', http: 429 },
  20500: { message: 'Internal Server Error', manner: 'request', http: 500 },
  20503: { message: 'Service Unavailable', manner: 'request', http: 503 },
  21211: { message: "Invalid 'To' Phone Number", manner: 'request' },
  21603: { message: "A 'From' phone number is required", manner: 'request' },
  21604: { message: "A 'To' phone number is required", manner: 'request' },
  21609: { message: 'The StatusCallback URL is not a valid URL', manner: 'request' },
  21610: { message: 'Attempt to send to unsubscribed recipient', manner: 'request' },
  21617: { message: 'The concatenated message body exceeds the 1600 character limit', manner: 'request' },
  21619: { message: 'A Message Body, Media URL or Content SID is required', manner: 'request' },
  21654: { message: 'The ContentSid is required', manner: 'request' },
  21655: { message: 'The ContentSid is invalid', manner: 'request' },
  21656: { message: 'The ContentVariables parameter is invalid', manner: 'request' },
  21658: { message: 'Parameter exceeded character limit', manner: 'request' },
  21701: { message: 'The Messaging Service does not exist', manner: 'request' },
  21910: { message: "Invalid 'From' and 'To' pair: both should be of the same channel", manner: 'request' },
  63003: { message: 'Channel could not find To address', manner: 'undelivered' },
  63005: { message: 'Channel did not accept given content', manner: 'undelivered' },
  63007: { message: 'Twilio could not find a Channel with the specified From address', manner: 'request' },
  63012: { message: 'Channel provider returned an internal service error', manner: 'undelivered' },
  63013: { message: 'Channel policy violation', manner: 'undelivered' },
  63014: { message: 'Message blocked by user action', manner: 'undelivered' },
  63016: {
    message:
      'Failed to send freeform message because you are outside the allowed window; use a Message Template',
    manner: 'failed',
  },
  63018: { message: 'Rate limit exceeded for Channel', manner: 'failed' },
  63021: { message: 'Channel invalid content error', manner: 'failed' },
  63024: { message: 'Invalid message recipient', manner: 'undelivered' },
  63032: { message: 'WhatsApp cannot send this message to the user: user limitation', manner: 'undelivered' },
  63040: { message: 'Template rejected', manner: 'failed' },
  63041: { message: 'Template paused', manner: 'failed' },
  63042: { message: 'Template disabled', manner: 'failed' },
  63049: { message: 'Meta chose not to deliver this WhatsApp marketing message', manner: 'undelivered' },
};

/** The text that Twilio gives with a code, or a general one for codes that are not listed here. */
export function errorMessage(code: number): string {
  return facts[code]?.message ?? `Error ${code}`;
}

/** How a code shows itself; a code that is not listed and is planned for a callback counts as failed. */
export function errorManner(code: number): ErrorManner {
  return facts[code]?.manner ?? (code >= 30000 ? 'undelivered' : 'request');
}

/** A refusal of the REST API. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: number;
  readonly message: string;
  readonly http: number;
}

/** `detail` replaces the general text, as Twilio often names the value that is wrong. */
export function refuse(code: number, detail?: string): Refusal {
  return {
    kind: 'refused',
    code,
    message: detail ?? errorMessage(code),
    http: facts[code]?.http ?? 400,
  };
}

/** The JSON body of a refusal. */
export function refusalBody(refusal: Refusal): object {
  return {
    code: refusal.code,
    message: refusal.message,
    more_info: `https://www.twilio.com/docs/errors/${refusal.code}`,
    status: refusal.http,
  };
}
