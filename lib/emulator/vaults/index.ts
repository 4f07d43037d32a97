export { readVaultKeys } from "./read-vault-keys";
export { VaultServer } from "./server";
export { FakeVaults, type VaultCall } from "./vaults";
