import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers one request, whatever happens. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
