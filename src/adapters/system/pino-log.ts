import { pino, type DestinationStream } from 'pino';
import { TerugblikError } from '../../core/errors.js';
import type { Log } from '../../ports/log.js';

/** Structured logs on standard output. Of foreign errors only type, code and frames are kept. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, error, fields) => logger.error({ event, ...fields, error: described(error) }),
  };
}

/** A library's message may repeat what was sent: what happened is told by type, code and place. */
function described(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return {
    type: error.name,
    ...(error instanceof TerugblikError ? { message: error.message } : {}),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof statusCode === 'number' ? { statusCode } : {}),
    at: framesOf(error).slice(0, 8),
    ...(error.cause === undefined || depth >= 5 ? {} : { cause: described(error.cause, depth + 1) }),
  };
}

/** The places of a stack, without the message that stands before them: its lines may look like places. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  const lines = (start === -1 ? stack : stack.slice(start + message.length)).split('\n');
  return lines
    .filter((line) => /^\s+at .*(:\d+:\d+|<anonymous>|native)\)?$/.test(line))
    .map((line) => line.trim());
}
