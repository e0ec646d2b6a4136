import { z } from 'zod';
import type { Speech, SpeechHeard, SpeechInput } from '../../ports/speech.js';

export type AzureSpeechOptions = {
  /** The school's own resource, `https://….cognitiveservices.azure.com` or `https://REGION.api.cognitive.microsoft.com`. */
  endpoint: string;
  key: string;
  timeoutMs: number;
};

/** The version of the API that this was written against. */
const apiVersion = '2024-11-15';

/** The languages of students as the service names them; a language that is not here is left to the others. */
const locales: Readonly<Record<string, string>> = {
  nl: 'nl-NL',
  en: 'en-GB',
  tr: 'tr-TR',
  ar: 'ar-SY',
  pl: 'pl-PL',
  uk: 'uk-UA',
};

/** What is read of an answer (Transcriptions: transcribe). Times and words are passed over. */
const answer = z.looseObject({
  combinedPhrases: z.array(z.looseObject({ text: z.string() })).optional(),
  phrases: z
    .array(
      z.looseObject({
        text: z.string(),
        locale: z.string().optional(),
        confidence: z.number().min(0).max(1).optional(),
      }),
    )
    .optional(),
});

/**
 * Azure AI Speech, fast transcription over REST: one request with the sound in it, nothing is kept there. Tried once
 * per call. Proved against a double of the published API only.
 */
export function createAzureSpeech({ endpoint, key, timeoutMs }: AzureSpeechOptions): Speech {
  const url = `${endpoint}/speechtotext/transcriptions:transcribe?api-version=${apiVersion}`;
  return {
    hear: async (input) => {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'Ocp-Apim-Subscription-Key': key },
          body: formOf(input),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (response.ok) return heardIn(await response.json());
        await response.body?.cancel();
        return refusedBy(response.status);
      } catch (error) {
        return { kind: 'later', reason: error instanceof Error ? error.name : 'no answer' };
      }
    },
  };
}

function formOf({ bytes, type, languages }: SpeechInput): FormData {
  const known = languages.flatMap((one) => locales[one] ?? []);
  const definition = { locales: known.length > 0 ? known : [locales['nl']], profanityFilterMode: 'None' };
  const form = new FormData();
  form.set('audio', new Blob([Uint8Array.from(bytes)], { type }), 'voice');
  form.set('definition', JSON.stringify(definition));
  return form;
}

/** Too busy, a fault of theirs, or a key that is being changed passes; a file that it does not take stays refused. */
function refusedBy(status: number): SpeechHeard {
  const passes = status === 401 || status === 403 || status === 408 || status === 429 || status >= 500;
  return { kind: passes ? 'later' : 'refused', reason: `status ${status}` };
}

/** The least sure phrase counts: a worry may stand in the one that was guessed. */
function heardIn(body: unknown): SpeechHeard {
  const parsed = answer.safeParse(body);
  if (!parsed.success) return { kind: 'refused', reason: 'no transcription' };
  const { combinedPhrases = [], phrases = [] } = parsed.data;
  const text = combinedPhrases
    .map((one) => one.text)
    .join(' ')
    .trim();
  if (text === '') return { kind: 'silence' };
  const confidence = Math.min(1, ...phrases.map((one) => one.confidence ?? 0));
  const language = phrases.find((one) => one.locale !== undefined)?.locale ?? null;
  return { kind: 'words', text, language, confidence: phrases.length === 0 ? 0 : confidence };
}
