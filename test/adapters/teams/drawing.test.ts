import { expect } from 'chai';
import { drawCard } from '../../../src/adapters/teams/staff-card.js';
import type { AdaptiveCard, CardPart } from '../../../src/adapters/teams/card-parts.js';
import { activityOf } from '../../../src/adapters/teams/outgoing.js';
import type { TeamsReference } from '../../../src/adapters/teams/reference.js';
import { decodeHtml } from '../../../src/adapters/teams/words.js';
import type { Card } from '../../../src/core/thread/card.js';
import type { OutMessage } from '../../../src/core/thread/message.js';
import { bot, noor } from './support/activities.js';

const chat: TeamsReference = {
  serviceUrl: 'http://127.0.0.1:9/',
  channelId: 'msteams',
  conversation: { id: 'chat-noor' },
  bot: { id: bot.id },
  user: { id: noor.id },
};

const said = (text: string, labels: string[] = []): OutMessage => ({
  kind: 'text',
  text,
  choices: labels.map((label, index) => ({ id: `talk:${index}`, label })),
  template: null,
});

const open: Card = {
  summary: 'Er is een melding.',
  title: 'Een melding',
  tone: 'warning',
  facts: [{ label: 'Student', value: 'Noor *de_Wit* [x](http://y)' }],
  words: { label: 'Het bericht', text: 'ik **wil** niet\n\n1. meer\n[klik](http://evil)' },
  notes: ['# Bel - nu'],
  actions: [{ verb: 'seen', label: 'Gezien', data: { alert: 'a1' } }],
};
/** A card with everything that can be filled in. */
const form: Card = {
  ...open,
  sections: [{ title: 'Klaar *vandaag*', tone: 'good', rows: [{ label: 'Noor', value: 'klaar' }] }],
  fields: [{ kind: 'choice', id: 'who', label: 'Wie?', choices: [{ id: 'noor', label: 'Noor' }] }],
  actions: [
    { verb: 'page', label: 'Geschiedenis', data: {}, url: 'https://school.example/history' },
    {
      verb: 'handled',
      label: 'Afgehandeld',
      data: { alert: 'a1' },
      form: {
        fields: [
          { kind: 'date', id: 'on', label: 'Gesproken op', value: '2026-11-24', required: 'Kies een dag.' },
          { kind: 'text', id: 'note', label: 'Notitie', multiline: true, limit: 500 },
        ],
        send: 'Opslaan',
      },
    },
  ],
};
const posted = (card: Card): OutMessage => ({ kind: 'card', card, key: 'a1', replaces: null });

const cardIn = (message: OutMessage): AdaptiveCard =>
  activityOf(chat, message, 'teams').attachments?.[0]?.content as AdaptiveCard;

/** Every element of a card, with what it holds. */
function parts(value: unknown): CardPart[] {
  if (Array.isArray(value)) return value.flatMap(parts);
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(parts);
  return 'type' in value && typeof value.type === 'string' ? [value as CardPart, ...inside] : inside;
}

/** What Adaptive Cards 1.5 asks of the elements that we use. */
const needs: Readonly<Record<string, string[]>> = {
  AdaptiveCard: ['version', 'body'],
  TextBlock: ['text', 'wrap'],
  RichTextBlock: ['inlines'],
  TextRun: ['text'],
  FactSet: ['facts'],
  Container: ['items'],
  'Action.Execute': ['title', 'verb', 'fallback'],
  'Action.Submit': ['title', 'data'],
  'Action.OpenUrl': ['title', 'url'],
  'Action.ShowCard': ['title', 'card'],
  'Input.Text': ['id', 'label', 'isMultiline', 'maxLength'],
  'Input.Date': ['id', 'label'],
  'Input.ChoiceSet': ['id', 'label', 'choices'],
  messageBack: ['text', 'displayText', 'value'],
};

const linesOf = (card: unknown): string[] =>
  parts(card).flatMap((part) => (part.type === 'TextRun' ? [String(part['text'])] : []));

describe('What Teams draws', () => {
  it('is made of elements of Adaptive Cards 1.5 that are complete', () => {
    for (const card of [
      drawCard(open),
      drawCard({ ...open, words: null, facts: [] }),
      drawCard(form),
      cardIn(said('a', ['b'])),
    ]) {
      expect(card.version).to.equal('1.5');
      for (const part of parts(card))
        expect(part, `an unknown element ${part.type}`).to.include.keys(needs[part.type] ?? ['not known']);
    }
  });

  describe('a card for staff', () => {
    it('asks for what an action needs before it is sent, and sends the rest along', () => {
      const [page, handled] = drawCard(form).actions ?? [];
      expect(page).to.deep.include({ type: 'Action.OpenUrl', url: 'https://school.example/history' });
      expect(parts(handled)).to.deep.include({
        ...{ type: 'Input.Date', id: 'on', label: 'Gesproken op', value: '2026-11-24' },
        ...{ isRequired: true, errorMessage: 'Kies een dag.' },
      });
      const sent = parts(handled).find((part) => part.type === 'Action.Execute');
      expect(sent).to.include({ title: 'Opslaan', verb: 'handled' });
      expect(sent?.['data']).to.deep.equal({ alert: 'a1' });
    });

    it('shows a list under its title, without Markdown, and fields of the whole card below', () => {
      const { body } = drawCard(form);
      expect(parts(body).map((part) => part['text'])).to.include('Klaar \\*vandaag\\*');
      expect(body.at(-1)).to.deep.include({ type: 'Input.ChoiceSet', id: 'who' });
    });

    it('shows the student’s words as they were typed, line by line, and nowhere as Markdown', () => {
      const card = drawCard(open);
      expect(linesOf(card)).to.deep.equal(['ik **wil** niet', '1. meer', '[klik](http://evil)']);
      const markdown = parts(card).filter((part) => part.type === 'TextBlock');
      expect(JSON.stringify(markdown)).to.not.contain('klik');
    });

    it('escapes what Markdown would act on in names and notes', () => {
      const text = JSON.stringify(drawCard(open).body);
      expect(text).to.contain(JSON.stringify('Noor \\*de\\_Wit\\* \\[x\\](http://y)'));
      expect(text).to.contain(JSON.stringify('\\# Bel - nu'));
    });

    it('brings no word of it to a locked screen', () => {
      const activity = activityOf(chat, posted(open), 'teams');
      expect(activity.summary).to.equal('Er is een melding.');
      expect(activity.text).to.equal(undefined);
      expect(cardIn(posted(open)).fallbackText).to.equal('Er is een melding.');
    });

    it('has buttons that also work where Action.Execute is not known', () => {
      expect(drawCard(open).actions).to.deep.equal([
        {
          type: 'Action.Execute',
          title: 'Gezien',
          verb: 'seen',
          data: { alert: 'a1' },
          fallback: { type: 'Action.Submit', title: 'Gezien', data: { alert: 'a1', verb: 'seen' } },
        },
      ]);
    });

    it('shows its tone', () => {
      const style = (tone: Card['tone']) => drawCard({ ...open, tone }).body[0]?.['style'];
      expect((['attention', 'warning', 'good', 'default'] as const).map(style)).to.deep.equal([
        'attention',
        'warning',
        'good',
        'emphasis',
      ]);
    });
  });

  describe('words with choices', () => {
    it('are a card whose taps appear as the student’s own words', () => {
      const [first] = cardIn(said('Hoe was het?', ['Goed', 'Slecht'])).actions ?? [];
      const value = { payload: 'talk:0', label: 'Goed' };
      expect(first?.['data']).to.deep.equal({
        ...value,
        msteams: { type: 'messageBack', displayText: 'Goed', text: 'Goed', value: JSON.stringify(value) },
      });
    });

    it('stay out of the notification', () => {
      expect(activityOf(chat, said('Wil je erover praten?', ['Ja']), 'teams').summary).to.not.contain(
        'praten',
      );
    });

    it('are suggestions in the Playground, which cannot submit them', () => {
      const activity = activityOf(chat, said('Hoe was het?', ['Goed', 'Slecht']), 'playground');
      expect(activity.attachments).to.equal(undefined);
      expect(activity.suggestedActions?.actions.map((one) => one.value as string)).to.deep.equal([
        'Goed',
        'Slecht',
      ]);
    });
  });

  describe('plain words', () => {
    it('stay plain', () => {
      const { text, textFormat } = activityOf(chat, said('5 * 5 is <25> & _meer_'), 'teams');
      expect({ text, textFormat }).to.deep.equal({ text: '5 * 5 is <25> & _meer_', textFormat: 'plain' });
    });

    it('keep their line breaks, and are read as they were written', () => {
      const words = 'Bel:\n113 *nu*\n\n<b>of</b> [later](x) & \\ `nooit` #1';
      const { text, textFormat } = activityOf(chat, said(words), 'teams');
      expect(textFormat).to.equal('xml');
      expect(text).to.match(/^[^*_`[\]\\]*$/);
      expect(decodeHtml(text ?? '')).to.equal(words);
    });
  });

  describe('the size', () => {
    const size = (message: OutMessage) => JSON.stringify(activityOf(chat, message, 'teams')).length * 2;
    const long = 'Wat een lange dag "was" dit 😀. '.repeat(3000);
    const messages: [string, OutMessage][] = [
      ['a text', said(long)],
      ['a text of many lines', said(long.replaceAll('. ', '.\n'))],
      ['a text with choices', said(long, ['Ja'])],
      ['an alert', posted({ ...open, words: { label: 'Bericht', text: long } })],
      [
        'an alert of many lines',
        posted({ ...open, words: { label: 'Bericht', text: 'a\n'.repeat(20_000) } }),
      ],
    ];
    for (const [what, message] of messages) {
      it(`of ${what} stays below what Teams takes; words that are cut end in …`, () => {
        expect(size(message)).to.be.within(8000, 28 * 1024);
        expect(JSON.stringify(activityOf(chat, message, 'teams'))).to.contain('…');
      });
    }

    it('leaves words that fit as they are', () => {
      expect(activityOf(chat, said('kort'), 'teams').text).to.equal('kort');
    });
  });
});
