import { expect } from 'chai';
import { drawCard } from '../../../src/adapters/teams/staff-card.js';
import { activityOf } from '../../../src/adapters/teams/outgoing.js';
import type { TeamsReference } from '../../../src/adapters/teams/reference.js';
import type { Standing } from '../../../src/core/school/standing.js';
import { dayCard } from '../../../src/core/staff/day-card.js';
import { historyCard } from '../../../src/core/staff/history-card.js';
import { alertListCard, choiceCard, statusSection } from '../../../src/core/staff/list-card.js';
import type { StaffEnv } from '../../../src/core/staff/staff-env.js';
import type { Card } from '../../../src/core/thread/card.js';
import {
  anAlertLine,
  aStanding,
  aStandingDay,
  aView,
  onTuesday,
  staffEnv,
} from '../../core/staff/builders.js';
import { cardProblems } from '../../support/adaptive-card.js';

const chat: TeamsReference = {
  ...{ channelId: 'msteams', serviceUrl: 'https://smba.example/emea/' },
  ...{ bot: { id: '28:bot' }, user: { id: '29:samira' }, conversation: { id: 'a:1' } },
};

/** The bytes of a card as Teams counts them: UTF-16. */
const sizeOf = (card: Card): number =>
  JSON.stringify(activityOf(chat, { kind: 'card', card, key: 'k', replaces: null }, 'teams')).length * 2;

const limit = 28 * 1024;

/** As long as names get; with signs that Markdown would eat. */
const longName = (nr: number): string =>
  `Wilhelmina_*Constantia* van der Heijden-Oosterbroek [${nr}] el Ouafrassi`;

/** Students with the longest lines that there are. */
const many = (count: number): Standing[] =>
  Array.from({ length: count }, (_, nr) =>
    onTuesday(
      `student-with-quite-a-long-id-${nr}`,
      {
        ...{ status: 'undeliverable', phase: 'due', assignment: 4, short: 3 },
        ...{ reason: 'code 63040, template refused', undelivered: 'template' },
      },
      { name: longName(nr) },
    ),
  );

describe('The cards for staff as Teams gets them', () => {
  let env: StaffEnv;
  let cards: Record<string, Card>;
  before(async () => {
    env = await staffEnv();
    const alerts = Array.from({ length: 12 }, (_, nr) =>
      anAlertLine({
        alert: `vista:student-with-quite-a-long-id:${nr}`,
        studentName: longName(nr),
        severity: nr % 2 === 0 ? 'acute' : null,
      }),
    );
    const statuses = alerts.map(
      ({ student: _s, studentName: _n, category: _c, confidential: _f, ...one }) => ({
        ...{ ...one, readers: ['samira', 'fatima', 'karin'], steps: 2 },
      }),
    );
    const list = alertListCard(alerts, 'samira', env);
    const choices = Array.from({ length: 6 }, (_, nr) => ({
      ...{ id: `s${nr}`, name: longName(nr), company: 'Supermarkt', say: `verzet s${nr} 2026-11-26` },
    }));
    cards = {
      day: dayCard(aView(many(3), { alerts, note: 'Gedaan.' }), env),
      'a quiet day': dayCard(aView([]), env),
      'a full day': dayCard(aView(many(40), { alerts, note: longName(1) }), env),
      'more than fit': dayCard(aView(many(200), { alerts }), env),
      'one student': dayCard(aView(many(1)), env),
      list: { ...list, sections: [statusSection(statuses, longName.bind(null, 1), env)] },
      'no alerts': alertListCard([], 'samira', env),
      choice: choiceCard(choices, { exact: true, typed: longName(1), key: 'k' }, env),
      history: historyCard(aStanding('noor', { days: [aStandingDay()], unreachable: 'stopped' }), env),
    };
  });

  it('are Adaptive Cards 1.5, with nothing in them that is not', () => {
    for (const [name, card] of Object.entries(cards)) {
      expect(cardProblems(drawCard(card)), name).to.deep.equal([]);
    }
  });

  it('would be found out if they were not', () => {
    const wrong = (body: object): string[] =>
      cardProblems({ ...{ type: 'AdaptiveCard', version: '1.5' }, body: [body], actions: [] });
    expect(wrong({ type: 'TextBlok', text: 'x' })).to.not.deep.equal([]);
    expect(wrong({ type: 'TextBlock', text: 'x', weigth: 'bolder' })).to.not.deep.equal([]);
    expect(wrong({ type: 'Input.ChoiceSet', choices: [] })).to.not.deep.equal([]);
  });

  it('stay under the 28 KB of Teams, with forty students and with two hundred', () => {
    for (const [name, card] of Object.entries(cards)) expect(sizeOf(card), name).to.be.below(limit);
    expect(cards['a full day']?.sections?.flatMap((section) => section.rows).length).to.be.at.least(40);
  });

  it('have at most six buttons: Teams shows no more', () => {
    for (const [name, card] of Object.entries(cards)) expect(card.actions.length, name).to.be.at.most(6);
  });
});
