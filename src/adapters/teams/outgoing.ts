import type { Activity, ConversationAccount } from 'botbuilder';
import type { Card } from '../../core/thread/card.js';
import type { OutMessage } from '../../core/thread/message.js';
import { drawCard } from './staff-card.js';
import type { AdaptiveCard } from './card-parts.js';
import { choiceSummary, drawChoices, suggestChoices } from './choice-card.js';
import type { TeamsReference } from './reference.js';
import { encodeHtml } from './words.js';

/** Teams counts a message in UTF-16 and refuses what is over 28 KB. */
const sizeLimit = 28 * 1024;

const sizeOf = (activity: Partial<Activity>): number => JSON.stringify(activity).length * 2;

/** Who draws what is sent: Teams itself, or the Agents Playground of the demo, which lacks a part of it. */
export type TeamsClient = 'teams' | 'playground';

/**
 * Words as they are: Markdown in them is shown as it was typed. Line breaks survive only in Teams' HTML: in plain
 * text not every client keeps them.
 */
export function textActivity(to: TeamsReference, text: string): Partial<Activity> {
  if (!text.includes('\n')) return { ...envelope(to), text, textFormat: 'plain' };
  return { ...envelope(to), text: encodeHtml(text), textFormat: 'xml' };
}

/** A card. The summary is what a locked screen shows. */
export function cardActivity(to: TeamsReference, summary: string, card: AdaptiveCard): Partial<Activity> {
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  return { ...envelope(to), summary, attachments: [attachment] };
}

const envelope = (to: TeamsReference): Partial<Activity> => ({
  type: 'message',
  channelId: to.channelId,
  serviceUrl: to.serviceUrl,
  from: { id: to.bot.id, name: '' },
  recipient: { id: to.user.id, name: '' },
  conversation: { conversationType: 'personal', ...to.conversation } as ConversationAccount,
});

/** The activity of a message, small enough for Teams: words that are too long end in "…". */
export function activityOf(to: TeamsReference, message: OutMessage, client: TeamsClient): Partial<Activity> {
  switch (message.kind) {
    case 'text': {
      const { text, choices } = message;
      if (choices.length === 0) return fitting(text, (words) => textActivity(to, words));
      if (client === 'playground')
        return fitting(text, (words) => ({
          ...textActivity(to, words),
          suggestedActions: suggestChoices(to.user.id, choices),
        }));
      return fitting(text, (words) => cardActivity(to, choiceSummary, drawChoices(words, choices)));
    }
    case 'card':
      return fittingCard(to, message.card);
  }
}

/** The card as it answers a button: no larger than one that is sent. */
export function answerCard(to: TeamsReference, card: Card): AdaptiveCard {
  const [attachment] = fittingCard(to, card).attachments ?? [];
  return attachment?.content as AdaptiveCard;
}

const fittingCard = (to: TeamsReference, card: Card): Partial<Activity> =>
  fitting(card.words?.text ?? '', (words) =>
    cardActivity(to, card.summary, drawCard(withWords(card, words))),
  );

const withWords = (card: Card, text: string): Card =>
  card.words === null ? card : { ...card, words: { ...card.words, text } };

/** Halves the room for the words until the whole fits: escapes and markup make its size hard to foretell. */
function fitting(text: string, build: (words: string) => Partial<Activity>): Partial<Activity> {
  const letters = [...text];
  for (let room = letters.length; ; room = Math.floor(room * 0.75)) {
    const activity = build(room === letters.length ? text : `${letters.slice(0, room).join('')}…`);
    if (room === 0 || sizeOf(activity) <= sizeLimit) return activity;
  }
}
