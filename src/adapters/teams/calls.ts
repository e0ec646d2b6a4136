import type { Activity, TurnContext } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { TeamsReference } from './reference.js';

/** The connector that the SDK made for this turn. */
export function connectorOf(context: TurnContext): ConnectorClient {
  const { ConnectorClientKey } = context.adapter;
  return context.turnState.get<ConnectorClient>(ConnectorClientKey);
}

/** Posts an activity once; gives Teams' id of it. */
export async function sendActivity(
  connector: ConnectorClient,
  to: TeamsReference,
  activity: Partial<Activity>,
): Promise<string> {
  const sent: { id?: string } = await connector.conversations.sendToConversation(
    to.conversation.id,
    activity,
  );
  return sent.id ?? '';
}

/** Takes an activity back: Teams shows in its place that it was deleted. */
export async function deleteActivity(
  connector: ConnectorClient,
  to: TeamsReference,
  id: string,
): Promise<void> {
  await connector.conversations.deleteActivity(to.conversation.id, id);
}

/** Changes an activity that was sent; gives the id that it has now. */
export async function updateActivity(
  connector: ConnectorClient,
  to: TeamsReference,
  id: string,
  activity: Partial<Activity>,
): Promise<string> {
  const changed: { id?: string } | undefined = await connector.conversations.updateActivity(
    to.conversation.id,
    id,
    { ...activity, id },
  );
  return changed?.id ?? id;
}
