// The same questions as a waterfall of botbuilder-dialogs, with its own state and its own transcript logger.
import {
  ConversationState,
  MemoryStorage,
  MemoryTranscriptStore,
  TranscriptLoggerMiddleware,
} from 'botbuilder';
import { CosmosClient } from '@azure/cosmos';
import { CosmosDbPartitionedStorage } from 'botbuilder-azure';
import { ChoicePrompt, DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { createAdapter, serve, settings } from './bot-server.mjs';
import { goodbye, questions } from './questions.mjs';
import { openDatabase, sqliteStorage, sqliteTranscripts } from './sqlite-storage.mjs';

const db = settings.database === null ? null : openDatabase(settings.database);

async function storage() {
  const { cosmos } = settings;
  if (cosmos === undefined) return db === null ? new MemoryStorage() : sqliteStorage(db);
  const { endpoint, key } = cosmos;
  // The server beside the bench names itself wrongly where it lists its regions.
  const connectionPolicy = { enableEndpointDiscovery: false };
  // The storage makes its container, and expects the database.
  await new CosmosClient({ endpoint, key, connectionPolicy }).databases.createIfNotExists({ id: 'peer' });
  return new CosmosDbPartitionedStorage({
    ...{ cosmosDbEndpoint: endpoint, authKey: key, databaseId: 'peer', containerId: 'state' },
    cosmosClientOptions: { connectionPolicy },
  });
}

const state = new ConversationState(await storage());
const transcripts = db === null ? new MemoryTranscriptStore() : sqliteTranscripts(db);

const dialogs = new DialogSet(state.createProperty('dialog'));
dialogs.add(new TextPrompt('text'));
dialogs.add(new ChoicePrompt('choice', undefined, 'nl-nl'));
const asks = questions.map(({ kind, words, choices }) => (step) => {
  if (step.index > 0) step.values[step.index] = step.result;
  return step.prompt(kind, kind === 'choice' ? { prompt: words, choices } : { prompt: words });
});
dialogs.add(
  new WaterfallDialog('reflection', [
    ...asks,
    async (step) => {
      await step.context.sendActivity(goodbye);
      return step.endDialog();
    },
  ]),
);

const adapter = createAdapter();
adapter.use(new TranscriptLoggerMiddleware(transcripts));
serve(adapter, async (context) => {
  if (context.activity.type === 'message') {
    const dialog = await dialogs.createContext(context);
    const { status } = await dialog.continueDialog();
    if (status === DialogTurnStatus.empty) await dialog.beginDialog('reflection');
  }
  await state.saveChanges(context);
});
