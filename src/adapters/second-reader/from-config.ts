import { DefaultAzureCredential, getBearerTokenProvider } from '@azure/identity';
import { second } from '../../core/time.js';
import type { SecondReader } from '../../ports/second-reader.js';
import { createAzureOpenAIReader } from './azure-openai.js';
import { readInstructions } from './instructions.js';

/** How long a reading may take. It is made after the commit: nobody waits for it but its own job. */
const timeoutMs = 20 * second;

const scope = 'https://cognitiveservices.azure.com/.default';

/** The second reader of a school, by key or by the identity of the machine. */
export async function openSecondReader(
  root: string,
  resource: { endpoint: string; deployment: string; apiVersion: string; apiKey: string | null },
): Promise<SecondReader> {
  const { endpoint, deployment, apiVersion, apiKey } = resource;
  const credential =
    apiKey === null
      ? { tokenProvider: getBearerTokenProvider(new DefaultAzureCredential(), scope) }
      : { apiKey };
  const instructions = await readInstructions(root);
  return createAzureOpenAIReader({ endpoint, deployment, apiVersion, credential, instructions, timeoutMs });
}
