import type { PolicyCheck } from "../check";
import { blocksOf, type PolicyDocument } from "../document/document";

/** One state per stack, in its tenant. */
export const stateOwn: PolicyCheck = {
  id: "state-own",
  title: "Each stack has a state of its own, in its own subscription",
  why: "two stacks in one state destroy each other's resources; a state holds what the tenant has, and who may read it reads that",
  fix: "give each stack its own key, and name the storage account of the tenant's subscription (subscription_id of the backend)",
  severity: "error",
  mapping: { mcsb: ["PA-7"] },
  onPlans: false,
  run: (document, { all }) => {
    const own = stateOf(document);
    if (!own) return [];
    const other = all.find((one) => one !== document && stateOf(one) === own);
    const found = other
      ? [{ address: "terraform.backend", message: `is the state of ${other.stack}, too: ${own}` }]
      : [];
    const [backend] = blocksOf(document.terraform.backend).flatMap((one) => blocksOf(one.azurerm));
    const subscription = blocksOf(document.providers.azurerm)[0]?.subscription_id;
    const elsewhere =
      backend?.subscription_id !== undefined && subscription !== undefined && backend.subscription_id !== subscription;
    return elsewhere
      ? [
          ...found,
          {
            address: "terraform.backend",
            message: `is in the subscription ${backend.subscription_id}, and the stack in ${subscription}`,
          },
        ]
      : found;
  },
};

function stateOf({ terraform }: PolicyDocument): string | undefined {
  const [backend] = blocksOf(terraform.backend);
  const [azurerm] = blocksOf(backend?.azurerm);
  if (azurerm) return ["storage_account_name", "container_name", "key"].map((name) => azurerm[name]).join("/");
  const path = blocksOf(backend?.local)[0]?.path;
  return path === undefined ? undefined : String(path);
}
