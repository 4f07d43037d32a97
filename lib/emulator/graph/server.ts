import type { IncomingMessage, ServerResponse } from "node:http";
import { LocalServer } from "../server/local-server";
import { principalOf } from "../server/token";
import { GraphError, graphErrors } from "./errors";
import type { FakeGraph } from "./graph";

const audience = "https://graph.microsoft.com";

/** A fake Graph over HTTPS, on this machine only. */
export class GraphServer {
  private constructor(private readonly server: LocalServer) {}

  /** @throws EmulatorError when the port is taken */
  static async start(graph: FakeGraph, port?: number): Promise<GraphServer> {
    const answerer = graph.faults.on((request, response) => answer(graph, request, response));
    return new GraphServer(await LocalServer.start(answerer, port));
  }

  /** What stands for https://graph.microsoft.com. */
  get endpoint(): string {
    return this.server.endpoint;
  }

  /** PEM file of the authority that clients must trust. */
  get caFile(): string {
    return this.server.caFile;
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

async function answer(graph: FakeGraph, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Links go where the client came from, under the name it used.
  const endpoint = `https://${request.headers.host}`;
  const reply = (status: number, headers: Readonly<Record<string, string>>, body: unknown) =>
    response
      .writeHead(status, { ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }) })
      .end(body === undefined ? undefined : JSON.stringify(body));
  try {
    const principalId = caller(request);
    const { pathname, searchParams } = new URL(request.url!, endpoint);
    const path = decodeURIComponent(pathname);
    const body = await json(request);
    const answered = graph.answer({ method: request.method!, path, query: searchParams, body }, principalId, endpoint);
    reply(answered.status, answered.headers, answered.body);
  } catch (error) {
    const { status, code, message, headers } = error instanceof GraphError ? error : graphErrors.internal(error);
    const requestId = graph.nextRequestId();
    reply(
      status,
      { ...headers, "request-id": requestId },
      { error: { code, message, innerError: { "request-id": requestId } } },
    );
  }
}

function caller(request: IncomingMessage): string {
  try {
    return principalOf(request.headers.authorization, audience);
  } catch (error) {
    throw graphErrors.unauthenticated((error as Error).message);
  }
}

async function json(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk;
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw graphErrors.badRequest(`Unable to read JSON request payload. ${(error as Error).message}`);
  }
}
