import type { Instant } from '../../../ports/clock.js';
import { errorMessage } from '../errors.js';
import type { StoredMedia, StoredMessage } from '../types.js';

/** RFC 2822 in GMT, as the 2010 API writes moments. */
export function rfc2822(instant: Instant): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}

function messagePath(accountSid: string, sid: string): string {
  return `/2010-04-01/Accounts/${accountSid}/Messages/${sid}`;
}

/** A Message resource. */
export function messageJson(accountSid: string, message: StoredMessage): object {
  const path = messagePath(accountSid, message.sid);
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : errorMessage(message.errorCode),
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: '1',
    price: null,
    price_unit: null,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${path}/Media.json` },
    to: message.to,
    uri: `${path}.json`,
  };
}

/** A Media resource. */
export function mediaJson(accountSid: string, messageSid: string, media: StoredMedia): object {
  return {
    account_sid: accountSid,
    content_type: media.contentType,
    date_created: rfc2822(media.createdAt),
    date_updated: rfc2822(media.createdAt),
    parent_sid: messageSid,
    sid: media.sid,
    uri: `${messagePath(accountSid, messageSid)}/Media/${media.sid}.json`,
  };
}
