import type { Card, CardAction, CardSection } from '../../core/thread/card.js';
import { drawField } from './card-fields.js';
import { adaptiveCard, plainWords, withoutMarkdown, type AdaptiveCard, type CardPart } from './card-parts.js';

const styles: Readonly<Record<Card['tone'], string>> = {
  attention: 'attention',
  warning: 'warning',
  good: 'good',
  default: 'emphasis',
};

/** Draws a card for staff. The student's words are in a part of their own, never in Markdown. */
export function drawCard(card: Card): AdaptiveCard {
  const { summary, title, tone, facts, sections = [], words, notes, fields = [], actions } = card;
  const body: CardPart[] = [
    {
      type: 'Container',
      style: styles[tone],
      bleed: true,
      items: [
        { type: 'TextBlock', text: withoutMarkdown(title), weight: 'bolder', size: 'medium', wrap: true },
      ],
    },
    ...(facts.length === 0 ? [] : [factSet(facts)]),
    ...sections.map(sectionBox),
    ...(words === null ? [] : [wordsBox(words)]),
    ...notes.map((note) => ({ type: 'TextBlock', text: withoutMarkdown(note), wrap: true })),
    ...fields.map(drawField),
  ];
  return adaptiveCard(summary, body, actions.map(button));
}

const factSet = (facts: Card['facts']): CardPart => ({
  type: 'FactSet',
  facts: facts.map(({ label, value }) => ({ title: withoutMarkdown(label), value: withoutMarkdown(value) })),
});

const wordsBox = ({ label, text }: { label: string; text: string }): CardPart => ({
  type: 'Container',
  style: 'emphasis',
  items: [
    { type: 'TextBlock', text: withoutMarkdown(label), isSubtle: true, size: 'small', wrap: true },
    ...plainWords(text),
  ],
});

const sectionBox = ({ title, tone, rows }: CardSection): CardPart => ({
  type: 'Container',
  style: styles[tone],
  items: [
    { type: 'TextBlock', text: withoutMarkdown(title), weight: 'bolder', wrap: true },
    ...(rows.length === 0 ? [] : [factSet(rows)]),
  ],
});

function button(action: CardAction): CardPart {
  const { label, url, form } = action;
  if (url !== undefined) return { type: 'Action.OpenUrl', title: label, url };
  if (form === undefined) return execute(action, label);
  const { body, actions } = adaptiveCard('', form.fields.map(drawField), [execute(action, form.send)]);
  return {
    type: 'Action.ShowCard',
    title: label,
    card: { type: 'AdaptiveCard', version: '1.5', body, actions },
  };
}

/** Action.Execute answers with the new card itself; older clients fall back to a submit with the same data. */
function execute({ verb, data }: CardAction, title: string): CardPart {
  const fallback = { type: 'Action.Submit', title, data: { ...data, verb } };
  return { type: 'Action.Execute', title, verb, data, fallback };
}

/** What somebody sees who pressed a button that is not his. */
export const refusedCard = (): AdaptiveCard => {
  const text = 'Deze melding is niet voor jou.';
  return adaptiveCard(text, [{ type: 'TextBlock', text, wrap: true }], []);
};
