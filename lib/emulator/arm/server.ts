import type { IncomingMessage, ServerResponse } from "node:http";
import { LocalServer } from "../server/local-server";
import { principalOf } from "../server/token";
import type { FakeArm } from "./arm";
import { ArmError, armErrors } from "./errors";
import type { ArmReply } from "./route";

const audience = "https://management.azure.com";

/** A fake Azure Resource Manager over HTTPS, on this machine only. */
export class ArmServer {
  private constructor(private readonly server: LocalServer) {}

  /** @throws EmulatorError when the port is taken */
  static async start(arm: FakeArm, port?: number): Promise<ArmServer> {
    const answerer = arm.faults.on((request, response) => answer(arm, request, response));
    return new ArmServer(await LocalServer.start(answerer, port));
  }

  /** What stands for https://management.azure.com; connections are below /connections. */
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

async function answer(arm: FakeArm, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Links go where the client came from, under the name it used.
  const endpoint = `https://${request.headers.host}`;
  const reply = ({ status, headers = {}, body }: ArmReply) =>
    response
      .writeHead(status, { ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }) })
      .end(body === undefined ? undefined : JSON.stringify(body));
  try {
    const principalId = caller(request);
    const { pathname, searchParams } = new URL(request.url!, endpoint);
    const path = decodeURIComponent(pathname);
    const body = await json(request);
    reply(await arm.answer({ method: request.method!, path, query: searchParams, body }, principalId, endpoint));
  } catch (error) {
    const { status, code, message, headers } = error instanceof ArmError ? error : armErrors.internal(error);
    reply({ status, headers, body: { error: { code, message } } });
  }
}

function caller(request: IncomingMessage): string {
  try {
    return principalOf(request.headers.authorization, audience);
  } catch (error) {
    throw armErrors.unauthenticated((error as Error).message);
  }
}

async function json(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk;
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw armErrors.badRequest(
      `The request content was invalid and could not be deserialized: ${(error as Error).message}`,
    );
  }
}
