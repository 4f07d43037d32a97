import type { IncomingMessage, ServerResponse } from "node:http";
import type { Faults } from "../faults";
import { callerOf, readJson, replyJson } from "../server/json";
import { LocalServer } from "../server/local-server";
import { LocalService } from "../server/local-service";
import { vaultErrors } from "./errors";
import { type FakeVaults, refusal } from "./vaults";

const audience = "https://vault.azure.net";

/** A fake Key Vault over HTTPS, for the hosts of the vaults that a stack has. */
export class VaultServer extends LocalService {
  static async start(vaults: FakeVaults, { faults }: { faults: Faults }): Promise<VaultServer> {
    return new VaultServer(
      await LocalServer.start(faults.on((request, response) => answer(vaults, request, response))),
    );
  }
}

async function answer(vaults: FakeVaults, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const principalId = callerOf(request, audience, vaultErrors.unauthenticated);
    const host = (request.headers.host ?? "").toLowerCase();
    const read = await readJson(request, `https://${host}`, vaultErrors.badParameter);
    replyJson(response, vaults.answer({ ...read, host }, principalId));
  } catch (error) {
    replyJson(response, refusal(error));
  }
}
