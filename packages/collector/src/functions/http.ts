import type { HttpResponseInit } from "@azure/functions";
import type { IntakeAnswer, IntakeRequest } from "../intake";

/** As much of a request as is used. */
export interface IncomingRequest {
  readonly headers: { get(name: string): string | null };
  /** undefined or null when there is none */
  readonly body?: AsyncIterable<Uint8Array> | null;
}

/** The intake as a handler of HTTP requests. A body is read piece by piece, when the intake asks for it. */
export function handlerOf(
  answer: (request: IntakeRequest) => Promise<IntakeAnswer>,
): (request: IncomingRequest) => Promise<HttpResponseInit> {
  return async (request) => {
    const { status, headers, body } = await answer({
      header: (name) => request.headers.get(name),
      body: () => request.body ?? new Uint8Array(),
    });
    return { status, headers: { ...headers }, body: body instanceof Uint8Array ? body : JSON.stringify(body) };
  };
}
