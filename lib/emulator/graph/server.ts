import type { IncomingMessage, ServerResponse } from "node:http";
import { callerOf, readJson, replyJson } from "../server/json";
import { LocalServer } from "../server/local-server";
import { LocalService } from "../server/local-service";
import { GraphError, graphErrors } from "./errors";
import type { FakeGraph } from "./graph";

const audience = "https://graph.microsoft.com";

/** A fake Graph over HTTPS, for https://graph.microsoft.com. */
export class GraphServer extends LocalService {
  /** @throws EmulatorError when the port is taken */
  static async start(graph: FakeGraph, port?: number): Promise<GraphServer> {
    const answerer = graph.faults.on((request, response) => answer(graph, request, response));
    return new GraphServer(await LocalServer.start(answerer, port));
  }
}

async function answer(graph: FakeGraph, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Links go where the client came from, under the name it used.
  const endpoint = `https://${request.headers.host}`;
  try {
    const principalId = callerOf(request, audience, graphErrors.unauthenticated);
    const read = await readJson(request, endpoint, (why) =>
      graphErrors.badRequest(`Unable to read JSON request payload. ${why}`),
    );
    replyJson(response, graph.answer(read, principalId, endpoint));
  } catch (error) {
    const { status, code, message, headers } = error instanceof GraphError ? error : graphErrors.internal(error);
    const requestId = graph.nextRequestId();
    replyJson(response, {
      status,
      headers: { ...headers, "request-id": requestId },
      body: { error: { code, message, innerError: { "request-id": requestId } } },
    });
  }
}
