import { armErrors } from "../errors";
import { type ArmReply, type ArmRequest, isRecord } from "../route";
import { refusals } from "./refusals";
import type { ResourceStore } from "./store";

/** Kinds whose names are part of a host's, and so are given once in all of Azure, by the namespace that is asked. */
const named: Readonly<Record<string, string>> = {
  "microsoft.keyvault": "Microsoft.KeyVault/vaults",
  "microsoft.storage": "Microsoft.Storage/storageAccounts",
  "microsoft.web": "Microsoft.Web/sites",
};

/** Whether a type of request is `checkNameAvailability` of a namespace. */
export const isNameCheck = (type: string): boolean => /^[^/]+\/checkNameAvailability$/i.test(type);

/**
 * Whether a name is free: https://learn.microsoft.com/rest/api/appservice/check-name-availability/check-name-availability
 * @param type such as `Microsoft.Web/checkNameAvailability`
 * @throws ArmError for a namespace that has no such names here, and for a body without a name
 */
export function checkName(type: string, { body, query }: ArmRequest, store: ResourceStore): ArmReply {
  if (query.get("api-version") === null) throw armErrors.missingVersion();
  const namespace = type.split("/")[0]!;
  const kind = named[namespace.toLowerCase()];
  if (!kind) throw refusals.unknownNamespace(namespace, Object.values(named));
  const name = isRecord(body) ? body.name : undefined;
  if (typeof name !== "string" || name === "") throw refusals.invalidBody("a name is expected");
  const isTaken = store.ofType(kind).some(({ resource }) => resource.name.toLowerCase() === name.toLowerCase());
  const taken = { nameAvailable: false, reason: "AlreadyExists", message: `The name ${name} is already taken.` };
  return { status: 200, body: isTaken ? taken : { nameAvailable: true } };
}
