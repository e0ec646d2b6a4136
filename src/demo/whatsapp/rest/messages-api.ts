import type { Answer, Exchange, Route } from '../http/exchange.js';
import { json, refusalAnswer } from '../http/exchange.js';
import { pageLink, pageOf } from '../http/paging.js';
import type { Statuses } from '../deliver/statuses.js';
import { refuse } from '../errors.js';
import { newSid } from '../sids.js';
import type { Contents } from '../state/contents.js';
import type { Faults } from '../state/faults.js';
import type { Messages } from '../state/messages.js';
import type { Tasks } from '../state/tasks.js';
import type { StoredMessage, TwilioDoubleOptions } from '../types.js';
import type { Composed } from './compose.js';
import { compose } from './compose.js';
import { messageFilter } from './message-query.js';
import { messageJson } from './message-json.js';

interface Parts {
  readonly options: TwilioDoubleOptions;
  readonly messages: Messages;
  readonly contents: Contents;
  readonly faults: Faults;
  readonly statuses: Statuses;
  readonly tasks: Tasks;
}

/** /2010-04-01/Accounts/{AccountSid}/Messages */
export function messageRoutes(parts: Parts): readonly Route[] {
  const base = `/2010-04-01/Accounts/${parts.options.accountSid}/Messages`;
  const list = new RegExp(`^${base}\\.json$`);
  const one = new RegExp(`^${base}/((?:SM|MM)[0-9a-f]{32})\\.json$`);
  return [
    { area: 'api', method: 'POST', path: list, handle: (exchange) => create(parts, exchange) },
    { area: 'api', method: 'GET', path: list, handle: (exchange) => read(parts, exchange) },
    {
      area: 'api',
      method: 'GET',
      path: one,
      handle: (exchange) => withMessage(parts, exchange, (m) => show(parts, m)),
    },
    {
      area: 'api',
      method: 'POST',
      path: one,
      handle: (exchange) => withMessage(parts, exchange, (m) => redact(parts, exchange, m)),
    },
    {
      area: 'api',
      method: 'DELETE',
      path: one,
      handle: (exchange) => withMessage(parts, exchange, (m) => remove(parts, m)),
    },
  ];
}

function show({ options }: Parts, message: StoredMessage): Answer {
  return json(200, messageJson(options.accountSid, message));
}

function withMessage(
  { messages }: Parts,
  exchange: Exchange,
  use: (message: StoredMessage) => Answer,
): Answer {
  const message = messages.find(exchange.params[0] ?? '');
  if (message !== undefined) return use(message);
  return refusalAnswer(refuse(20404, `The requested resource ${exchange.url.pathname} was not found`));
}

function create(parts: Parts, exchange: Exchange): Answer {
  const { options, messages, faults, statuses, tasks } = parts;
  if (exchange.contentType !== 'application/x-www-form-urlencoded') {
    return refusalAnswer(refuse(20001, 'Messages are created with application/x-www-form-urlencoded.'));
  }
  const planned = faults.takeFailure('request');
  if (planned !== null) return refusalAnswer(refuse(planned));
  const composed = compose(parts, new URLSearchParams(exchange.body));
  if (composed.kind === 'refused') return refusalAnswer(composed);
  const message = stored(options, composed);
  messages.add(message);
  const code = faults.takeFailure('callback');
  const afterwards = (): void => tasks.start(() => statuses.progress(message, code));
  const delivery = { drop: faults.takeDrop(), delayMs: faults.takeDelay(), afterwards };
  return { kind: 'json', status: 201, body: messageJson(options.accountSid, message), delivery };
}

function stored(options: TwilioDoubleOptions, composed: Composed): StoredMessage {
  const now = options.clock.now();
  const { to, body, choices, contentSid, messagingServiceSid, statusCallback } = composed;
  return {
    ...{ sid: newSid('SM'), direction: 'outbound-api', from: options.from, to, body, choices, contentSid },
    ...{
      messagingServiceSid,
      statusCallback,
      status: 'queued',
      errorCode: null,
      media: [],
      onPhone: [],
      webhookForm: null,
    },
    ...{ createdAt: now, sentAt: null, updatedAt: now },
  };
}

function read({ options, messages, faults }: Parts, { url }: Exchange): Answer {
  const planned = faults.takeFailure('list');
  if (planned !== null) return refusalAnswer(refuse(planned));
  const newestFirst = messages.all().filter(messageFilter(url.searchParams)).reverse();
  const page = pageOf(newestFirst, url.searchParams);
  return json(200, {
    first_page_uri: pageLink(url, page.size, 0),
    next_page_uri: page.nextToken === null ? null : pageLink(url, page.size, page.number + 1, page.nextToken),
    previous_page_uri: page.number === 0 ? null : pageLink(url, page.size, page.number - 1),
    uri: url.pathname + url.search,
    page: page.number,
    page_size: page.size,
    start: page.start,
    end: Math.max(page.start, page.start + page.items.length - 1),
    messages: page.items.map((message) => messageJson(options.accountSid, message)),
  });
}

/** Twilio's update can do one thing: empty the body. */
function redact(parts: Parts, exchange: Exchange, message: StoredMessage): Answer {
  const form = new URLSearchParams(exchange.body);
  if (form.get('Body') !== '') return refusalAnswer(refuse(20001, 'Body can only be set to an empty text.'));
  message.body = '';
  parts.messages.changed(message);
  return show(parts, message);
}

function remove({ messages, faults }: Parts, message: StoredMessage): Answer {
  const planned = faults.takeFailure('delete');
  if (planned !== null) return refusalAnswer(refuse(planned));
  if (message.status === 'queued') return refusalAnswer(refuse(20009));
  messages.remove(message.sid);
  return { kind: 'empty', status: 204 };
}
