import { expect } from 'chai';
import { requestProblems, responseProblems } from '../../spec/twilio-requests.js';
import type { Stage } from './support.js';
import {
  accountSid,
  amina,
  approvedOpening,
  authToken,
  refusalOf,
  sender,
  sessionList,
  setStage,
} from './support.js';

describe('Twilio double: Content API', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const contents = () => stage.client.content.v1.contents;
  const create = (types: object, variables: object = {}) =>
    contents().create({ friendly_name: 'proef', language: 'nl', variables, types } as never);
  const quickReply = (body: string, titles: readonly string[] = ['Ja']) => ({
    'twilio/quick-reply': {
      body,
      actions: titles.map((title) => ({ type: 'QUICK_REPLY', title, id: title })),
    },
  });
  const submit = (sid: string, name = 'proef') =>
    contents()(sid).approvalCreate.create({ name, category: 'UTILITY' });
  const approval = async (sid: string) =>
    (await contents()(sid).approvalFetch().fetch()).whatsapp as unknown as Record<string, string>;

  it('creates, lists, fetches and deletes, within the specification both ways', async () => {
    const { sid } = await create(quickReply('Hoi {{1}}, tijd?'), { '1': 'Amina' });
    await submit(sid);
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    for (const path of [
      '/v1/Content',
      `/v1/Content/${sid}`,
      `/v1/Content/${sid}/ApprovalRequests`,
      '/v1/ContentAndApprovals',
    ]) {
      const response = await fetch(stage.double.url + path, { headers: { Authorization: authorization } });
      expect(responseProblems('GET', path, response.status, await response.json())).to.deep.equal([]);
    }
    await contents()(sid).remove();
    expect((await refusalOf(contents()(sid).fetch())).code).to.equal(20404);
    expect(stage.double.requests().flatMap(requestProblems)).to.deep.equal([]);
  });

  it('pages through the templates, newest first', async () => {
    const created = [];
    for (let i = 0; i < 3; i += 1)
      created.push((await create({ 'twilio/text': { body: `Tekst ${i}` } })).sid);
    const listed = await contents().list({ pageSize: 2 });
    const seeded = [sessionList.sid, `HX${'02'.repeat(16)}`, approvedOpening.sid];
    expect(listed.map(({ sid }) => sid)).to.deep.equal([...created.toReversed(), ...seeded]);
  });

  it('has the templates of the options, approved as they say', async () => {
    expect(await approval(approvedOpening.sid)).to.include({ status: 'approved', name: 'opening_nl' });
    expect(await approval(sessionList.sid)).to.include({ status: 'unsubmitted' });
  });

  it('approves a good template, and only then takes it outside the window', async () => {
    const { sid } = await create(quickReply('Hoi {{1}}, tijd?'), { '1': 'Amina' });
    expect((await submit(sid)).status).to.equal('received');
    expect(await approval(sid)).to.include({ status: 'approved', category: 'UTILITY' });
    const message = await stage.client.messages.create({ from: sender, to: amina, contentSid: sid });
    await stage.double.idle();
    expect((await stage.client.messages(message.sid).fetch()).status).to.equal('read');
  });

  const rejections: readonly (readonly [string, object, string])[] = [
    ['ends with a variable', quickReply('Hoi {{1}}'), 'starts or ends'],
    ['has variables side by side', quickReply('Hoi {{1}} {{2}}, tijd?'), 'next to each other'],
    ['has a variable in a button', quickReply('Tijd?', ['{{1}}']), 'button title'],
    ['has an emoji in a button', quickReply('Tijd?', ['🙂 Ja']), 'emoji'],
    ['has a variable without a sample', quickReply('Hoi {{3}}, tijd?'), 'no sample'],
  ];
  for (const [what, types, reason] of rejections) {
    it(`rejects a template that ${what}`, async () => {
      const { sid } = await create(types, { '1': 'Amina', '2': 'vandaag' });
      await submit(sid);
      const decision = await approval(sid);
      expect(decision['status']).to.equal('rejected');
      expect(decision['rejection_reason']).to.contain(reason);
    });
  }

  it('waits for a decision when approvals are manual, and can withdraw it', async () => {
    const manual = await setStage({ approvals: 'manual' });
    const { sid } = await manual.client.content.v1.contents.create({
      language: 'nl',
      types: { 'twilio/text': { body: 'Hoi.' } },
    } as never);
    await manual.client.content.v1.contents(sid).approvalCreate.create({ name: 'hoi', category: 'UTILITY' });
    const status = async () =>
      (
        (await manual.client.content.v1.contents(sid).approvalFetch().fetch()).whatsapp as unknown as Record<
          string,
          string
        >
      )['status'];
    expect(await status()).to.equal('received');
    manual.double.decide(sid, 'approved');
    expect(await status()).to.equal('approved');
    manual.double.decide(sid, 'rejected', 'te veel klachten');
    expect(await status()).to.equal('rejected');
    await manual.close();
  });

  it('refuses a list picker for approval, and a name with capitals', async () => {
    expect((await refusalOf(submit(sessionList.sid))).status).to.equal(400);
    const { sid } = await create({ 'twilio/text': { body: 'Hoi.' } });
    expect((await refusalOf(submit(sid, 'Proef 1'))).status).to.equal(400);
  });

  const items = (count: number, item = 'Regel', description = 'Uitleg') => ({
    'twilio/list-picker': {
      body: 'Kies.',
      button: 'Kies',
      items: Array.from({ length: count }, (_, i) => ({ id: String(i), item, description })),
    },
  });
  const invalid: readonly (readonly [string, object])[] = [
    ['no type', {}],
    ['a type that the double does not play', { 'twilio/media': { media: ['https://example.org/a.png'] } }],
    ['eleven list items', items(11)],
    ['an item over 24 characters', items(1, 'a'.repeat(25))],
    ['a description over 72 characters', items(1, 'Regel', 'a'.repeat(73))],
    [
      'eleven buttons',
      quickReply(
        'Kies.',
        Array.from({ length: 11 }, (_, i) => `K${i}`),
      ),
    ],
    ['a title over 20 characters', quickReply('Kies.', ['a'.repeat(21)])],
    ['a body over 1,024 characters with buttons', quickReply('a'.repeat(1025))],
  ];
  for (const [what, types] of invalid) {
    it(`refuses a content with ${what}`, async () => {
      expect((await refusalOf(create(types))).status).to.equal(400);
    });
  }
});
