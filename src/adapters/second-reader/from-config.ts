import { second } from '../../core/time.js';
import type { SecondReader } from '../../ports/second-reader.js';
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
  // Most schools have no second reader: its libraries are loaded for who has.
  const { createAzureOpenAIReader } = await import('./azure-openai.js');
  const credential = apiKey === null ? { tokenProvider: await machineTokens() } : { apiKey };
  const instructions = await readInstructions(root);
  return createAzureOpenAIReader({ endpoint, deployment, apiVersion, credential, instructions, timeoutMs });
}

async function machineTokens(): Promise<() => Promise<string>> {
  const { DefaultAzureCredential, getBearerTokenProvider } = await import('@azure/identity');
  return getBearerTokenProvider(new DefaultAzureCredential(), scope);
}
