import { expect } from 'chai';
import {
  answered,
  delivered,
  markHandled,
  markSeen,
  markTaken,
  openAlert,
  replied,
} from '../../../src/core/alerts/alert.js';
import { judged } from '../../../src/core/alerts/judging.js';
import type { Alert } from '../../../src/core/alerts/state.js';
import { alertCard } from '../../../src/core/alerts/card.js';
import type { CardEnv } from '../../../src/core/school/card-env.js';
import type { Card } from '../../../src/core/thread/card.js';
import { aDraft, aSchool, at, directoryOf, staff } from '../school/builders.js';

const people = directoryOf(...staff);
/** Shows the key of a text and what is filled in: what stands on the card, not how it is worded. */
const env: CardEnv = {
  viewer: 'samira',
  now: at('2026-11-24T17:00'),
  name: (id) => people.get(id)?.name ?? id,
  school: aSchool(),
  render: ({ key, params }) =>
    [key.replace('card.', ''), ...Object.values(params).filter((one) => typeof one === 'string')].join(' '),
};
const alert = (more: Parameters<typeof aDraft>[0] = {}): Alert => openAlert(aDraft(more), aSchool(), 1000);
const card = (of: Alert, open = true): Card => alertCard(of, open, env);
const fact = (of: Card, name: string): string | undefined =>
  of.facts.find((one) => one.label === `fact.${name}`)?.value;
const seen = (of: Alert): Alert => markSeen(of, 'samira', 'Samira Haddad', at('2026-11-24T16:20'));
const taken = (of: Alert, by: string): Alert =>
  markTaken(of, by, people.get(by)?.name ?? by, '', at('2026-11-24T16:25'));
const handled = (of: Alert): Alert =>
  markHandled(of, 'samira', 'Samira Haddad', { outcome: 'talked' }, at('2026-11-24T16:30'));

describe('the closed card of an alert', () => {
  it('says that there is one, how grave it is and what was done: no name, no word, no subject', () => {
    const closed = card(alert(), false);
    expect(closed.words).to.equal(null);
    expect(closed.notes).to.deep.equal([]);
    expect(closed.facts.map((one) => one.label)).to.deep.equal(['fact.severity', 'fact.status']);
    const all = JSON.stringify(closed);
    for (const private_ of ['Noor', 'Yilmaz', 'chef', 'slaat', 'violence', '2026-11-24']) {
      expect(all).to.not.contain(private_);
    }
  });

  it('can only be opened while nobody has read it', () => {
    expect(card(alert(), false).actions.map((one) => one.verb)).to.deep.equal(['open']);
  });
});

describe('the open card of an alert', () => {
  it('tells who, when, about which day, what, why, what was promised and how to reach the student', () => {
    const open = card(alert({ about: 'company' }));
    expect(open.words?.text).to.equal('mijn chef slaat mij');
    expect(open.facts.map(({ label, value }) => `${label}: ${value}`)).to.deep.equal([
      'fact.student: Noor Yilmaz',
      'fact.when: 24-11-2026 16:15',
      'fact.day: common.date',
      'fact.category: category.violence',
      'fact.severity: severity.acute',
      'fact.about: about.company',
      'fact.why: "slaat mij"',
      'fact.promised: Samira Haddad, vandaag voor 17.00 uur',
      'fact.reach: reach.unknown',
      'fact.status: status.new',
    ]);
  });

  it('says so when the day is not known', () => {
    expect(fact(card(alert({ day: null })), 'day')).to.equal('day_unknown');
  });

  it('says "misschien" below the threshold, and never hides the worry', () => {
    expect(fact(card(alert({ confidence: 0.69 })), 'why')).to.equal('maybe: "slaat mij"');
    expect(fact(card(alert({ confidence: 0.7 })), 'why')).to.equal('"slaat mij"');
    expect(fact(card(alert({ category: 'someone_else', confidence: 0 })), 'why')).to.equal('"slaat mij"');
  });

  it('of a message that nobody could judge promises nothing', () => {
    const unread = card(alert({ category: 'unread', severity: null }));
    expect(fact(unread, 'promised')).to.equal(undefined);
    expect(fact(unread, 'severity')).to.equal('category.unread');
    expect(unread.tone).to.equal('default');
  });

  it('shows who read it and who dealt with it, and when', () => {
    expect(fact(card(seen(alert())), 'status')).to.equal('status.seen Samira Haddad, 24-11-2026 16:20');
    expect(fact(card(handled(alert())), 'status')).to.equal(
      'status.seen Samira Haddad, 24-11-2026 16:30 · status.handled Samira Haddad, 24-11-2026 16:30: outcome.talked',
    );
  });

  it('shows who did not get it', () => {
    const passed = delivered(alert(), 'samira', 'unreachable', '403', 2000);
    expect(fact(card(passed), 'status')).to.equal('status.new · status.passed_on Samira Haddad');
  });

  it('offers what can still be done', () => {
    const verbs = (of: Card): string[] =>
      of.actions.map(({ verb, data }) => [verb, data['outcome'] ?? data['verdict']].join(' ').trim());
    const judging = ['judge right', 'judge wrong'];
    expect(verbs(card(alert()))).to.deep.equal(['seen', 'take', 'reply', 'handled', ...judging]);
    expect(verbs(card(seen(alert())))).to.deep.equal(['take', 'reply', 'handled', ...judging]);
    expect(verbs(card(seen(alert()), false))).to.deep.equal(['open', 'take', 'handled']);
    expect(verbs(card(taken(alert(), 'samira')))).to.deep.equal(['reply', 'handled', ...judging]);
    expect(verbs(card(taken(alert(), 'tom')))).to.deep.equal(['take', 'reply', 'handled', ...judging]);
    expect(verbs(card(handled(alert())))).to.deep.equal(judging);
    expect(verbs(card(handled(alert()), false))).to.deep.equal(['open']);
    expect(verbs(card(judged(alert(), 'samira', 'wrong', 2000))))
      .to.include('judge right')
      .and.not.include('judge wrong');
  });

  it('shows who has it, and from whom it would be taken over', () => {
    const toms = card(taken(alert(), 'tom'));
    expect(fact(toms, 'status')).to.contain('status.taken Tom Willems, 24-11-2026 16:25');
    const take = toms.actions.find(({ verb }) => verb === 'take');
    expect(take).to.deep.include({ label: 'take_over Tom Willems' });
    expect(take?.data).to.deep.equal({ alert: 'vista:noor:m1', from: 'tom' });
  });

  it('has a first sentence ready for an answer to something hard, and no advice about what is ordinary', () => {
    const ready = (of: Alert): (string | undefined)[] =>
      card(of).actions.flatMap(({ verb, form }) =>
        verb === 'reply' ? (form?.fields ?? []).map(({ value }) => value) : [],
      );
    expect(ready(alert())).to.deep.equal(['suggest.violence']);
    expect(ready(alert({ category: 'unread', severity: null }))).to.deep.equal([undefined]);
  });

  it('tells its other readers what was written to the student, and what was noted', () => {
    const said = replied(alert(), 'samira', 'Samira Haddad', 'Ik kom morgen.', at('2026-11-24T16:22'));
    const done = { outcome: 'talked', on: '2026-11-24', note: 'morgen bellen' } as const;
    const { notes } = card(markHandled(said, 'samira', 'Samira Haddad', done, at('2026-11-24T16:30')));
    expect(notes.join('\n')).to.contain('“Ik kom morgen.”').and.to.contain('note_of_reader: morgen bellen');
    expect(JSON.stringify(card(said, false))).to.not.contain('morgen');
  });

  it('has the tone of what is left to do', () => {
    const tones = [alert(), alert({ severity: 'high' }), seen(alert()), handled(alert())].map(
      (one) => card(one).tone,
    );
    expect(tones).to.deep.equal(['attention', 'warning', 'default', 'good']);
  });

  it('tells what the student wishes', () => {
    expect(card(answered(alert(), 'talk', 'nee', aSchool(), 2000)).notes).to.deep.equal(['talk.nee']);
    expect(fact(card(answered(alert(), 'reach', 'bellen', aSchool(), 2000)), 'reach')).to.equal(
      'reach.bellen',
    );
  });
});

describe('the reminders on a card', () => {
  const notes = (more: Parameters<typeof aDraft>[0]): string[] => card(alert(more)).notes;

  it('name the meldcode with violence at home', () => {
    expect(notes({ category: 'violence', about: 'home' })).to.deep.equal(['reminder.meldcode']);
    expect(notes({ category: 'home', about: null })).to.deep.equal(['reminder.meldcode']);
    expect(notes({ category: 'violence', about: 'company' })).to.deep.equal([]);
  });

  it('name the duty to report with a possible sexual offence by staff', () => {
    expect(notes({ category: 'sexual_harassment', about: 'staff' })).to.deep.equal([
      'reminder.duty_to_report',
    ]);
    expect(notes({ category: 'sexual_harassment', about: 'peer' })).to.deep.equal([]);
  });
});
