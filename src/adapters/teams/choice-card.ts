import type { SuggestedActions } from 'botbuilder';
import type { Choice } from '../../core/thread/message.js';
import { adaptiveCard, plainWords, type AdaptiveCard, type CardPart } from './card-parts.js';

/** What a notification shows of a question with buttons: the words themselves stay in the chat. */
export const choiceSummary = 'Er is een vraag voor je.';

/** A text with its choices as buttons. A tap appears in the chat as the student's own words. */
export function drawChoices(text: string, choices: readonly Choice[]): AdaptiveCard {
  return adaptiveCard(choiceSummary, plainWords(text), choices.map(button));
}

function button({ id, label }: Choice): CardPart {
  const value = { payload: id, label };
  return {
    type: 'Action.Submit',
    title: label,
    // Beside the messageBack for clients that send the data of a submit as it is.
    data: {
      ...value,
      msteams: { type: 'messageBack', displayText: label, text: label, value: JSON.stringify(value) },
    },
  };
}

/**
 * The same choices for the Agents Playground, whose client breaks on a submit with a messageBack: suggestions under
 * the message. A tap there is the label as a message, which the conversation understands as the choice.
 */
export function suggestChoices(person: string, choices: readonly Choice[]): SuggestedActions {
  return {
    to: [person],
    actions: choices.map(({ label }) => ({ type: 'imBack', title: label, value: label })),
  };
}
