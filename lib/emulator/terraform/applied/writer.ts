import type { Resource } from "../../arm/resources/resource";

/** A resource as Terraform writes it. */
export interface TerraformResource {
  /** such as `azurerm_role_assignment` */
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** How a resource is written; undefined for one of a kind that the emulator takes nothing from. */
export type Writer = (resource: Resource) => TerraformResource | undefined;
