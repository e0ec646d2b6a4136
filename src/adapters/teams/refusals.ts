import { refusal, type HttpReply } from '../../ports/http.js';

/**
 * What a token that could not be accepted is answered with. Keys that cannot be fetched are our trouble and pass:
 * Teams sends again after a 503. Everything else is a token that does not hold.
 */
export function refusalOf(error: unknown): HttpReply {
  if (keysUnreachable(error)) return refusal(503, 'keys_unreachable', 'Try again in a moment.');
  return refusal(
    401,
    'not_authorised',
    'A valid token of the Bot Framework for this bot is needed: check MicrosoftAppId and the endpoint of the bot.',
  );
}

/** The SDK reports a refused download of the keys as an error with status 500, a failed one as a FetchError. */
function keysUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'FetchError' || ('statusCode' in error && Number(error.statusCode) >= 500);
}
