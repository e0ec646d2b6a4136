import { expect } from 'chai';
import { guardedFetch } from '../../../src/adapters/system/guarded-fetch.js';
import { createTeamsChannel } from '../../../src/adapters/teams/teams-channel.js';
import { teamsMedia } from '../../../src/adapters/teams/media.js';
import type { Address } from '../../../src/core/thread/message.js';
import type { DownloadAsk } from '../../../src/ports/download.js';
import { fileServer, type FileServer } from '../../support/file-server.js';
import { photo } from '../../support/sample-files.js';
import { appId, bot, message, noor, tenant } from './support/activities.js';
import { startAuthority, type Authority } from './support/authority.js';
import { clock, startEndpoint, type Endpoint } from './support/endpoint.js';

const to = (serviceUrl: string): Address => ({
  channel: 'teams',
  address: noor.aadObjectId,
  ref: {
    serviceUrl,
    channelId: 'msteams',
    conversation: { id: 'chat-noor', conversationType: 'personal', tenantId: tenant },
    bot: { id: bot.id },
    user: { id: noor.id, aadObjectId: noor.aadObjectId },
  },
});

describe('files in Teams', () => {
  it('get the bot’s token at Teams’ own hosts, none at OneDrive, and lead nowhere else', async () => {
    const asks: DownloadAsk[] = [];
    const media = teamsMedia({
      download: async (ask) => {
        asks.push(ask);
        return { kind: 'bytes', bytes: photo() };
      },
      withConnector: async (_chat, use) =>
        use({ credentials: { appId, getToken: async () => 'bot-token' } } as never),
      double: false,
    });
    const chat = to('https://smba.trafficmanager.net/emea/');
    const headersAt = async (source: string, url = source) => {
      asks.length = 0;
      await media.fetch(chat, source);
      return asks[0]?.headersFor(new URL(url));
    };
    const picture = 'https://smba.trafficmanager.net/emea/v3/attachments/1/views/original';
    const signed = { Authorization: 'Bearer bot-token' };
    expect(await headersAt(picture)).to.deep.equal(signed);
    expect(await headersAt('https://eu-api.asm.skype.com/v1/objects/1/views/audio')).to.deep.equal(signed);
    const drive = 'https://school-my.sharepoint.com/personal/noor/_layouts/15/download.aspx?tempauth=x';
    expect(await headersAt(drive)).to.deep.equal({});
    expect(await headersAt(picture, drive)).to.deep.equal({});
    for (const url of [
      'https://evil.example/1',
      'https://smba.trafficmanager.net.evil.example/1',
      'http://smba.trafficmanager.net/1',
      'https://sharepoint.com.evil.example/1',
      'http://127.0.0.1:9/1',
    ])
      expect(await headersAt(picture, url), url).to.equal(null);
    expect(await media.fetch({ ...chat, ref: null }, picture)).to.include({ kind: 'refused', final: true });
    expect(media.remove).to.equal(undefined);
  });

  describe('over real HTTP, with tokens', () => {
    let authority: Authority;
    let host: FileServer;
    let endpoint: Endpoint;
    const credentials = { appId, appType: 'SingleTenant', appPassword: 'secret', tenantId: tenant } as const;
    beforeEach(async () => {
      authority = await startAuthority();
      host = await fileServer();
      endpoint = await startEndpoint({ credentials, authority: authority.settings });
    });
    afterEach(async () => {
      await endpoint.close();
      await host.close();
      await authority.close();
    });
    const fetchFirst = async (attachments: object[]) => {
      const serviceUrl = `${host.url}/`;
      const token = await authority.token({ serviceUrl });
      expect((await endpoint.post(message('', { serviceUrl, attachments }), token)).status).to.equal(200);
      const inbound = endpoint.inbound.at(-1);
      const file = inbound?.content.type === 'media' ? inbound.content.files[0] : undefined;
      const channel = createTeamsChannel({
        ...{ credentials: null, serviceUrl, clock },
        download: guardedFetch({ timeoutMs: 300 }),
      });
      const from = { channel: 'teams' as const, address: noor.aadObjectId, ref: inbound?.ref };
      return { file, got: await channel.media?.fetch(from, file?.source ?? '') };
    };

    it('a picture is fetched where the activity says', async () => {
      host.answers.set('/v3/attachments/1/views/original', { status: 200, bytes: photo() });
      const contentUrl = `${host.url}/v3/attachments/1/views/original`;
      const { file, got } = await fetchFirst([{ contentType: 'image/*', contentUrl }]);
      expect(file).to.include({ kind: 'picture' });
      expect(got).to.have.property('kind', 'fetched');
    });

    it('a redirect elsewhere, a refusal, silence and what is not there have their reasons', async () => {
      const answers = [
        [{ status: 302, headers: { Location: 'https://evil.example/x' } }, 'refused'],
        [{ status: 403 }, 'refused'],
        [{ status: 404 }, 'gone'],
        ['say nothing', 'later'],
        [{ endless: true }, 'too_large'],
      ] as const;
      for (const [answer, kind] of answers) {
        host.answers.set('/1', answer);
        const { got } = await fetchFirst([{ contentType: 'image/png', contentUrl: `${host.url}/1` }]);
        expect(got, JSON.stringify(answer)).to.have.property('kind', kind);
      }
    });
  });

  describe('are told apart', () => {
    let endpoint: Endpoint;
    beforeEach(async () => {
      endpoint = await startEndpoint({ credentials: null });
    });
    afterEach(() => endpoint.close());
    const kinds = async (attachments: object[], more: object = {}): Promise<unknown> => {
      await endpoint.post(message('', { attachments, ...more }));
      const content = endpoint.inbound.at(-1)?.content;
      return content?.type === 'media' ? content.files.map(({ kind, source }) => [kind, source]) : content;
    };

    it('a recording comes as a card, with its content as text', async () => {
      const url = 'https://eu-api.asm.skype.com/v1/objects/1/views/audio';
      const contentType = 'application/vnd.microsoft.card.audio';
      const content = { duration: 'PT13S', media: [{ url }] };
      expect(await kinds([{ contentType, content: JSON.stringify(content) }])).to.deep.equal([
        ['voice', url],
      ]);
      expect(await kinds([{ contentType, content }])).to.deep.equal([['voice', url]]);
      expect(await kinds([{ contentType, content: '{' }])).to.deep.equal([['voice', null]]);
    });

    it('files of OneDrive by their ending, several in one message, and what is never kept', async () => {
      const info = (fileType: string) => ({
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        content: { downloadUrl: `https://s-my.sharepoint.com/${fileType}`, uniqueId: '1', fileType },
      });
      const found = (await kinds(['JPG', 'm4a', 'mp4', 'docx'].map(info))) as [string, string][];
      expect(found.map(([kind]) => kind)).to.deep.equal(['picture', 'voice', 'video', 'document']);
    });

    it('a moving picture and a sticker of the client are none', async () => {
      const html = (type: string) => [
        { contentType: 'text/html', content: `<img itemtype="http://schema.skype.com/${type}" src="x">` },
      ];
      expect(await kinds(html('Giphy'))).to.deep.equal([['sticker', null]]);
      expect(await kinds(html('Sticker'))).to.deep.equal([['sticker', null]]);
      expect(await kinds([{ contentType: 'image/gif', contentUrl: 'https://x.example/1' }])).to.deep.equal([
        ['sticker', 'https://x.example/1'],
      ]);
      expect(await kinds([{ contentType: 'application/vnd.microsoft.card.adaptive' }])).to.deep.equal([
        ['other', null],
      ]);
    });
  });
});
