import { expect } from 'chai';
import { exportOf } from '../../../src/app/rights/export.js';
import { readFile } from '../../../src/app/media/files.js';
import { forgetAnswers } from '../../../src/core/rights/forget-answers.js';
import { exportJson } from '../../../src/core/rights/person-export.js';
import { day, hour, minute } from '../../../src/core/time.js';
import { voiceNote } from '../../support/sample-files.js';
import { pressAlert } from '../../support/press.js';
import { addresses, type World } from '../../support/world.js';
import { whatsappServer } from '../../support/whatsapp-server.js';
import { atAQuestion, fakeSpeech, noor, send, sources, thread } from './media-world.js';

describe('the rights of a student over what he sent', () => {
  let w: World;
  beforeEach(async () => {
    w = await atAQuestion();
  });
  afterEach(() => w.close());
  const kept = async (): Promise<number> => {
    const lists = (['media', 'media_part'] as const).map((kind) =>
      w.store.list({ partition: thread, kind, order: 'asc', limit: 50 }),
    );
    return (await Promise.all(lists)).reduce((sum, page) => sum + page.items.length, 0);
  };
  const wipe = async (): Promise<void> => {
    await w.write('whatsapp', noor, 'wis mijn antwoorden');
    await w.tap('whatsapp', noor, 'Ja, wis alles');
    await w.pass(0);
  };
  const sweepsGoBy = async (): Promise<void> => {
    for (const wait of [3 * minute, hour + minute, day + minute, hour]) await w.pass(wait);
  };

  it('"wis mijn antwoorden" takes files with the words, once nobody needs them for what is open', async () => {
    await send(w, 'voice');
    await wipe();
    expect(await kept()).to.equal(2);
    await pressAlert(w, { verb: 'handled', outcome: 'talked' });
    await sweepsGoBy();
    await w.pass(2 * hour);
    expect(await kept()).to.equal(0);
  });

  it('a file that was still on its way is not kept, and not fetched', async () => {
    await w.write('whatsapp', noor, {
      ...{ type: 'media', files: [{ kind: 'picture', mime: 'x/y', source: sources.picture }], caption: '' },
    });
    await wipe();
    await pressAlert(w, { verb: 'handled', outcome: 'talked' });
    await sweepsGoBy();
    expect(w.whatsapp.fetched).to.deep.equal([]);
    expect(await kept()).to.equal(0);
  });

  it('a file that arrives while its words are erased is not left behind', async () => {
    const media = w.whatsapp.media;
    const fetch = media?.fetch;
    if (media === undefined || fetch === undefined) throw new Error('no files here');
    media.fetch = async (from, source) => {
      await w.app.threads.change('noor', (now, env) => forgetAnswers(now, env.now, env.now));
      return fetch(from, source);
    };
    await send(w, 'voice');
    await w.pass(0);
    expect(await kept()).to.equal(0);
  });

  it('a full erasure leaves nothing of a file, nor of what was heard in it', async () => {
    await w.close();
    const text = 'Ik heb vandaag de kersenjam in het vak gezet.';
    w = await atAQuestion({
      speech: fakeSpeech({ kind: 'words', text, language: 'nl-NL', confidence: 0.95 }),
    });
    await send(w, 'voice');
    expect(JSON.stringify(await w.thread('noor'))).to.contain('kersenjam');
    const erasure = await w.app.erasures.begin('noor', 'all', w.clock.now());
    await w.app.erasures.work(erasure);
    await sweepsGoBy();
    expect(await kept()).to.equal(0);
    expect(await w.store.get({ kind: 'thread', partition: thread, id: thread })).to.equal(null);
  });

  it('a message that he takes away takes its file along, at once or once somebody had a month to look', async () => {
    const id = await send(w, 'voice');
    await w.write('whatsapp', noor, { type: 'deleted', of: id });
    await w.pass(1000);
    expect(JSON.stringify(await w.thread('noor'))).to.not.contain('(spraakbericht 1)');
    expect(await kept()).to.equal(2);
    w.clock.advance(31 * day);
    expect(await kept()).to.equal(0);
    const second = await send(w, 'voice');
    await pressAlert(w, { verb: 'handled', outcome: 'talked' });
    expect(await kept()).to.equal(2);
    await w.write('whatsapp', noor, { type: 'deleted', of: second });
    await w.pass(1000);
    expect(await kept()).to.equal(0);
  });

  it('an export lists them, without where they were', async () => {
    const id = await send(w, 'voice');
    const data = await exportOf(w.deps, 'noor');
    expect(data?.files).to.deep.equal([
      {
        id: `${thread}:file:${id}:0`,
        at: data?.files[0]?.at,
        kind: 'voice',
        type: 'audio/ogg',
        size: voiceNote().length,
      },
    ]);
    if (data !== null) expect(exportJson(data, String)).to.not.contain(sources.voice);
  });

  it('they stay as long as his words: his term when he left, two years at most', async () => {
    const id = await send(w, 'voice');
    const stored = await w.store.get({ kind: 'media', partition: thread, id: `${thread}:file:${id}:0` });
    expect((stored?.expiresAt ?? 0) - w.clock.now()).to.be.within(729 * day, 730 * day);
    w.clock.advance(731 * day);
    expect(await readFile(w.store, thread, `${thread}:file:${id}:0`)).to.equal(null);
  });

  it('nothing of a file goes to a second reader', async () => {
    await w.close();
    const given: string[] = [];
    const secondReader = {
      version: '1',
      read: async (input: object) => {
        given.push(JSON.stringify(input));
        return { kind: 'unread' as const, why: 'refused' as const };
      },
    };
    const { demoSchool } = await import('../../support/world.js');
    w = await atAQuestion({
      secondReader,
      school: { ...(await demoSchool()), secondReader: { perDay: 100 } },
    });
    await w.pass(6000);
    given.length = 0;
    await send(w, 'picture', { caption: 'kijk wat ik deed in de winkel' });
    await w.pass(6000);
    expect(given.join()).to.contain('kijk wat ik deed').and.not.contain('file').and.not.contain('twilio');
  });
});

describe('the page of one’s own data', function () {
  this.timeout(20_000);
  it('gives the student what he sent, and nobody with another link', async () => {
    const s = await whatsappServer();
    const number = addresses.noor.whatsapp;
    await s.double.receive({
      from: number,
      media: { contentType: 'audio/ogg', data: Buffer.from(voiceNote()) },
    });
    for (const body of ['hoi', 'Nederlands', 'mijn gegevens']) {
      await s.settled();
      await s.w.pass(2000);
      await s.double.receive({ from: number, body });
    }
    await s.settled();
    await s.w.pass(2000);
    await s.settled();
    const bodies = s.double.messages({ person: number, direction: 'outbound' }).map(({ body }) => body);
    const link = /http:\S+\/history\/mine\/\S+/.exec(bodies.join('\n'))?.[0] ?? '';
    const page = await (await fetch(link)).text();
    const path = /href="(\/history\/mine\/[^"]+\/file\/[^"]+)"/.exec(page)?.[1] ?? '';
    const answer = await fetch(`${s.url}${path}`, { headers: { range: 'bytes=0-3' } });
    expect([answer.status, await answer.text()]).to.deep.equal([206, 'OggS']);
    const token = link.split('/').at(-1) ?? '';
    for (const wrong of [
      path.replace(token, 'x'.repeat(43)),
      `${path}x`,
      path.replace(/file\/.*/, 'file/%E0%A4%A'),
    ])
      expect((await fetch(`${s.url}${wrong}`)).status, wrong).to.equal(404);
    await s.close();
  });
});
