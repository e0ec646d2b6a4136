import type { ConnectorClient } from 'botframework-connector';
import { largestFile } from '../../core/media/kinds.js';
import type { Download } from '../../ports/download.js';
import { fileOf, type MediaSource } from '../../ports/media-source.js';
import { readReference, type TeamsReference } from './reference.js';

/** Runs something with the connector of a chat. */
type WithConnector = <T>(chat: TeamsReference, use: (connector: ConnectorClient) => Promise<T>) => Promise<T>;

export type TeamsMediaOptions = {
  download: Download;
  withConnector: WithConnector;
  /** A double in place of Teams: the host of the chat's own service is then allowed too. */
  double: boolean;
};

/** Where Teams keeps pictures and recordings of a chat: they want the bot's token. */
const chatHosts = /^(?:smba\.trafficmanager\.net|(?:[a-z0-9-]+\.)*asm\.skype\.com)$/;

/** Files of OneDrive: their address carries its own permission and gets nothing of ours. */
const fileHosts = /^[a-z0-9-]+\.sharepoint\.com$/;

/**
 * Pictures, recordings and files that came over Teams. Nothing is removed there: the file is the student's own, in his
 * chat or his OneDrive.
 */
export function teamsMedia(options: TeamsMediaOptions): MediaSource {
  return {
    fetch: async (from, source) => {
      const chat = readReference(from.ref);
      if (chat === null) return { kind: 'refused', final: true, reason: 'no chat is known' };
      if (!URL.canParse(source)) return { kind: 'refused', final: true, reason: 'no address' };
      try {
        const token = wantsToken(options, chat, new URL(source)) ? await tokenFor(options, chat) : null;
        const headersFor = async (at: URL) => headersAt(options, chat, at, token);
        return fileOf(await options.download({ url: source, limit: largestFile, headersFor }));
      } catch {
        return { kind: 'later', reason: 'no token' };
      }
    },
  };
}

const isSafe = (url: URL): boolean => url.protocol === 'https:' && url.port === '';

function wantsToken({ double }: TeamsMediaOptions, chat: TeamsReference, url: URL): boolean {
  if (isSafe(url) && chatHosts.test(url.hostname)) return true;
  return double && url.origin === new URL(chat.serviceUrl).origin;
}

function headersAt(
  options: TeamsMediaOptions,
  chat: TeamsReference,
  url: URL,
  token: string | null,
): Readonly<Record<string, string>> | null {
  if (wantsToken(options, chat, url)) return token === null ? {} : { Authorization: `Bearer ${token}` };
  return isSafe(url) && fileHosts.test(url.hostname) ? {} : null;
}

type Signed = { credentials: { appId?: string | null; getToken?: () => Promise<string> } };

/** The bot's own token, as its messages carry it; null in the demo, which has none. */
const tokenFor = ({ withConnector }: TeamsMediaOptions, chat: TeamsReference): Promise<string | null> =>
  withConnector(chat, async (connector) => {
    const { credentials } = connector as unknown as Signed;
    if (credentials.appId == null || credentials.getToken === undefined) return null;
    return credentials.getToken();
  });
