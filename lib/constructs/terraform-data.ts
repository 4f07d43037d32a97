import { type Construct, TerraformResource } from "./cdktf";
import { hclAttributes } from "./hcl";

/** A `terraform_data`: Terraform's own resource that keeps a value. */
export interface TerraformDataConfig {
  /** What it keeps, as plain data. */
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * Keeps a value in the state. The framework's own class runs `terraform version` at each synthesis, once for each
 * resource; which version is needed, the stack itself says.
 */
export class TerraformData extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: TerraformDataConfig,
  ) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.config.input };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}
