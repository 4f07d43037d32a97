import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Access } from "../access";
import type { JsonReply, JsonRequest } from "../server/json";
import { VaultError, vaultErrors } from "./errors";
import type { DeployedKey } from "./read-vault-keys";
import { signDigest } from "./sign-digest";

/** A call that was made, as it was answered. */
export interface VaultCall {
  readonly principalId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

const signAction = "Microsoft.KeyVault/vaults/keys/sign/action";
const address = /^\/keys\/([A-Za-z0-9-]{1,127})(?:\/([0-9a-f]{32}))?\/sign$/;

/**
 * Key Vault: signing with keys of the curve P-256, and nothing else.
 * https://learn.microsoft.com/rest/api/keyvault/keys/sign/sign
 */
export class FakeVaults {
  /** Every call in order. */
  readonly calls: VaultCall[] = [];
  private readonly pairs = new Map<string, { readonly privateKey: KeyObject; readonly publicKey: KeyObject }>();

  constructor(
    readonly deployed: readonly DeployedKey[],
    private readonly access: Access,
  ) {}

  /** The public part of a key. @param id its address, such as `https://<vault>.vault.azure.net/keys/<name>` */
  publicKey(id: string): KeyObject | undefined {
    const key = this.deployed.find(({ host, name }) => `https://${host}/keys/${name}` === id);
    return key && this.pair(key).publicKey;
  }

  answer(request: JsonRequest & { readonly host: string }, principalId: string): JsonReply {
    const reply = this.attempt(request, principalId);
    this.calls.push({ principalId, method: request.method, path: request.path, status: reply.status });
    return reply;
  }

  private attempt(request: JsonRequest & { readonly host: string }, principalId: string): JsonReply {
    try {
      const { method, path, host, query, body } = request;
      const [, name, version] = address.exec(path) ?? [];
      if (method !== "POST" || name === undefined) throw vaultErrors.unknownRoute(method, path);
      if (!query.has("api-version")) throw vaultErrors.badParameter("api-version must be specified");
      const key = this.deployed.find((one) => one.host === host && one.name === name);
      const resource = key?.id ?? `/vaults/${host}/keys/${name}`;
      if (!this.access.allows({ principalId, action: signAction, resource, data: true }))
        throw vaultErrors.forbidden(signAction);
      const current = key && versionOf(key);
      if (!key || (version !== undefined && version !== current)) throw vaultErrors.noKey(name);
      if (!key.operations.includes("sign")) throw vaultErrors.notPermitted("sign");
      return {
        status: 200,
        body: {
          kid: `https://${host}/keys/${name}/${current}`,
          value: signDigest(this.pair(key).privateKey, digestIn(body)).toString("base64url"),
        },
      };
    } catch (error) {
      return refusal(error);
    }
  }

  private pair(key: DeployedKey) {
    const made = this.pairs.get(key.id) ?? generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.pairs.set(key.id, made);
    return made;
  }
}

/** A version follows from the key, so that runs repeat. */
const versionOf = ({ id }: DeployedKey): string => createHash("sha256").update(id).digest("hex").slice(0, 32);

function digestIn(body: unknown): Buffer {
  const { alg, value } = (body ?? {}) as { alg?: unknown; value?: unknown };
  if (alg !== "ES256") throw vaultErrors.badParameter(`Key and signing algorithm are incompatible: ${String(alg)}.`);
  const digest =
    typeof value === "string" && /^[A-Za-z0-9_-]+$/.test(value) ? Buffer.from(value, "base64url") : undefined;
  if (digest?.length !== 32)
    throw vaultErrors.badParameter(
      `Invalid length of value: ${digest?.length ?? "no base64url"} bytes. ES256 requires 32 bytes.`,
    );
  return digest;
}

/** An error as Key Vault says it. */
export function refusal(error: unknown): JsonReply {
  const { status, code, message, headers } = error instanceof VaultError ? error : vaultErrors.internal(error);
  return { status, headers, body: { error: { code, message } } };
}
