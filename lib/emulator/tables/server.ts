import type { IncomingMessage, ServerResponse } from "node:http";
import type { Faults } from "../faults";
import { callerOf, readJson, replyJson } from "../server/json";
import { LocalServer } from "../server/local-server";
import { LocalService } from "../server/local-service";
import { tableErrors } from "./errors";
import { type FakeTables, refusal } from "./tables";

const audience = "https://storage.azure.com";

/** A fake Table Storage over HTTPS, for the hosts of the accounts that a stack has. */
export class TableServer extends LocalService {
  /** @throws EmulatorError when the port is taken */
  static async start(tables: FakeTables, { faults, port }: { faults: Faults; port?: number }): Promise<TableServer> {
    const answerer = faults.on((request, response) => answer(tables, request, response));
    return new TableServer(await LocalServer.start(answerer, port));
  }
}

async function answer(tables: FakeTables, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const principalId = callerOf(request, audience, tableErrors.unauthenticated);
    const host = (request.headers.host ?? "").toLowerCase();
    const read = await readJson(request, `https://${host}`, tableErrors.invalidInput);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
    );
    replyJson(response, tables.answer({ ...read, host, headers }, principalId));
  } catch (error) {
    replyJson(response, refusal(error));
  }
}
