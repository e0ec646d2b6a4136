import { ServerResponse } from 'node:http';
import restify from 'restify';

/**
 * restify, with one thing put right: on import it replaces writeHead of every response in the process by one that
 * returns nothing, so that `response.writeHead(…).end()` of any other server beside it throws.
 */
const { writeHead: returnsNothing } = ServerResponse.prototype as {
  writeHead: (...given: unknown[]) => unknown;
};

ServerResponse.prototype.writeHead = function writeHead(this: ServerResponse, ...given: unknown[]) {
  returnsNothing.apply(this, given);
  return this;
};

export default restify;
export type { Next, Request, RequestHandlerType, Response, Server } from 'restify';
