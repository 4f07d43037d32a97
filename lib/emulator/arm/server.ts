import type { IncomingMessage, ServerResponse } from "node:http";
import { callerOf, readJson, replyJson } from "../server/json";
import { LocalServer } from "../server/local-server";
import { LocalService } from "../server/local-service";
import type { FakeArm } from "./arm";
import { ArmError, armErrors } from "./errors";

const audience = "https://management.azure.com";

/** A fake Azure Resource Manager over HTTPS, for https://management.azure.com; connections are below /connections. */
export class ArmServer extends LocalService {
  /** @throws EmulatorError when the port is taken */
  static async start(arm: FakeArm, port?: number): Promise<ArmServer> {
    const answerer = arm.faults.on((request, response) => answer(arm, request, response));
    return new ArmServer(await LocalServer.start(answerer, port));
  }
}

async function answer(arm: FakeArm, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Links go where the client came from, under the name it used.
  const endpoint = `https://${request.headers.host}`;
  try {
    const principalId = callerOf(request, audience, armErrors.unauthenticated);
    const read = await readJson(request, endpoint, (why) =>
      armErrors.badRequest(`The request content was invalid and could not be deserialized: ${why}`),
    );
    replyJson(response, await arm.answer(read, principalId, endpoint));
  } catch (error) {
    const { status, code, message, headers } = error instanceof ArmError ? error : armErrors.internal(error);
    replyJson(response, { status, headers, body: { error: { code, message } } });
  }
}
