import type { Answer, Exchange, Route } from '../http/exchange.js';
import { json, refusalAnswer } from '../http/exchange.js';
import { refuse } from '../errors.js';
import type { Messages } from '../state/messages.js';
import type { StoredMedia, StoredMessage } from '../types.js';
import { mediaJson } from './message-json.js';

interface Parts {
  readonly accountSid: string;
  readonly messages: Messages;
}

interface Found {
  readonly message: StoredMessage;
  readonly media: StoredMedia;
}

/**
 * Media of inbound messages. As with Twilio the address from the webhook asks for Basic auth and
 * redirects to where the file lies, which asks for nothing.
 */
export function mediaRoutes(parts: Parts): readonly Route[] {
  const base = `^/2010-04-01/Accounts/${parts.accountSid}/Messages/((?:SM|MM)[0-9a-f]{32})/Media`;
  const one = `${base}/(ME[0-9a-f]{32})`;
  return [
    {
      area: 'api',
      method: 'GET',
      path: new RegExp(`${base}\\.json$`),
      handle: (exchange) => list(parts, exchange),
    },
    {
      area: 'api',
      method: 'GET',
      path: new RegExp(`${one}\\.json$`),
      handle: (exchange) =>
        withMedia(parts, exchange, ({ message, media }) =>
          json(200, mediaJson(parts.accountSid, message.sid, media)),
        ),
    },
    {
      area: 'api',
      method: 'GET',
      path: new RegExp(`${one}$`),
      handle: (exchange) =>
        withMedia(parts, exchange, ({ media }) => ({ kind: 'redirect', location: `/media/${media.sid}` })),
    },
    {
      area: 'api',
      method: 'DELETE',
      path: new RegExp(`${one}(?:\\.json)?$`),
      handle: (exchange) => withMedia(parts, exchange, remove),
    },
    {
      area: 'page',
      method: 'GET',
      path: /^\/media\/(ME[0-9a-f]{32})$/,
      handle: (exchange) => file(parts, exchange, ({ media }) => media),
    },
    {
      area: 'page',
      method: 'GET',
      path: /^\/phone\/(ME[0-9a-f]{32})$/,
      handle: (exchange) => file(parts, exchange, ({ onPhone }) => onPhone),
    },
  ];
}

function notFound(exchange: Exchange): Answer {
  return refusalAnswer(refuse(20404, `The requested resource ${exchange.url.pathname} was not found`));
}

function withMedia({ messages }: Parts, exchange: Exchange, use: (found: Found) => Answer): Answer {
  const [messageSid = '', mediaSid = ''] = exchange.params;
  const message = messages.find(messageSid);
  const media = message?.media.find(({ sid }) => sid === mediaSid);
  return message === undefined || media === undefined ? notFound(exchange) : use({ message, media });
}

function remove({ message, media }: Found): Answer {
  message.media = message.media.filter(({ sid }) => sid !== media.sid);
  return { kind: 'empty', status: 204 };
}

function list({ messages, accountSid }: Parts, exchange: Exchange): Answer {
  const message = messages.find(exchange.params[0] ?? '');
  if (message === undefined) return notFound(exchange);
  const { pathname } = exchange.url;
  return json(200, {
    ...{ page: 0, page_size: 50, start: 0, end: Math.max(0, message.media.length - 1) },
    ...{ first_page_uri: pathname, next_page_uri: null, previous_page_uri: null, uri: pathname },
    media_list: message.media.map((media) => mediaJson(accountSid, message.sid, media)),
  });
}

function file(
  { messages }: Parts,
  exchange: Exchange,
  filesOf: (message: StoredMessage) => readonly StoredMedia[],
): Answer {
  const media = messages
    .all()
    .flatMap(filesOf)
    .find(({ sid }) => sid === exchange.params[0]);
  if (media === undefined) return notFound(exchange);
  return { kind: 'bytes', contentType: media.contentType, data: media.data };
}
