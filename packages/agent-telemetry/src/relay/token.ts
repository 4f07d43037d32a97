import type { TokenCredential } from "@azure/identity";
import { RelayError } from "./errors";
import type { RelaySettings } from "./settings/read";

/**
 * Gives tokens of the relay's identity. `workload` reads what Azure's webhook sets in a pod: AZURE_CLIENT_ID,
 * AZURE_TENANT_ID, AZURE_FEDERATED_TOKEN_FILE.
 * @throws RelayError when `workload` is asked for and these are not set
 */
export function tokenOf(settings: RelaySettings): (scope: string) => Promise<string> {
  const credential = credentialOf(settings);
  return async (scope) => {
    const token = await credential.getToken(scope);
    if (!token) throw new Error(`there is no token for ${scope}; see that the relay's identity is assigned`);
    return token.token;
  };
}

function credentialOf({ identity, clientId }: RelaySettings): TokenCredential {
  const { ManagedIdentityCredential, WorkloadIdentityCredential } =
    require("@azure/identity") as typeof import("@azure/identity");
  if (identity === "managed") return new ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
  try {
    return new WorkloadIdentityCredential(clientId === undefined ? {} : { clientId });
  } catch (error) {
    throw new RelayError([
      `identity is workload, and it cannot be used: ${(error as Error).message}; see that the pod's service account is federated`,
    ]);
  }
}
