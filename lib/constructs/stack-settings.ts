import type { Tenant } from "../tenants";
import { AzapiProvider } from "./azapi";
import { AzurermBackend, AzurermProvider, LocalBackend, type TerraformStack } from "./cdktf";

/** The azurerm releases the output is written for: 4.60 fixes reads the solution relies on, and nothing that 5.0 removed is used. */
export const azurermConstraint = ">= 4.60.0, < 6.0.0";
/** The same with the collector: it writes blobs by their container's id, the one way that 4 and 5 have in common. */
const azurermConstraintWithBlobs = ">= 4.77.0, < 6.0.0";
/** The oldest Terraform that azapi's write-only attributes need. */
export const terraformConstraint = ">= 1.11.0";

/** What providers have to know. */
export type ProviderSettings = Pick<Tenant, "subscriptionId" | "tenantId" | "features">;

/** The providers of a stack, and the releases it takes. */
export function addProviders(stack: TerraformStack, settings: ProviderSettings): void {
  const { subscriptionId, tenantId, features } = settings;
  // The collector's storage has no keys to sign in with.
  const storage = features?.collector ? { storageUseAzuread: true } : {};
  new AzurermProvider(stack, "azurerm", { subscriptionId, tenantId, features: [{}], ...storage });
  new AzapiProvider(stack, "azapi", { subscriptionId });
  setConstraints(stack, settings);
}

/** The releases that a stack takes: the bindings pin the one that they were generated from. */
export function setConstraints(stack: TerraformStack, { features }: Pick<ProviderSettings, "features">): void {
  const constraint = features?.collector ? azurermConstraintWithBlobs : azurermConstraint;
  stack.addOverride("terraform.required_providers.azurerm.version", constraint);
  stack.addOverride("terraform.required_version", terraformConstraint);
}

/**
 * Where a stack's state is kept: without a backend of its own the output would hold an absolute path of the machine that
 * wrote it. A storage account is one of the tenant's own subscription.
 * @param name of the state: one per stack
 */
export function setBackend(
  stack: TerraformStack,
  { backend, subscriptionId, tenantId }: Pick<Tenant, "backend" | "subscriptionId" | "tenantId">,
  name: string,
): void {
  if (!backend) {
    new LocalBackend(stack, { path: `terraform.${name}.tfstate` });
    return;
  }
  const { resourceGroupName, storageAccountName, containerName } = backend;
  new AzurermBackend(stack, {
    resourceGroupName,
    storageAccountName,
    containerName,
    key: `${name}.tfstate`,
    useAzureadAuth: true,
    // Without them, whichever subscription somebody is signed in to: a state belongs to its tenant.
    subscriptionId,
    tenantId,
  });
}
