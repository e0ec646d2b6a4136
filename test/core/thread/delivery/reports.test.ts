import { expect } from 'chai';
import { wayTo } from '../../../../src/core/thread/delivery/ways.js';
import { attempted, lookedUp, reported } from '../../../../src/core/thread/delivery/outcomes.js';
import type { TurnEnv } from '../../../../src/core/thread/env.js';
import type { DeliveryReport } from '../../../../src/core/thread/message.js';
import { aThread, anEntry, anEnv, onTeams, onWhatsApp } from '../builders.js';

const report = (status: DeliveryReport['status'], more: Partial<DeliveryReport> = {}): DeliveryReport => ({
  channel: 'whatsapp',
  entry: 'a',
  address: '+31600000001',
  providerId: 'SM1',
  status,
  code: null,
  ...more,
});
const sent = { status: 'sent', channel: 'whatsapp', providerId: 'SM1', attempts: 1 } as const;

describe('a look-up', () => {
  it('never gives two entries one message, also when both asked before either was told', async () => {
    const env = await anEnv();
    const lost = { ...sent, status: 'unknown', providerId: null, lost: 1, dueAt: env.now + 60_000 } as const;
    const thread = aThread({ outbox: [anEntry('a', lost), anEntry('b', lost)] });
    const first = lookedUp(thread, 'a', { found: true, providerId: 'SM1' }, env);
    const second = lookedUp(first, 'b', { found: true, providerId: 'SM1' }, env);
    expect(second.outbox[0]).to.include({ status: 'sent', providerId: 'SM1' });
    expect(second.outbox[1]).to.include({ status: 'unknown', providerId: null, dueAt: env.now });
  });
});

describe('a report of a provider', () => {
  let env: TurnEnv;
  beforeEach(async () => {
    env = await anEnv();
  });
  const both = { addresses: [onWhatsApp(), onTeams()] };

  it('finds its entry by our id, or by the provider’s', () => {
    const thread = aThread({ outbox: [anEntry('a', sent)] });
    expect(reported(thread, report('delivered'), env).outbox[0]?.status).to.equal('delivered');
    expect(reported(thread, report('read', { entry: null }), env).outbox[0]?.status).to.equal('delivered');
    expect(reported(thread, report('delivered', { entry: 'b', providerId: 'SM2' }), env)).to.equal(thread);
  });

  it('that says what is known already changes nothing, so that nothing is written for it', () => {
    const thread = aThread({ outbox: [anEntry('a', sent)], sends: ['SM1'] });
    expect(reported(thread, report('sent'), env)).to.equal(thread);
    const arrived = aThread({ outbox: [], sends: ['SM1'] });
    expect(reported(arrived, report('read'), env)).to.equal(arrived);
  });

  it('about a message that a look-up took for another’s gives that other one back: it is still to be sent', () => {
    // Two replies in the same words; the first never left, and the second was under way when somebody looked.
    const lost = anEntry('a', sent);
    const own = anEntry('b', { ...sent, status: 'attempting', providerId: null });
    const thread = aThread({ addresses: [onWhatsApp()], outbox: [lost, own] });
    const answered = {
      entry: 'b',
      attempt: 1,
      outcome: { status: 'sent', providerId: 'SM1', final: false },
    } as const;
    for (const after of [
      attempted(thread, [answered], env),
      reported(thread, report('delivered', { entry: 'b' }), env),
    ]) {
      expect(after.outbox[0]).to.include({ id: 'a', status: 'pending', providerId: null });
      expect(after.outbox[1]?.status).to.be.oneOf(['sent', 'delivered']);
    }
  });

  it('about a message that another entry has got since sends nothing again: so many entries, so many messages', () => {
    // A look-up took SM1, which was b's, for a's; b was sent again as SM2, or is just being sent again.
    const took = anEntry('a', sent);
    for (const own of [
      anEntry('b', { ...sent, providerId: 'SM2', attempts: 2, lost: 1 }),
      anEntry('b', { ...sent, status: 'attempting', providerId: null, attempts: 2, lost: 1 }),
    ]) {
      const thread = aThread({ addresses: [onWhatsApp()], outbox: [took, own], sends: ['SM1', 'SM2'] });
      const after = reported(thread, report('delivered', { entry: 'b' }), env);
      expect(after.outbox.map(({ status }) => status)).to.deep.equal(['delivered', own.status]);
    }
  });

  it('that is the first to tell of a message keeps its id: no look-up takes it for another’s', () => {
    const own = anEntry('a', { ...sent, status: 'unknown', providerId: null, lost: 1 });
    const after = reported(aThread({ outbox: [own] }), report('delivered'), env);
    expect(after.outbox[0]).to.include({ status: 'delivered', providerId: 'SM1' });
    expect(after.sends).to.deep.equal(['SM1']);
  });

  it('or an answer about a message with which another entry has arrived leaves this one to be sent', () => {
    const own = anEntry('b', { ...sent, status: 'attempting', providerId: null });
    const thread = aThread({ addresses: [onWhatsApp()], outbox: [own], sends: ['SM1'] });
    const outcome = { status: 'sent', providerId: 'SM1', final: false } as const;
    const after = attempted(thread, [{ entry: 'b', attempt: 1, outcome }], env);
    expect(after.outbox[0]).to.include({ id: 'b', status: 'pending', providerId: null });
    // A card in Teams that is changed where it stands keeps its id.
    const changed = attempted(
      thread,
      [{ entry: 'b', attempt: 1, outcome: { ...outcome, final: true } }],
      env,
    );
    expect(changed.outbox[0]?.status).to.equal('delivered');
  });

  it('about a message that was another entry’s, which has arrived and left, says nothing: the named one is still to be sent', () => {
    const own = anEntry('b', { ...sent, status: 'unknown', providerId: null, lost: 1 });
    const thread = aThread({ addresses: [onWhatsApp()], outbox: [own], sends: ['SM1'] });
    expect(reported(thread, report('delivered', { entry: 'b' }), env)).to.equal(thread);
  });

  it('that nothing arrives at this number sends the words another way', () => {
    const thread = aThread({ ...both, outbox: [anEntry('a', sent)] });
    const after = reported(thread, report('blocked', { code: '63024' }), env);
    expect(after.addresses[0]?.blocked).to.equal('code 63024');
    expect(after.outbox[0]).to.include({ status: 'pending', attempts: 0 });
  });

  it('that comes again after the words went another way changes nothing there', () => {
    const again = anEntry('a', { ...sent, channel: 'teams', status: 'attempting', providerId: null });
    const thread = aThread({
      addresses: [onWhatsApp({ blocked: 'code 63024' }), onTeams()],
      outbox: [again],
    });
    expect(reported(thread, report('blocked', { code: '63024' }), env)).to.equal(thread);
  });

  it('never sends again what has arrived or was given up', () => {
    for (const status of ['delivered', 'dead'] as const) {
      const thread = aThread({ ...both, outbox: [anEntry('a', { ...sent, status })] });
      const after = reported(thread, report('blocked', { code: '63024' }), env);
      expect(after.outbox[0]?.status).to.equal(status);
    }
  });

  it('about an attempt that another one followed changes nothing, whatever it says', () => {
    for (const status of ['retry', 'window_closed', 'failed'] as const) {
      const again = aThread({ outbox: [anEntry('a', { ...sent, providerId: 'SM2', attempts: 2 })] });
      expect(reported(again, report(status), env)).to.equal(again);
      const released = aThread({ outbox: [anEntry('a', { ...sent, status: 'pending' })] });
      expect(reported(released, report(status), env)).to.equal(released);
    }
  });

  it('that comes before the answer to the attempt counts', () => {
    const under = aThread({
      addresses: [onWhatsApp()],
      outbox: [anEntry('a', { ...sent, status: 'attempting', providerId: null })],
    });
    expect(reported(under, report('failed', { code: '63013' }), env).outbox[0]?.status).to.equal('dead');
  });

  it('that fails for this message alone blocks nothing, and the other channel is tried once', () => {
    const thread = aThread({ ...both, outbox: [anEntry('a', { ...sent, report: { alert: 'a1' } })] });
    const other = reported(thread, report('failed', { code: '63013' }), env);
    expect(other.addresses.every((one) => one.blocked === null)).to.equal(true);
    expect(other.outbox[0]).to.include({ status: 'pending', attempts: 0 });
    expect(wayTo(other, other.outbox[0]?.avoid)?.channel).to.equal('teams');
  });

  it('that fails where there is no other channel ends the message, and the alert that waits hears so', () => {
    const one = { addresses: [onWhatsApp()] };
    const thread = aThread({ ...one, outbox: [anEntry('a', { ...sent, report: { alert: 'a1' } })] });
    const after = reported(thread, report('failed', { code: '63013' }), env);
    expect(after.addresses.every((one) => one.blocked === null)).to.equal(true);
    expect(after.outbox[0]).to.include({ status: 'dead', reason: 'code 63013' });
    expect(after.jobs.map(({ task }) => task.type)).to.deep.equal(['undelivered', 'alert_delivery']);
  });
});
