import { APIConnectionTimeoutError, APIError, AzureOpenAI } from 'openai';
import { z } from 'zod';
import { concernCategories } from '../../core/signals/types.js';
import type { SecondReader, SecondReaderInput, SecondReading } from '../../ports/second-reader.js';
import type { Instructions } from './instructions.js';

export type AzureOpenAIOptions = {
  /** The school's own resource, `https://….openai.azure.com`. */
  endpoint: string;
  /** The name of the deployment of a model with structured outputs. */
  deployment: string;
  apiVersion: string;
  /** A key, or tokens of a managed identity for `https://cognitiveservices.azure.com/.default`. */
  credential: { apiKey: string } | { tokenProvider: () => Promise<string> };
  instructions: Instructions;
  timeoutMs: number;
};

const severities = ['acute', 'high', 'medium'] as const;
const abouts = ['self', 'staff', 'company', 'home', 'peer', 'unknown'] as const;

const answer = z.strictObject({
  concern: z.enum(concernCategories).nullable(),
  severity: z.enum(severities).nullable(),
  about: z.enum(abouts).nullable(),
  confidence: z.number().min(0).max(1),
});

/** The same as a strict JSON schema: structured outputs take no minimum or maximum. */
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['concern', 'severity', 'about', 'confidence'],
  properties: {
    concern: { type: ['string', 'null'], enum: [...concernCategories, null] },
    severity: { type: ['string', 'null'], enum: [...severities, null] },
    about: { type: ['string', 'null'], enum: [...abouts, null] },
    confidence: { type: 'number' },
  },
} as const;

/** A language model in the school's own tenant, through the official client. Each call is tried once. */
export function createAzureOpenAIReader(options: AzureOpenAIOptions): SecondReader {
  const { endpoint, deployment, apiVersion, credential, instructions } = options;
  const client = new AzureOpenAI({
    endpoint,
    deployment,
    apiVersion,
    timeout: options.timeoutMs,
    // The outbox is the only place that repeats.
    maxRetries: 0,
    ...('apiKey' in credential
      ? { apiKey: credential.apiKey }
      : { azureADTokenProvider: credential.tokenProvider }),
  });
  return {
    version: instructions.version,
    read: async (input) => {
      try {
        const completion = await client.chat.completions.create({
          model: deployment,
          temperature: 0,
          max_completion_tokens: 200,
          // What a student wrote is kept by nobody but the school.
          store: false,
          response_format: { type: 'json_schema', json_schema: { name: 'reading', strict: true, schema } },
          messages: [
            { role: 'system', content: instructions.text },
            { role: 'user', content: wordsOf(input) },
          ],
        });
        return readingOf(completion.choices[0]);
      } catch (error) {
        return unreadFor(error);
      }
    },
  };
}

/** Question and answer as data: quoted as JSON, so that no words of a student can pass for instructions. */
const wordsOf = ({ question, answer: text }: SecondReaderInput): string =>
  JSON.stringify({ question, answer: text });

type Choice = { finish_reason: string; message: { content: string | null; refusal?: string | null } };

function readingOf(choice: Choice | undefined): SecondReading {
  if (choice === undefined) return { kind: 'unread', why: 'nonsense' };
  const { refusal, content } = choice.message;
  if (choice.finish_reason === 'content_filter' || (refusal ?? '') !== '')
    return { kind: 'unread', why: 'refused' };
  const parsed = answer.safeParse(jsonOf(content ?? ''));
  return parsed.success ? { kind: 'read', ...parsed.data } : { kind: 'unread', why: 'nonsense' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Azure's filter refuses with 400 `content_filter`: exactly the grave words may be refused, so a person must look. */
function unreadFor(error: unknown): SecondReading {
  if (error instanceof APIConnectionTimeoutError) return { kind: 'unread', why: 'timeout' };
  if (error instanceof APIError && error.code === 'content_filter') return { kind: 'unread', why: 'refused' };
  return { kind: 'unread', why: 'unavailable' };
}
