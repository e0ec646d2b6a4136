import { join } from 'node:path';
import { startCosmosServer } from '../../test/adapters/storage/cosmos-server.js';
import { startRecorder, type Recorded } from '../../test/costs/recorder.js';
import { schoolDay } from '../../test/costs/school-day.js';
import { startChild } from '../child.js';
import type { Loaded } from '../http/load.js';
import type { ServerSettings } from '../http/settings.js';
import { peersFolder } from '../peer-modules.js';
import type { Figure, Found, Measurement } from '../result.js';

/** The parts of a school day that are the reflection: opening, talk, reports, and what is put away. */
const reflectionParts = 4;
/** The talk itself, message by message, and its end. */
const talkPart = 1;

/** 5. Requests and request units of a finished reflection on Cosmos DB. Counts do not vary: each side plays once. */
export const cosmosMeasurement: Measurement = {
  id: 'cosmos',
  title: 'Cosmos DB',
  measure: async ({ progress }) => {
    const endpoint = process.env['COSMOS_TEST_ENDPOINT'];
    const key = process.env['COSMOS_TEST_KEY'] ?? Buffer.from('not a secret').toString('base64');
    const server = endpoint === undefined ? await startCosmosServer() : null;
    const recorder = await startRecorder(endpoint ?? server?.endpoint ?? '');
    try {
      progress('ours: a reflection on Cosmos DB');
      const { parts } = await schoolDay(recorder, key);
      const ours = parts.slice(0, reflectionParts).flatMap(({ recorded }) => recorded);
      const talk = parts[talkPart]?.recorded ?? [];
      progress('botbuilder: the waterfall on CosmosDbPartitionedStorage');
      const from = recorder.recorded.length;
      const { turns } = await waterfall({ endpoint: recorder.endpoint, key });
      return found({ ours, talk, theirs: recorder.recorded.slice(from) }, turns, endpoint !== undefined);
    } finally {
      await recorder.close();
      await server?.stop();
    }
  },
};

/** One student talks until the waterfall is over. */
async function waterfall(cosmos: { endpoint: string; key: string }): Promise<Loaded> {
  const load = await startChild(join(import.meta.dirname, '..', 'http', 'load.ts'));
  const { url: doubleUrl } = load.ready as { url: string };
  const told: ServerSettings = { doubleUrl, database: null, at: 0, rates: 1, cosmos };
  const server = await startChild(join(peersFolder, 'waterfall.mjs'), { told });
  try {
    const { url } = server.ready as { url: string };
    return await load.ask<Loaded>({ kind: 'whole', url, channel: 'teams', student: 0 });
  } finally {
    await Promise.all([load.stop(), server.stop()]);
  }
}

type Counted = Record<'ours' | 'talk' | 'theirs', readonly Recorded[]>;

function found({ ours, talk, theirs }: Counted, turns: number, account: boolean): Found {
  const units = (recorded: readonly Recorded[]): number =>
    recorded.reduce((sum, one) => sum + (account ? one.charged : one.units), 0);
  const figures = (name: string, recorded: readonly Recorded[]): Figure[] => [
    ...(['read', 'write', 'query'] as const).map((act) => ({
      ...{
        id: `cosmos.${act}.${name}`,
        what: `${name}: ${act === 'query' ? 'queries' : `${act}s`}`,
        unit: 'requests',
      },
      runs: [recorded.filter((one) => one.act === act).length],
    })),
    { id: `cosmos.units.${name}`, what: `${name}: request units`, unit: 'RU', runs: [units(recorded)] },
  ];
  return {
    notes: [
      `A whole reflection with the real client, counted between it and ${account ? 'the account that COSMOS_TEST_ENDPOINT names; units as charged' : '`@vercel/cosmosdb-server`; units by the model of [cosmos.md](cosmos.md)'}. Ours is the seventh of its student on WhatsApp, with its opening, three reports for each message, the ledger, the standings of begeleider and mentor, and the transcript that is kept. Beside it the ${turns} turns of the waterfall, with ConversationState on CosmosDbPartitionedStorage: it opens nothing by itself, takes no reports, and keeps no transcript there (botbuilder has no transcript store for Cosmos DB).`,
    ],
    figures: [
      ...figures('ours', ours),
      ...figures('ours, the talk alone', talk),
      ...figures('waterfall', theirs),
    ],
    ratios: [
      {
        id: 'cosmos.units',
        what: 'ours against the waterfall, request units of a reflection',
        runs: [units(ours) / units(theirs)],
        better: 'less',
      },
      {
        id: 'cosmos.talk',
        what: 'ours, the talk alone, against the waterfall, request units',
        runs: [units(talk) / units(theirs)],
        better: 'less',
      },
    ],
  };
}
