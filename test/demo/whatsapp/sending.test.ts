import { expect } from 'chai';
import { requestProblems, responseProblems } from '../../spec/twilio-requests.js';
import type { Stage } from './support.js';
import {
  accountSid,
  amina,
  approvedOpening,
  authToken,
  clientOf,
  hour,
  refusalOf,
  sender,
  sessionButtons,
  setStage,
} from './support.js';

describe('Twilio double: sending and listing messages', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const send = (fields: object) =>
    stage.client.messages.create({ from: sender, to: amina, body: 'Hoi', ...fields });
  const get = (path: string) => fetch(stage.double.url + path, { headers: { Authorization: basic } });

  it('answers the real client with a queued message', async () => {
    const message = await send({ body: 'Hoi Amina' });
    expect(message.sid).to.match(/^SM[0-9a-f]{32}$/);
    expect(message).to.include({
      status: 'queued',
      body: 'Hoi Amina',
      to: amina,
      from: sender,
      direction: 'outbound-api',
    });
    expect(message.dateCreated.getTime()).to.equal(stage.clock.now());
  });

  it('takes requests and gives answers that fit the published specification', async () => {
    await stage.double.receive({ from: amina, body: 'hoi' });
    const message = await send({ statusCallback: `${stage.webhook.url}/status` });
    await stage.double.idle();
    await stage.client.messages(message.sid).fetch();
    await stage.client.messages.list({ to: amina, dateSentAfter: new Date(stage.clock.now() - hour) });
    await stage.client.messages(message.sid).remove();
    const requests = stage.double.requests();
    expect(requests.map(({ method, status }) => `${method} ${status}`)).to.deep.equal([
      'POST 201',
      'GET 200',
      'GET 200',
      'DELETE 204',
    ]);
    expect(requests.flatMap(requestProblems)).to.deep.equal([]);
    const list = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
    expect(responseProblems('GET', list, 200, await (await get(list)).json())).to.deep.equal([]);
    const [inbound] = stage.double.messages({ direction: 'inbound' });
    const one = `/2010-04-01/Accounts/${accountSid}/Messages/${inbound?.sid ?? ''}.json`;
    expect(responseProblems('GET', one, 200, await (await get(one)).json())).to.deep.equal([]);
  });

  it('never records the credentials', async () => {
    await send({});
    expect(JSON.stringify(stage.double.requests())).not.to.contain(authToken).and.not.to.contain('Basic ');
  });

  it('refuses a wrong token with 401 and code 20003', async () => {
    const request = clientOf(stage.double, 'wrong').messages.create({ from: sender, to: amina, body: 'Hoi' });
    expect(await refusalOf(request)).to.deep.equal({ code: 20003, status: 401 });
    expect(stage.double.messages()).to.deep.equal([]);
  });

  const refusals: readonly (readonly [string, object, number])[] = [
    ['a number that is none', { to: 'whatsapp:+31' }, 21211],
    ['a number without the channel', { to: '+31611111111' }, 21910],
    ['no sender', { from: undefined }, 21603],
    ['a sender that is not ours', { from: 'whatsapp:+31999999999' }, 63007],
    ['an unknown messaging service', { from: undefined, messagingServiceSid: `MG${'0'.repeat(32)}` }, 21701],
    ['no text at all', { body: undefined }, 21619],
    ['a text over 1,600 characters', { body: 'a'.repeat(1601) }, 21617],
    ['a text and a content', { contentSid: approvedOpening.sid }, 20001],
    ['variables without a content', { body: undefined, contentVariables: '{}' }, 21654],
    ['an unknown content', { body: undefined, contentSid: `HX${'9'.repeat(32)}` }, 21655],
    ['a status callback that is no address', { statusCallback: 'ergens' }, 21609],
    ['what the double does not play', { mediaUrl: ['https://example.org/a.png'] }, 20001],
  ];
  for (const [what, fields, code] of refusals) {
    it(`refuses ${what} with ${code}`, async () => {
      expect(await refusalOf(send(fields))).to.deep.equal({ code, status: 400 });
      expect(stage.double.messages()).to.deep.equal([]);
    });
  }

  it('takes a user name id in the place of a number', async () => {
    const message = await send({ to: 'whatsapp:NL.13491208655302741918' });
    expect(message.to).to.equal('whatsapp:NL.13491208655302741918');
  });

  const variables: readonly (readonly [string, string, number])[] = [
    ['no JSON', '{', 21656],
    ['a list', '["Amina"]', 21656],
    ['an empty value', '{"1":"","2":"Ja","3":"y","4":"Nee","5":"n"}', 21656],
    ['a number', '{"1":1,"2":"Ja","3":"y","4":"Nee","5":"n"}', 21656],
    ['a newline', '{"1":"a\\nb","2":"Ja","3":"y","4":"Nee","5":"n"}', 21656],
    ['five spaces in a row', '{"1":"a     b","2":"Ja","3":"y","4":"Nee","5":"n"}', 21656],
    ['a missing value without a default', '{"1":"Hoi"}', 21656],
    ['a value over 1,600 characters', JSON.stringify({ '1': 'a'.repeat(1601) }), 21658],
  ];
  for (const [what, contentVariables, code] of variables) {
    it(`refuses ContentVariables with ${what}`, async () => {
      const request = send({ body: undefined, contentSid: sessionButtons.sid, contentVariables });
      expect((await refusalOf(request)).code).to.equal(code);
    });
  }

  it('fills in the template, with the defaults for what is left out', async () => {
    const named = await send({
      body: undefined,
      contentSid: approvedOpening.sid,
      contentVariables: '{"1":"Milan"}',
    });
    const defaulted = await send({ body: undefined, contentSid: approvedOpening.sid });
    expect([named.body, defaulted.body]).to.deep.equal([
      'Hoi Milan! Heb je vijf minuten?',
      'Hoi Amina! Heb je vijf minuten?',
    ]);
  });

  it('refuses to write to someone who opted out, until he opts in again', async () => {
    stage.double.optOut(amina);
    expect(await refusalOf(send({}))).to.deep.equal({ code: 21610, status: 400 });
    stage.double.optIn(amina);
    expect((await send({})).status).to.equal('queued');
  });

  it('lists newest first, page by page, without repeats when a message comes in between', async () => {
    for (let i = 0; i < 5; i += 1) await stage.double.receive({ from: amina, body: `bericht ${i}` });
    const first = await stage.client.messages.page({ from: amina, pageSize: 2 });
    await stage.double.receive({ from: amina, body: 'ertussen' });
    const second = await first.nextPage();
    const third = await second?.nextPage();
    const bodies = [first, second, third].flatMap((page) => page?.instances.map(({ body }) => body) ?? []);
    expect(bodies).to.deep.equal(['bericht 4', 'bericht 3', 'bericht 2', 'bericht 1', 'bericht 0']);
    expect(third?.nextPage()).to.equal(undefined);
  });

  it('filters on sender, receiver and sending date, bounds included', async () => {
    const start = stage.clock.now();
    await stage.double.receive({ from: amina, body: 'vroeg' });
    stage.clock.advance(hour);
    await stage.double.receive({ from: amina, body: 'later' });
    await stage.double.receive({ from: '+31622222222', body: 'van Milan' });
    const list = async (filter: object) => (await stage.client.messages.list(filter)).map(({ body }) => body);
    expect(await list({ from: amina, to: sender })).to.deep.equal(['later', 'vroeg']);
    expect(await list({ dateSentAfter: new Date(start + hour) })).to.deep.equal(['van Milan', 'later']);
    expect(await list({ dateSentBefore: new Date(start) })).to.deep.equal(['vroeg']);
    const day = await get(
      `/2010-04-01/Accounts/${accountSid}/Messages.json?DateSent=2026-11-18&From=${encodeURIComponent(amina)}`,
    );
    expect(((await day.json()) as { messages: unknown[] }).messages).to.have.length(2);
  });

  it('empties and deletes a message, but not while it is under way', async () => {
    const manual = await setStage({ progress: 'manual' });
    const queued = await manual.client.messages.create({ from: sender, to: amina, body: 'Hoi' });
    await manual.double.idle();
    expect(await refusalOf(manual.client.messages(queued.sid).remove())).to.deep.equal({
      code: 20009,
      status: 409,
    });
    await manual.double.sendStatus(queued.sid, 'delivered');
    expect((await manual.client.messages(queued.sid).update({ body: '' })).body).to.equal('');
    await manual.client.messages(queued.sid).remove();
    expect((await refusalOf(manual.client.messages(queued.sid).fetch())).code).to.equal(20404);
    await manual.close();
  });
});
