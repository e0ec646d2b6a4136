import { largestFile } from '../../core/media/kinds.js';
import type { Download } from '../../ports/download.js';
import { fileOf, type MediaSource } from '../../ports/media-source.js';
import { answerIn } from './outcomes.js';
import type { TwilioClient, TwilioOptions } from './twilio-client.js';

export type TwilioMediaOptions = Pick<TwilioOptions, 'accountSid' | 'authToken' | 'apiUrl'> & {
  client: TwilioClient;
  download: Download;
};

/** Twilio's API, in every region: the only hosts that get our token. */
const apiHost = /^api(?:\.[a-z0-9-]+)*\.twilio\.com$/;

/** Where its answers lead: its own network, and its buckets at Amazon. They ask for nothing. */
const fileHost = /^(?:[a-z0-9-]+\.)*twiliocdn\.com$/;
const bucketHost = /^(?:media\.twiliocdn\.com\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com$/;
const bucketPath = /^\/(?:media\.twiliocdn\.com|mms-[a-z0-9-]+)\//;

/**
 * The files that came over WhatsApp: fetched at Twilio with Basic auth, which redirects to where the file lies, and
 * deleted there once it is kept.
 */
export function twilioMedia(options: TwilioMediaOptions): MediaSource {
  return {
    fetch: async (_from, source) => {
      if (mediaOf(options, source) === null)
        return { kind: 'refused', final: true, reason: 'no media address of our account' };
      const headersFor = async (url: URL) => headersAt(options, url);
      return fileOf(await options.download({ url: source, limit: largestFile, headersFor }));
    },
    remove: async (source) => {
      const media = mediaOf(options, source);
      // What is no file of ours cannot be removed, now or later.
      if (media === null) return { status: 'removed' };
      try {
        await options.client.messages(media.message).media(media.sid).remove();
        return { status: 'removed' };
      } catch (error) {
        const { status, code } = answerIn(error);
        if (status === 404) return { status: 'removed' };
        return { status: 'later', reason: `code ${code ?? status ?? 'none'}` };
      }
    },
  };
}

const path =
  /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})\/Messages\/([SM]M[0-9a-f]{32})\/Media\/(ME[0-9a-f]{32})$/;

/** The file that an address names, when it is one of our account at Twilio. */
function mediaOf(
  { accountSid, apiUrl }: TwilioMediaOptions,
  source: string,
): { message: string; sid: string } | null {
  if (!URL.canParse(source)) return null;
  const url = new URL(source);
  if (!isApi(url, apiUrl)) return null;
  const [, account, message, sid] = path.exec(url.pathname) ?? [];
  return account === accountSid && message !== undefined && sid !== undefined ? { message, sid } : null;
}

/** The double of a test is where the configuration says, and over plain http. */
const isApi = (url: URL, apiUrl: string | null): boolean =>
  apiUrl === null
    ? url.protocol === 'https:' && url.port === '' && apiHost.test(url.hostname)
    : url.origin === new URL(apiUrl).origin;

function headersAt(
  { accountSid, authToken, apiUrl }: TwilioMediaOptions,
  url: URL,
): Readonly<Record<string, string>> | null {
  if (isApi(url, apiUrl) && path.test(url.pathname)) {
    const basic = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
    return { Authorization: `Basic ${basic}` };
  }
  if (apiUrl !== null && isApi(url, apiUrl)) return {};
  if (url.protocol !== 'https:' || url.port !== '') return null;
  const bucket =
    bucketHost.test(url.hostname) && (url.hostname.startsWith('media.') || bucketPath.test(url.pathname));
  return fileHost.test(url.hostname) || bucket ? {} : null;
}
