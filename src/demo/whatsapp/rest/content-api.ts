import { z } from 'zod';
import type { Answer, Exchange, Route } from '../http/exchange.js';
import { json, refusalAnswer } from '../http/exchange.js';
import { pageLink, pageOf } from '../http/paging.js';
import { refuse } from '../errors.js';
import type { Approval } from '../state/content.js';
import { contentRequestSchema, shapeOf, textsOf } from '../state/content.js';
import { contentObjection, variablesIn } from '../state/content-limits.js';
import type { Contents, StoredContent } from '../state/contents.js';
import type { Faults } from '../state/faults.js';

interface Parts {
  readonly accountSid: string;
  readonly contents: Contents;
  readonly faults: Faults;
  readonly apiUrl: () => string;
}

const approvalSchema = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, 'name may have lowercase letters, digits and underscores only'),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']),
});

/** Content API v1: templates and their approval by WhatsApp. */
export function contentRoutes(parts: Parts): readonly Route[] {
  const one = '^/v1/Content/(HX[0-9a-fA-F]{32})';
  return [
    { area: 'api', method: 'POST', path: /^\/v1\/Content$/, handle: (exchange) => create(parts, exchange) },
    {
      area: 'api',
      method: 'GET',
      path: /^\/v1\/Content$/,
      handle: (exchange) => list(parts, exchange, contentJson),
    },
    {
      area: 'api',
      method: 'GET',
      path: /^\/v1\/ContentAndApprovals$/,
      handle: (exchange) => list(parts, exchange, contentAndApprovalJson),
    },
    {
      area: 'api',
      method: 'GET',
      path: new RegExp(`${one}$`),
      handle: (exchange) => withContent(parts, exchange, (content) => json(200, contentJson(parts, content))),
    },
    {
      area: 'api',
      method: 'DELETE',
      path: new RegExp(`${one}$`),
      handle: (exchange) => withContent(parts, exchange, (content) => remove(parts, content)),
    },
    {
      area: 'api',
      method: 'POST',
      path: new RegExp(`${one}/ApprovalRequests/whatsapp$`),
      handle: (exchange) => withContent(parts, exchange, (content) => submit(parts, exchange, content)),
    },
    {
      area: 'api',
      method: 'GET',
      path: new RegExp(`${one}/ApprovalRequests$`),
      handle: (exchange) =>
        withContent(parts, exchange, (content) => json(200, approvalFetchJson(parts, content))),
    },
  ];
}

function withContent(
  { contents }: Parts,
  exchange: Exchange,
  use: (content: StoredContent) => Answer,
): Answer {
  const content = contents.find(exchange.params[0] ?? '');
  if (content !== undefined) return use(content);
  return refusalAnswer(refuse(20404, `The requested resource ${exchange.url.pathname} was not found`));
}

function readJson(exchange: Exchange): unknown {
  if (exchange.contentType !== 'application/json') return undefined;
  try {
    return JSON.parse(exchange.body);
  } catch {
    return undefined;
  }
}

/** Limits hold at creation only where no variable stands: the rest shows when it is sent. */
function create(parts: Parts, exchange: Exchange): Answer {
  const parsed = contentRequestSchema.safeParse(readJson(exchange));
  if (!parsed.success) return refusalAnswer(refuse(20001, z.prettifyError(parsed.error)));
  const shape = shapeOf(parsed.data.types);
  const fixed = textsOf(shape).every((text) => variablesIn(text).length === 0);
  const objection = fixed ? contentObjection(shape) : null;
  if (objection !== null) return refusalAnswer(refuse(20001, objection));
  return json(201, contentJson(parts, parts.contents.create(parsed.data)));
}

function list(
  parts: Parts,
  { url }: Exchange,
  view: (parts: Parts, content: StoredContent) => object,
): Answer {
  const planned = parts.faults.takeFailure('list');
  if (planned !== null) return refusalAnswer(refuse(planned));
  const page = pageOf(parts.contents.all().toReversed(), url.searchParams);
  const link = (number: number, token?: string): string =>
    parts.apiUrl() + pageLink(url, page.size, number, token);
  return json(200, {
    contents: page.items.map((content) => view(parts, content)),
    meta: {
      page: page.number,
      page_size: page.size,
      first_page_url: link(0),
      previous_page_url: page.number === 0 ? null : link(page.number - 1),
      next_page_url: page.nextToken === null ? null : link(page.number + 1, page.nextToken),
      url: parts.apiUrl() + url.pathname + url.search,
      key: 'contents',
    },
  });
}

function remove({ contents }: Parts, content: StoredContent): Answer {
  contents.remove(content.sid);
  return { kind: 'empty', status: 204 };
}

function submit({ contents }: Parts, exchange: Exchange, content: StoredContent): Answer {
  const parsed = approvalSchema.safeParse(readJson(exchange));
  if (!parsed.success) return refusalAnswer(refuse(20001, z.prettifyError(parsed.error)));
  if (shapeOf(content.types).type === 'twilio/list-picker') {
    return refusalAnswer(refuse(20001, 'twilio/list-picker cannot be submitted to WhatsApp for approval.'));
  }
  contents.submit(content, parsed.data.name, parsed.data.category);
  // Also when the double has decided already: Twilio answers that the request has been received.
  return json(201, approvalJson({ ...content.approval, status: 'received', rejectionReason: '' }));
}

function contentJson({ accountSid, apiUrl }: Parts, content: StoredContent): object {
  const url = `${apiUrl()}/v1/Content/${content.sid}`;
  return {
    ...resourceJson(accountSid, content),
    url,
    links: { approval_create: `${url}/ApprovalRequests/whatsapp`, approval_fetch: `${url}/ApprovalRequests` },
  };
}

function contentAndApprovalJson({ accountSid }: Parts, content: StoredContent): object {
  return { ...resourceJson(accountSid, content), approval_requests: approvalJson(content.approval) };
}

function resourceJson(accountSid: string, content: StoredContent): object {
  const created = new Date(content.createdAt).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    sid: content.sid,
    account_sid: accountSid,
    friendly_name: content.friendlyName,
    language: content.language,
    variables: content.variables,
    types: content.types,
    date_created: created,
    date_updated: created,
  };
}

function approvalJson(approval: Approval): object {
  return {
    name: approval.name,
    category: approval.category,
    content_type: approval.contentType,
    status: approval.status,
    rejection_reason: approval.rejectionReason,
    allow_category_change: true,
  };
}

function approvalFetchJson({ accountSid, apiUrl }: Parts, content: StoredContent): object {
  return {
    sid: content.sid,
    account_sid: accountSid,
    whatsapp: { type: 'whatsapp', ...approvalJson(content.approval) },
    url: `${apiUrl()}/v1/Content/${content.sid}/ApprovalRequests`,
  };
}
