import {
  type Construct,
  type ITerraformDependable,
  TerraformDataSource,
  TerraformProvider,
  TerraformResource,
  type TerraformResourceLifecycle,
  Token,
} from "./cdktf";
import { hclAttributes } from "./hcl";

const generator = { providerName: "msgraph", providerVersion: "~> 0.3", providerVersionConstraint: "~> 0.3" };

/** Microsoft's provider for Microsoft Graph: for what Microsoft Entra holds. */
export class MsgraphProvider extends TerraformProvider {
  /** @param config.tenantId the tenant to sign in to */
  constructor(
    scope: Construct,
    id: string,
    private readonly config: { readonly tenantId: string },
  ) {
    super(scope, id, {
      terraformResourceType: "msgraph",
      terraformGeneratorMetadata: generator,
      terraformProviderSource: "microsoft/msgraph",
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { tenant_id: this.config.tenantId };
  }
}

/** An object of Microsoft Graph by the collection it is created in, and its body. */
export interface MsgraphResourceConfig {
  /** Collection without a version, such as `identity/conditionalAccess/policies`; may end with `$ref`. */
  readonly url: string;
  /** @default v1.0 */
  readonly apiVersion?: "v1.0" | "beta";
  /** The request as plain data. Static text must be escaped already. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Query options of reading it back. @default - none */
  readonly readQuery?: Readonly<Record<string, string>>;
  readonly dependsOn?: ITerraformDependable[];
  readonly lifecycle?: TerraformResourceLifecycle;
}

/**
 * `msgraph_resource`, for which no published binding exists.
 * https://learn.microsoft.com/graph/templates/terraform/reference/v1.0/overview
 */
export class MsgraphResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: MsgraphResourceConfig,
  ) {
    super(scope, id, {
      terraformResourceType: "msgraph_resource",
      terraformGeneratorMetadata: generator,
      dependsOn: config.dependsOn,
      lifecycle: config.lifecycle,
    });
  }

  /** The object's id. */
  get id(): string {
    return Token.asString(this.interpolationForAttribute("id"));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { url, apiVersion, body, readQuery } = this.config;
    return { url, api_version: apiVersion, body, read_query_parameters: readQuery && asLists(readQuery) };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}

/** What to read of Microsoft Graph. */
export interface MsgraphDataConfig {
  readonly url: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JMESPath expressions on the answer, by the name of the output. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** `data.msgraph_resource`. */
export class MsgraphData extends TerraformDataSource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: MsgraphDataConfig,
  ) {
    super(scope, id, { terraformResourceType: "msgraph_resource", terraformGeneratorMetadata: generator });
  }

  /** One of the outputs. */
  output(name: string): string {
    return Token.asString(this.interpolationForAttribute(`output.${name}`));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { url, query, outputs } = this.config;
    return { url, query_parameters: query && asLists(query), response_export_values: outputs };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}

const asLists = (query: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]));
