import {
  type Construct,
  type ITerraformDependable,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
} from "./cdktf";
import { hclAttributes } from "./hcl";

const generator = { providerName: "time", providerVersion: "~> 0.13", providerVersionConstraint: "~> 0.13" };
const providerId = "time";

/** The time provider, which keeps an apply waiting and talks to nobody. */
class TimeProvider extends TerraformProvider {
  constructor(stack: TerraformStack) {
    super(stack, providerId, {
      terraformResourceType: "time",
      terraformGeneratorMetadata: generator,
      terraformProviderSource: "hashicorp/time",
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return {};
  }
}

/** How long, and behind what. */
export interface WaitConfig {
  /** What is waited for to take effect. */
  readonly dependsOn: ITerraformDependable[];
  /** Such as `5m`. */
  readonly duration: string;
  /** Waits again when one of these changes. @default - once, when it is created */
  readonly triggers?: Readonly<Record<string, string>>;
}

/**
 * A pause between what was created and what needs it to be in effect, where only waiting helps: whoever depends on it is
 * created that much later. It costs nothing once it has passed. The stack's time provider is made with the first.
 */
export class Wait extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: WaitConfig,
  ) {
    super(scope, id, {
      terraformResourceType: "time_sleep",
      terraformGeneratorMetadata: generator,
      dependsOn: config.dependsOn,
    });
    const stack = TerraformStack.of(this);
    if (!stack.node.tryFindChild(providerId)) new TimeProvider(stack);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { duration, triggers } = this.config;
    return { create_duration: duration, triggers };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}
