import { expect } from 'chai';
import { requestProblems, responseProblems } from './twilio-requests.js';

const account = `AC${'0'.repeat(32)}`;
const path = `/2010-04-01/Accounts/${account}/Messages.json`;
const form = (fields: Record<string, string>) => ({
  ...{ method: 'POST', path, contentType: 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

describe('Requests held against Twilio’s specification', () => {
  it('accepts a plain message', () => {
    const fields = { To: 'whatsapp:+31611111111', From: 'whatsapp:+31850000000', Body: 'Hoi' };
    expect(requestProblems(form(fields))).to.deep.equal([]);
  });

  const wrong: readonly (readonly [string, Record<string, string>, string])[] = [
    ['a missing receiver', { Body: 'Hoi' }, "required property 'To'"],
    ['an address that is none', { To: 'amina' }, 'phone-number'],
    ['a content sid of the wrong form', { To: '+31611111111', ContentSid: 'HX1' }, 'ContentSid'],
    ['a callback that is no address', { To: '+31611111111', StatusCallback: 'hier' }, 'StatusCallback'],
    ['a parameter that does not exist', { To: '+31611111111', Text: 'Hoi' }, 'Text'],
    ['a validity that is no number', { To: '+31611111111', ValidityPeriod: 'lang' }, 'ValidityPeriod'],
  ];
  for (const [what, fields, part] of wrong) {
    it(`finds ${what}`, () => {
      expect(requestProblems(form(fields)).join()).to.contain(part);
    });
  }

  it('finds a wrong content type, path or query', () => {
    expect(
      requestProblems({ ...form({ To: '+31611111111' }), contentType: 'application/json' })[0],
    ).to.contain('content type');
    expect(requestProblems({ ...form({}), path: '/v1/Nothing' })[0]).to.contain('not an operation');
    const list = { method: 'GET', path, contentType: null, body: '' };
    expect(requestProblems({ ...list, query: '?PageSize=5000' }).join()).to.contain('PageSize');
    expect(requestProblems({ ...list, query: '?DateSent%3E=2026-11-18' })).to.deep.equal([]);
  });

  it('finds what is wrong with a content', () => {
    const content = (types: object) => ({
      ...{ method: 'POST', path: '/v1/Content', contentType: 'application/json' },
      body: JSON.stringify({ language: 'nl', types }),
    });
    const item = { id: 'a', item: 'Samenwerken', description: 'Met anderen' };
    expect(
      requestProblems(content({ 'twilio/list-picker': { body: 'b', button: 'k', items: [item] } })),
    ).to.deep.equal([]);
    expect(requestProblems(content({ 'twilio/text': { text: 'b' } })).join()).to.contain('body');
  });

  it('finds what is wrong with an answer', () => {
    const message = { sid: `SM${'0'.repeat(32)}`, status: 'queued' };
    expect(responseProblems('POST', path, 201, message)).to.deep.equal([]);
    expect(responseProblems('POST', path, 201, { ...message, status: 'verstuurd' }).join()).to.contain(
      'status',
    );
    expect(responseProblems('POST', path, 200, message)[0]).to.contain('status 200');
  });
});
