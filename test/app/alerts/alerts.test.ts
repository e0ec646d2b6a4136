import { expect } from 'chai';
import type { AlertAction } from '../../../src/core/alerts/types.js';
import type { Card } from '../../../src/core/thread/card.js';
import { addresses, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

const as = (
  w: World,
  person: 'samira' | 'tom' | 'karin' | 'fatima' | 'joris',
  alert: string,
  action: AlertAction,
) =>
  w.app.actOnAlert(
    {
      channel: 'teams',
      address: addresses[person].teams,
      providerId: 'i',
      at: w.clock.now(),
      ref: null,
      content: { type: 'joined' },
    },
    alert,
    action,
  );

const cardsTo = (w: World, person: 'samira' | 'tom' | 'karin' | 'fatima' | 'joris'): Card[] =>
  w.teams.sent.flatMap(({ to, message }) =>
    to.address === addresses[person].teams && message.kind === 'card' ? [message.card] : [],
  );

describe('a worry', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
  });
  afterEach(() => w.close());

  it('that is acute reaches the begeleider and zorg at once, without a name or a word on the closed card', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    for (const person of ['samira', 'fatima'] as const) {
      const [card] = cardsTo(w, person);
      expect(card?.words).to.equal(null);
      expect(JSON.stringify(card)).to.not.contain('Noor').and.to.not.contain('chef');
    }
    expect(cardsTo(w, 'karin')).to.deep.equal([]);
  });

  it('is shown with who, when, what, why and the day to whoever opens it, and the look is recorded', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    const [alert] = await w.alerts();
    const opened = await as(w, 'samira', alert?.id ?? '', { verb: 'open' });
    const card = opened.kind === 'card' ? opened.card : null;
    expect(card?.words?.text).to.equal('mijn chef slaat mij');
    const facts = Object.fromEntries((card?.facts ?? []).map((fact) => [fact.label, fact.value]));
    expect(facts).to.include({
      Student: 'Noor Haddad',
      'Gaat over de dag': 'dinsdag 24 november',
      Onderwerp: 'Geweld',
    });
    expect(facts['Waarom deze melding']).to.contain('chef slaat mij');
    expect(facts['Toegezegd aan student']).to.contain('Samira de Wit, Fatima Aksoy');
    expect((await w.alerts())[0]?.looks.map((look) => look.by)).to.deep.equal(['samira']);
  });

  it('may not be opened by anybody whom it was not sent to, nor by a stranger, nor under another name', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    const [alert] = await w.alerts();
    for (const person of ['tom', 'karin', 'joris'] as const) {
      expect(await as(w, person, alert?.id ?? '', { verb: 'open' })).to.deep.equal({ kind: 'refused' });
    }
    expect(await as(w, 'samira', 'demo:noor:other', { verb: 'open' })).to.deep.equal({ kind: 'refused' });
    const stranger = {
      channel: 'teams',
      address: 'nobody',
      providerId: 'i',
      at: 0,
      ref: null,
      content: { type: 'joined' },
    } as const;
    expect(await w.app.actOnAlert(stranger, alert?.id ?? '', { verb: 'open' })).to.deep.equal({
      kind: 'refused',
    });
  });

  it('that somebody has seen changes every card where it stands, and the student hears it once', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    const [alert] = await w.alerts();
    await Promise.all([
      as(w, 'samira', alert?.id ?? '', { verb: 'seen' }),
      as(w, 'fatima', alert?.id ?? '', { verb: 'seen' }),
      as(w, 'samira', alert?.id ?? '', { verb: 'seen' }),
    ]);
    await w.pass(0);
    const changed = w.teams.sent.filter(
      ({ message }) => message.kind === 'card' && message.replaces !== null,
    );
    expect(new Set(changed.map(({ to }) => to.address)).size).to.equal(2);
    expect(w.whatsapp.texts().filter((text) => text.includes('heeft je bericht gelezen'))).to.have.length(1);
  });

  it('goes on to the next person when the first cannot be reached in Teams, and that shows', async () => {
    w.teams.next.push({ status: 'failed', reason: '403', blocks: true });
    await w.write('whatsapp', noor, 'ik word elke dag gepest door mijn collega');
    const alert = (await w.alerts())[0];
    expect(alert?.recipients.map(({ person, status }) => `${person} ${status}`)).to.deep.equal([
      'samira unreachable',
      'tom sent',
    ]);
    const card = cardsTo(w, 'tom').at(-1);
    expect(JSON.stringify(card)).to.contain('doorgezet omdat Samira de Wit niet bereikt kan worden');
  });

  it('about somebody of the school reaches the vertrouwenspersoon and nobody else', async () => {
    await w.write('whatsapp', noor, 'mijn begeleider Samira zit altijd aan mij, ik vind het eng');
    const alert = (await w.alerts())[0];
    expect(alert?.route.confidential).to.equal(true);
    expect(cardsTo(w, 'joris')).to.have.length(1);
    expect(cardsTo(w, 'samira')).to.deep.equal([]);
    expect(await as(w, 'samira', alert?.id ?? '', { verb: 'open' })).to.deep.equal({ kind: 'refused' });
  });

  it('for the vertrouwenspersoon that is acute gets help lines as well', async () => {
    await w.write('whatsapp', noor, 'iemand anders');
    await w.write('whatsapp', noor, 'ik wil niet meer leven');
    expect((await w.alerts())[0]?.route).to.include({ confidential: true });
    expect(w.whatsapp.texts().at(-1)).to.contain('Joris van Dijk leest je bericht').and.to.contain('113');
    expect(cardsTo(w, 'samira')).to.deep.equal([]);
  });

  it('for the confidant is what is written, also after a tap: that answers its own question', async () => {
    await w.write('whatsapp', noor, 'iemand anders');
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.tap('whatsapp', noor, '🙂 Goed');
    expect(await w.alerts()).to.deep.equal([]);
    expect((await w.thread('noor')).talk?.state).to.have.nested.property('answers[0].choice', 'goed');
    await w.write('whatsapp', noor, 'er is iets in de kantine');
    expect((await w.alerts()).map(({ category }) => category)).to.deep.equal(['someone_else']);
    expect(cardsTo(w, 'samira')).to.deep.equal([]);
  });

  it('does not keep anybody from stopping', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await w.tap('whatsapp', noor, 'Bellen');
    await w.write('whatsapp', noor, 'stop');
    expect((await w.thread('noor')).settings.stoppedAt).to.not.equal(null);
  });

  it('is heard from somebody who stopped, and from somebody who never read the explanation', async () => {
    await w.write('whatsapp', noor, 'stop');
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await w.write('whatsapp', addresses.daan.whatsapp, 'ik wil niet meer leven');
    expect((await w.alerts()).map((alert) => alert.student).sort()).to.deep.equal(['daan', 'noor']);
    expect(w.whatsapp.texts().at(-1)).to.contain('113');
  });

  it('is not withdrawn by "grapje, laat maar"', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await w.write('whatsapp', noor, 'grapje laat maar');
    expect((await w.alerts())[0]?.status).to.equal('new');
  });

  it('that the student wants somebody else for goes on to the next', async () => {
    await w.write('whatsapp', noor, 'ik wil stoppen met school het heeft geen zin meer');
    await w.tap('whatsapp', noor, 'Iemand anders');
    const alert = (await w.alerts())[0];
    expect(alert?.recipients.map((one) => one.person)).to.deep.equal(['samira', 'tom']);
    expect(alert?.talkWish).to.equal('anders');
  });

  it('outside office hours goes to who is on call, and the student is told when it is read', async () => {
    w.clock.set(Date.UTC(2026, 10, 24, 22, 0));
    await w.write('whatsapp', noor, 'mijn chef slaat mij', 'late');
    expect((await w.alerts())[0]?.route.now).to.deep.equal(['fatima', 'samira']);
    w.clock.set(Date.UTC(2026, 10, 28, 12, 0));
    await w.write(
      'whatsapp',
      addresses.daan.whatsapp,
      'ik word elke dag gepest door mijn collega',
      'weekend',
    );
    expect(w.whatsapp.texts().at(-1)).to.contain('maandag 30 november vanaf 8.30 uur');
  });

  it('reaches its readers though the process died right after the commit', async () => {
    await w.app.threads.change('noor', (thread) => thread);
    const committed = await w.app.threads.change('noor', (thread, env) => ({
      ...thread,
      jobs: [
        {
          id: 'job',
          attempts: 0,
          dueAt: env.now,
          task: {
            type: 'raise_alert' as const,
            draft: {
              ...{
                id: 'demo:noor:m',
                school: 'demo',
                student: 'noor',
                studentName: 'Noor Haddad',
                at: env.now,
              },
              ...{
                category: 'violence' as const,
                severity: 'acute' as const,
                confidence: 1,
                about: null,
                reasons: [],
              },
              ...{ words: 'x', day: null, talk: null, promise: '' },
              route: { confidential: false, now: ['samira'], next: [] },
            },
          },
        },
      ],
    }));
    expect(committed?.jobs).to.have.length(1);
    expect(await w.alerts()).to.deep.equal([]);
    await w.pass(11_000);
    await w.pass(0);
    expect(cardsTo(w, 'samira')).to.have.length(1);
  });
});

describe('a message that no program can judge', () => {
  it('stands before the begeleider as unread, and nobody tells the student what nobody did', async () => {
    const w = await world();
    await introduce(w);
    await w.write('whatsapp', noor, {
      type: 'media',
      files: [{ kind: 'voice', mime: 'audio/ogg', source: 'https://example.org/1' }],
      caption: '',
    });
    const alert = (await w.alerts())[0];
    expect(alert).to.include({ category: 'unread', severity: null });
    await as(w, 'samira', alert?.id ?? '', { verb: 'seen' });
    await w.pass(0);
    expect(w.whatsapp.texts().join()).to.not.contain('gelezen');
    await w.close();
  });
});
