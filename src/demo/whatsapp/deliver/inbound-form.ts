import { externalUserId, waId } from '../addresses.js';
import type { InboundDraft, StoredMedia } from '../types.js';

/** What the form of an inbound webhook is made from. */
export interface InboundFacts {
  readonly draft: InboundDraft;
  readonly sid: string;
  readonly accountSid: string;
  readonly from: string;
  readonly to: string;
  readonly profileName: string;
  readonly body: string;
  readonly media: readonly StoredMedia[];
  /** Where the API of this double is: media are fetched from there, with Basic auth. */
  readonly apiUrl: string;
  /** Buttons of an approved template come as `button`, those of a session message as `interactive`. */
  readonly fromTemplate: boolean;
}

function messageType({ draft, fromTemplate }: InboundFacts): string {
  if (draft.button !== undefined) return fromTemplate ? 'button' : 'interactive';
  if (draft.list !== undefined) return 'interactive';
  if (draft.location !== undefined) return 'location';
  if (draft.media === undefined) return 'text';
  if (draft.media.contentType === 'image/webp') return 'sticker';
  if (draft.media.contentType === 'text/vcard') return 'contacts';
  const [kind = ''] = draft.media.contentType.split('/');
  return ['image', 'audio', 'video'].includes(kind) ? kind : 'document';
}

/** The address of a media file, as the webhook gives it: without `.json`. */
export function mediaPath(accountSid: string, messageSid: string, mediaSid: string): string {
  return `/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/${mediaSid}`;
}

/** All fields that Twilio posts for a WhatsApp message from a person. */
export function inboundForm(facts: InboundFacts): Record<string, string> {
  const { draft, sid, accountSid, from, to, profileName, body, media, apiUrl } = facts;
  const context = {
    Forwarded: 'false',
    FrequentlyForwarded: 'false',
    ProfileName: profileName,
    WaId: waId(from),
  };
  const form: Record<string, string> = {
    SmsMessageSid: sid,
    SmsSid: sid,
    MessageSid: sid,
    AccountSid: accountSid,
    From: from,
    To: to,
    WaId: waId(from),
    ExternalUserId: externalUserId(from),
    ProfileName: profileName,
    MessageType: messageType(facts),
    Body: body,
    NumMedia: String(media.length),
    NumSegments: '1',
    ReferralNumMedia: '0',
    SmsStatus: 'received',
    ApiVersion: '2010-04-01',
    ChannelMetadata: JSON.stringify({ type: 'whatsapp', data: { context } }),
  };
  media.forEach(({ sid: mediaSid, contentType }, index) => {
    form[`MediaUrl${index}`] = apiUrl + mediaPath(accountSid, sid, mediaSid);
    form[`MediaContentType${index}`] = contentType;
  });
  if (draft.location !== undefined) {
    form['Latitude'] = draft.location.latitude;
    form['Longitude'] = draft.location.longitude;
  }
  if (draft.button !== undefined) {
    form['ButtonText'] = draft.button.text;
    form['ButtonPayload'] = draft.button.payload;
  }
  if (draft.list !== undefined) {
    form['ListId'] = draft.list.id;
    form['ListTitle'] = draft.list.title;
    if (draft.list.description !== undefined) form['ListDescription'] = draft.list.description;
  }
  if (draft.repliedTo !== undefined) {
    form['OriginalRepliedMessageSid'] = draft.repliedTo;
    form['OriginalRepliedMessageSender'] = to;
  }
  return form;
}
