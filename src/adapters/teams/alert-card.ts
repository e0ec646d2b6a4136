import type { Card } from '../../core/thread/message.js';
import { adaptiveCard, plainWords, withoutMarkdown, type AdaptiveCard, type CardPart } from './card-parts.js';

const styles: Readonly<Record<Card['tone'], string>> = {
  attention: 'attention',
  warning: 'warning',
  good: 'good',
  default: 'emphasis',
};

/** Draws a card for staff. The student's words are in a part of their own, never in Markdown. */
export function drawCard(card: Card): AdaptiveCard {
  const { summary, title, tone, facts, words, notes, actions } = card;
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
    ...(words === null ? [] : [wordsBox(words)]),
    ...notes.map((note) => ({ type: 'TextBlock', text: withoutMarkdown(note), wrap: true })),
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

/** Action.Execute answers with the new card itself; older clients fall back to a submit with the same data. */
function button({ verb, label, data }: Card['actions'][number]): CardPart {
  return {
    type: 'Action.Execute',
    title: label,
    verb,
    data,
    fallback: { type: 'Action.Submit', title: label, data: { ...data, verb } },
  };
}

/** What somebody sees who pressed a button that is not his. */
export const refusedCard = (): AdaptiveCard => {
  const text = 'Deze melding is niet voor jou.';
  return adaptiveCard(text, [{ type: 'TextBlock', text, wrap: true }], []);
};
