import { expect } from 'chai';
import { claim } from '../../../../src/core/thread/delivery/claim.js';
import { knockTemplate } from '../../../../src/core/thread/delivery/knock.js';
import { attempted, expireAttempts } from '../../../../src/core/thread/delivery/outcomes.js';
import { alarmOf } from '../../../../src/core/thread/alarm.js';
import type { TurnEnv } from '../../../../src/core/thread/env.js';
import type { Card } from '../../../../src/core/thread/card.js';
import type { OutMessage } from '../../../../src/core/thread/message.js';
import type { Thread } from '../../../../src/core/thread/thread.js';
import { day, hour, minute, second } from '../../../../src/core/time.js';
import { aThread, anEntry, anEnv, now, onTeams, onWhatsApp, words } from '../builders.js';

const free = (): number => 0;
const template = { name: 'opening', language: 'nl', variables: ['Noor'], text: 'Hoi Noor, praten?' };
const opening: OutMessage = { ...words('Hoi! Hoe hangt de vlag erbij?'), template } as OutMessage;
const card: Card = {
  summary: '',
  title: 'x',
  tone: 'default',
  facts: [],
  words: null,
  notes: [],
  actions: [],
};
const outside = [onWhatsApp({ lastInboundAt: now - day })];

describe('the attempts of a turn', () => {
  let env: TurnEnv;
  beforeEach(async () => {
    env = await anEnv();
  });
  const claimed = (more: Partial<Thread>, waitFor: () => number = free) => claim(aThread(more), env, waitFor);
  const ids = (result: ReturnType<typeof claimed>): string[] =>
    result.dispatches.map(({ entry }) => entry.id);

  it('are recorded before they are made, in order', () => {
    const result = claimed({ outbox: [anEntry('a'), anEntry('b')] });
    expect(ids(result)).to.deep.equal(['a', 'b']);
    expect(result.thread.outbox[0]).to.deep.include({
      status: 'attempting',
      attempts: 1,
      attemptAt: now,
      channel: 'whatsapp',
    });
  });

  it('wait behind one that is under way or comes later, unless they are urgent', () => {
    const later = anEntry('later', { dueAt: now + 1 });
    const outbox = [later, anEntry('b'), anEntry('worry', { urgent: true }), anEntry('c')];
    expect(ids(claimed({ outbox }))).to.deep.equal(['worry']);
    const busy = anEntry('busy', { status: 'attempting', dueAt: now + second });
    expect(ids(claimed({ outbox: [busy, anEntry('b')] }))).to.deep.equal([]);
  });

  it('to one person keep his own pace, whichever instance makes them, and take nothing from the others for it', () => {
    let asked = 0;
    const open = (): number => ((asked += 1), 0);
    const outbox = Array.from({ length: 50 }, (_, index) => anEntry(`e${index}`));
    const first = claimed({ outbox }, open);
    expect(ids(first)).to.have.length(45);
    expect(asked).to.equal(45);
    expect(first.thread.outbox[45]).to.include({ status: 'pending', dueAt: now + 6 * second });
    // Another instance, a minute later: the thread knows what went.
    const later = { ...env, now: now + minute };
    const again = claim({ ...first.thread, outbox }, later, open);
    expect(ids(again)).to.have.length(10);
    const urgent = claim({ ...again.thread, outbox: [anEntry('w', { urgent: true })] }, later, open);
    expect(ids(urgent)).to.deep.equal(['w']);
  });

  it('wait for the budget, and what was said later waits with them', () => {
    const waits = [500, 0, 0];
    const outbox = [anEntry('a'), anEntry('b'), anEntry('worry', { urgent: true })];
    const result = claimed({ outbox }, () => waits.shift() ?? 0);
    expect(ids(result)).to.deep.equal(['worry']);
    expect(result.thread.outbox[0]).to.include({ status: 'pending', dueAt: now + 500, attempts: 0 });
    expect(alarmOf(result.thread)).to.equal(now + 500);
  });

  it('of a worry never wait for the budget', () => {
    expect(ids(claimed({ outbox: [anEntry('worry', { urgent: true })] }, () => 60_000))).to.deep.equal([
      'worry',
    ]);
  });

  it('go to the channel that was used last, else to another that works', () => {
    const both = { addresses: [onWhatsApp(), onTeams()], outbox: [anEntry('a')] };
    expect(claimed({ ...both, channel: 'teams' }).dispatches[0]?.to.channel).to.equal('teams');
    const blocked = { ...both, addresses: [onWhatsApp({ blocked: 'opted out' }), onTeams()] };
    expect(claimed(blocked).dispatches[0]?.to.channel).to.equal('teams');
  });

  it('without any way end here, and the alert that waits hears so', () => {
    const nowhere = { addresses: [onWhatsApp({ blocked: 'opted out' })] };
    const result = claimed({ ...nowhere, outbox: [anEntry('card', { report: { alert: 'a1' } })] });
    expect(ids(result)).to.deep.equal([]);
    expect(result.thread.outbox[0]).to.include({ status: 'dead', reason: 'no way to reach' });
    expect(result.thread.jobs.map((job) => job.task)).to.deep.equal([
      { type: 'undelivered', entry: 'card', reason: 'no way to reach', at: now },
      {
        type: 'alert_delivery',
        alert: 'a1',
        person: 'noor',
        outcome: 'unreachable',
        reason: 'no way to reach',
      },
    ]);
  });

  it('within the window are free words, also where there is a template', () => {
    const last = onWhatsApp({ lastInboundAt: now - day + 1 });
    const result = claimed({ addresses: [last], outbox: [anEntry('a', { message: opening })] });
    expect(result.dispatches[0]?.entry.message).to.deep.include({ template: null });
  });

  it('outside the window are templates', () => {
    const result = claimed({ addresses: outside, outbox: [anEntry('a', { message: opening })] });
    expect(result.dispatches[0]?.entry.message).to.deep.include({ template });
  });

  it('outside the window hold free words and cards back, and knock once', () => {
    const alert: OutMessage = { kind: 'card', card, key: 'alert', replaces: null };
    const outbox = [anEntry('a'), anEntry('b', { message: alert, urgent: true })];
    const result = claimed({ addresses: outside, outbox });
    expect(result.thread.outbox.map((one) => one.status)).to.deep.equal(['held', 'held', 'attempting']);
    const [knock] = result.dispatches;
    const { message } = knock?.entry ?? anEntry('none');
    expect(message.kind === 'text' ? message.template?.name : null).to.equal(knockTemplate);
    const again = claim({ ...result.thread, outbox: [...result.thread.outbox, anEntry('c')] }, env, free);
    expect(again.dispatches).to.deep.equal([]);
  });

  it('to somebody who never wrote on WhatsApp hold free words back too', () => {
    const result = claimed({ addresses: [onWhatsApp({ lastInboundAt: null })], outbox: [anEntry('a')] });
    expect(result.thread.outbox[0]?.status).to.equal('held');
  });

  it('in Teams know no window', () => {
    const quiet = { addresses: [onTeams({ lastInboundAt: now - 30 * day })], channel: 'teams' as const };
    expect(ids(claimed({ ...quiet, outbox: [anEntry('a')] }))).to.deep.equal(['a']);
  });

  it('take the place of the card that stands in the chat', () => {
    const alert: OutMessage = { kind: 'card', card, key: 'alert', replaces: null };
    const cards = [{ key: 'alert', providerId: 'activity-1' }];
    const result = claimed({ addresses: [onTeams()], cards, outbox: [anEntry('a', { message: alert })] });
    expect(result.dispatches[0]?.entry.message).to.deep.include({ replaces: 'activity-1' });
  });

  it('that were not made after all go back untried', () => {
    const { thread } = claimed({ outbox: [anEntry('a')] });
    const back = attempted(thread, [{ entry: 'a', attempt: 1, outcome: null }], env);
    expect(back.outbox[0]).to.include({ status: 'pending', attempts: 0, dueAt: null });
  });

  it('are lost when nobody says what came of them: a worry is repeated, other words wait', () => {
    const { thread } = claimed({ outbox: [anEntry('a'), anEntry('worry', { urgent: true })] });
    const later = { ...env, now: now + 30 * second };
    expect(expireAttempts(thread, { ...env, now: now + 30 * second - 1 })).to.deep.equal(thread);
    expect(expireAttempts(thread, later).outbox.map((one) => one.status)).to.deep.equal([
      'unknown',
      'pending',
    ]);
  });
});

describe('the alarm of a thread', () => {
  it('is the first moment at which something is to be done, or none', () => {
    expect(alarmOf(aThread())).to.equal(null);
    expect(alarmOf(aThread({ outbox: [anEntry('a', { status: 'held' })] }))).to.equal(null);
    const outbox = [
      anEntry('a', { dueAt: now + hour }),
      anEntry('b', { status: 'unknown', dueAt: now + minute }),
      anEntry('c', { status: 'sent', attemptAt: now }),
    ];
    expect(alarmOf(aThread({ outbox }))).to.equal(now + minute);
    const job = {
      id: 'j',
      task: { type: 'archive_talk', talk: 't' } as const,
      attempts: 0,
      dueAt: now + second,
    };
    expect(alarmOf(aThread({ outbox, jobs: [job] }))).to.equal(now + second);
  });

  it('rings a day after a message was sent without a report', () => {
    expect(alarmOf(aThread({ outbox: [anEntry('c', { status: 'sent', attemptAt: now })] }))).to.equal(
      now + day,
    );
  });
});
