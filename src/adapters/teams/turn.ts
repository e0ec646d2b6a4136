import type { TurnContext } from 'botbuilder';
import type { Inbound } from '../../core/thread/message.js';
import type { Clock } from '../../ports/clock.js';
import type { HttpReply } from '../../ports/http.js';
import type { Log } from '../../ports/log.js';
import { isPersonal, type TeamsActivity } from './activity.js';
import { refusedCard } from './staff-card.js';
import { pressedByInvoke, pressedBySubmit, type ActOnAlert, type Pressed } from './alert-action.js';
import { connectorOf, sendActivity, updateActivity } from './calls.js';
import type { AdaptiveCard } from './card-parts.js';
import type { ActAsStaff } from './day-action.js';
import { addressOf, inboundOf } from './inbound.js';
import type { Joins } from './joins.js';
import { answerCard, cardActivity, textActivity } from './outgoing.js';
import { referenceOf } from './reference.js';

/** What a turn needs of the rest of the program. */
export type TurnOptions = {
  /** Commits the message before it resolves. `reply` is for people we do not know, and is said at once. */
  receive: (inbound: Inbound) => Promise<{ reply: string | null }>;
  /** Presses a button on an alert card; resolves after the commit. */
  actOnAlert: ActOnAlert;
  /** The same for every other card of staff. */
  actAsStaff: ActAsStaff;
  clock: Clock;
  log: Log;
};

/** One activity of which sender and token were checked. Throws what `receive` throws: the channel sends again. */
export async function runTurn(
  options: TurnOptions,
  joins: Joins,
  activity: TeamsActivity,
  context: TurnContext,
): Promise<HttpReply> {
  if (activity.type === 'invoke') return answerInvoke(options, activity);
  // In a group or a channel others read along: nothing is said there and nothing is kept.
  if (!isPersonal(activity)) return done;
  const press = pressedBySubmit(activity);
  if (press !== null) {
    await replaceCard(options, activity, context, await act(options, activity, press));
    return done;
  }
  const inbound = inboundOf(activity, joins, options.clock.now());
  if (inbound === null) return done;
  const { reply } = await options.receive(inbound);
  if (reply !== null) await say(options, activity, context, reply);
  return done;
}

const done: HttpReply = { status: 200 };

/** A button of a card: its answer is the new card, after the commit. */
async function answerInvoke(options: TurnOptions, activity: TeamsActivity): Promise<HttpReply> {
  if (activity.name !== 'adaptiveCard/action') return { status: 501 };
  const press = pressedByInvoke(activity);
  if (press === null)
    return json(400, {
      statusCode: 400,
      type: 'application/vnd.microsoft.error',
      value: { code: 'BadRequest', message: 'This button is unknown.' },
    });
  const card = isPersonal(activity) ? await act(options, activity, press) : refusedCard();
  return json(200, { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card });
}

const json = (status: number, body: unknown): HttpReply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});

async function act(options: TurnOptions, activity: TeamsActivity, pressed: Pressed): Promise<AdaptiveCard> {
  const chat = referenceOf(activity);
  const [verb, about] =
    pressed.on === 'alert' ? [pressed.action.verb, pressed.alert] : [pressed.press.verb, 'staff'];
  const by: Inbound = {
    channel: 'teams',
    address: addressOf(activity),
    providerId: activity.id ?? `press:${about}:${options.clock.now()}`,
    at: options.clock.now(),
    ref: chat,
    content: { type: 'button', payload: `${verb}:${about}`, label: '' },
  };
  const result =
    pressed.on === 'alert'
      ? await options.actOnAlert(by, pressed.alert, pressed.action)
      : await options.actAsStaff(by, pressed.press);
  switch (result.kind) {
    case 'card':
      return answerCard(chat, result.card);
    case 'refused':
      return refusedCard();
  }
}

/** After a submit the new card takes the place of the old one, or follows it where that cannot be. */
async function replaceCard(
  options: TurnOptions,
  activity: TeamsActivity,
  context: TurnContext,
  card: AdaptiveCard,
): Promise<void> {
  const to = referenceOf(activity);
  const connector = connectorOf(context);
  const message = cardActivity(to, card.fallbackText, card);
  try {
    if (activity.replyToId != null) {
      await updateActivity(connector, to, activity.replyToId, message);
      return;
    }
  } catch (error) {
    options.log.error('teams.card_not_replaced', error);
  }
  await attempt(options, () => sendActivity(connector, to, message));
}

async function say(
  options: TurnOptions,
  activity: TeamsActivity,
  context: TurnContext,
  text: string,
): Promise<void> {
  const to = referenceOf(activity);
  await attempt(options, () => sendActivity(connectorOf(context), to, textActivity(to, text)));
}

/** What is said at once is best effort: it was never promised, and the turn has already committed. */
async function attempt(options: TurnOptions, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    options.log.error('teams.reply_failed', error);
  }
}
