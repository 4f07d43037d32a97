import {
  type Construct,
  type ITerraformDependable,
  TerraformProvider,
  TerraformResource,
  type TerraformResourceLifecycle,
  Token,
} from "./cdktf";
import { hclAttributes } from "./hcl";

/** 2.9 is the first to take the destination table of a summary rule. */
const generator = { providerName: "azapi", providerVersion: "~> 2.9", providerVersionConstraint: "~> 2.9" };

/** The azapi provider: for what azurerm cannot express. Signs in like azurerm does. */
export class AzapiProvider extends TerraformProvider {
  /** @param config.subscriptionId subscription that resources without a full parent id belong to */
  constructor(
    scope: Construct,
    id: string,
    private readonly config: { readonly subscriptionId?: string } = {},
  ) {
    super(scope, id, {
      terraformResourceType: "azapi",
      terraformGeneratorMetadata: generator,
      terraformProviderSource: "Azure/azapi",
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { subscription_id: this.config.subscriptionId };
  }
}

/** An ARM resource by type, API version and body. */
export interface AzapiResourceConfig {
  /** `Provider/type@api-version` */
  readonly type: string;
  readonly name: string;
  /** ARM id of the parent: a resource group, or the resource that an extension resource extends. */
  readonly parentId: string;
  /** @default - resources without a location */
  readonly location?: string;
  /** The request body as plain data; the provider refuses a JSON string. Static text must be escaped already. */
  readonly body: Readonly<Record<string, unknown>>;
  /** ARM ids of user-assigned identities. @default - no identity */
  readonly identityIds?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** False where Azure accepts properties that its published types do not list. @default true */
  readonly schemaValidationEnabled?: boolean;
  /** Retries while Azure's answer matches one of these. @default - none */
  readonly retryOn?: readonly string[];
  readonly dependsOn?: ITerraformDependable[];
  readonly lifecycle?: TerraformResourceLifecycle;
  /** The resource is made anew whenever one of these changes. @default - it is updated in place */
  readonly replaceTriggers?: readonly string[];
}

/** `azapi_resource`, for which no published binding exists. */
export class AzapiResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: AzapiResourceConfig,
  ) {
    super(scope, id, {
      terraformResourceType: "azapi_resource",
      terraformGeneratorMetadata: generator,
      dependsOn: config.dependsOn,
      lifecycle: config.lifecycle,
    });
  }

  /** The resource's ARM id. */
  get id(): string {
    return Token.asString(this.interpolationForAttribute("id"));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { config } = this;
    return {
      type: config.type,
      name: config.name,
      parent_id: config.parentId,
      location: config.location,
      body: config.body,
      identity: config.identityIds && [{ type: "UserAssigned", identity_ids: [...config.identityIds] }],
      tags: config.tags,
      schema_validation_enabled: config.schemaValidationEnabled,
      replace_triggers_external_values: config.replaceTriggers && [...config.replaceTriggers],
      retry: config.retryOn && { error_message_regex: [...config.retryOn] },
    };
  }

  /** `cdktf synth --hcl` reads this one; its default is empty and would drop the body without a word. */
  protected override synthesizeHclAttributes(): Record<string, unknown> {
    const { identity, ...attributes } = this.synthesizeAttributes();
    return {
      ...hclAttributes(attributes),
      ...(identity ? { identity: { value: identity, isBlock: true, type: "list", storageClassType: "any" } } : {}),
    };
  }
}

/** A change to a resource that something else manages. */
export interface AzapiUpdateResourceConfig {
  /** `Provider/type@api-version` */
  readonly type: string;
  /** ARM id of the resource. */
  readonly resourceId: string;
  /** What is changed, as plain data. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Merges properties into a resource. Destroying it leaves the resource as it is. */
export class AzapiUpdateResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: AzapiUpdateResourceConfig,
  ) {
    super(scope, id, { terraformResourceType: "azapi_update_resource", terraformGeneratorMetadata: generator });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { type, resourceId, body } = this.config;
    return { type, resource_id: resourceId, body };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}

/** A request about a resource, sent when it is time. */
export interface AzapiActionConfig {
  /** `Provider/type@api-version` */
  readonly type: string;
  /** ARM id of the resource. */
  readonly resourceId: string;
  readonly method: "PATCH" | "POST" | "PUT";
  /** As plain data. */
  readonly body: Readonly<Record<string, unknown>>;
  /** When this is created, or when it is destroyed. */
  readonly when: "apply" | "destroy";
  readonly dependsOn?: ITerraformDependable[];
}

/** `azapi_resource_action`: one request, for what no resource does. */
export class AzapiAction extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: AzapiActionConfig,
  ) {
    super(scope, id, {
      terraformResourceType: "azapi_resource_action",
      terraformGeneratorMetadata: generator,
      dependsOn: config.dependsOn,
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { type, resourceId, method, body, when } = this.config;
    return { type, resource_id: resourceId, method, body, when };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}
