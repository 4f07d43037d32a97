import type { AssetConfig } from "./asset-row";
import type { Credential, FederatedCredential, GraphApplication } from "./graph-objects";

/** What an application proves itself with, as columns. */
export type CredentialColumns = Pick<
  AssetConfig,
  | "KeyCredentials"
  | "PasswordCredentialCount"
  | "FederatedCredentials"
  | "OldestCredentialStart"
  | "NextCredentialExpiry"
  | "AdditionalFields"
>;

/** @param federated undefined when they could not be read */
export function credentialColumns(
  { keyCredentials = [], passwordCredentials = [] }: Pick<GraphApplication, "keyCredentials" | "passwordCredentials">,
  federated: readonly FederatedCredential[] | undefined,
): CredentialColumns {
  const both = [...keyCredentials, ...passwordCredentials];
  return {
    KeyCredentials: sorted(keyCredentials).map(described),
    PasswordCredentialCount: passwordCredentials.length,
    FederatedCredentials:
      federated === undefined
        ? null
        : [...federated]
            .sort((a, b) => (a.id < b.id ? -1 : 1))
            .map(({ id, name, issuer, subject, audiences }) => ({ id, name, issuer, subject, audiences })),
    OldestCredentialStart: earliest(both.map(({ startDateTime }) => startDateTime)),
    NextCredentialExpiry: earliest(both.map(({ endDateTime }) => endDateTime)),
    AdditionalFields:
      passwordCredentials.length === 0 ? null : { PasswordCredentials: sorted(passwordCredentials).map(described) },
  };
}

function described({ keyId, displayName, customKeyIdentifier, type, usage, startDateTime, endDateTime }: Credential) {
  const members = { keyId, displayName, customKeyIdentifier, type, usage, startDateTime, endDateTime };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));
}

function sorted(credentials: readonly Credential[]): Credential[] {
  return [...credentials].sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
}

function earliest(times: readonly (string | null | undefined)[]): string | null {
  const known = times.filter((time): time is string => Boolean(time)).map((time) => Date.parse(time));
  return known.length === 0 ? null : new Date(Math.min(...known)).toISOString();
}
