import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServiceError } from "./service-error";
import { principalOf } from "./token";

/** An answer; a `body` of undefined is none. */
export interface JsonReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request with a JSON body, by someone who signed in. */
export interface JsonRequest {
  readonly method: string;
  /** decoded */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** Sends an answer. */
export function replyJson(response: ServerResponse, { status, headers = {}, body }: JsonReply): void {
  response
    .writeHead(status, { ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }) })
    .end(body === undefined ? undefined : JSON.stringify(body));
}

/**
 * The object id of whom a token for `audience` names.
 * @throws the service's own refusal
 */
export function callerOf(request: IncomingMessage, audience: string, refused: (why: string) => ServiceError): string {
  try {
    return principalOf(request.headers.authorization, audience);
  } catch (error) {
    throw refused((error as Error).message);
  }
}

/**
 * Reads a request to its end.
 * @throws the service's own refusal of a body that is no JSON
 */
export async function readJson(
  request: IncomingMessage,
  endpoint: string,
  refused: (why: string) => ServiceError,
): Promise<JsonRequest> {
  const { pathname, searchParams } = new URL(request.url!, endpoint);
  const path = decodeURIComponent(pathname);
  let text = "";
  // A character may come in two chunks.
  request.setEncoding("utf8");
  for await (const chunk of request as AsyncIterable<string>) text += chunk;
  try {
    return { method: request.method!, path, query: searchParams, body: text === "" ? undefined : JSON.parse(text) };
  } catch (error) {
    throw refused((error as Error).message);
  }
}
