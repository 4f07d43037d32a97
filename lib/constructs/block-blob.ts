import { type Construct, type ITerraformDependable, TerraformResource } from "./cdktf";
import { hclAttributes } from "./hcl";

const generator = {
  providerName: "azurerm",
  providerVersion: ">= 4.77",
  providerVersionConstraint: ">= 4.77",
};

/** A blob, and what is in it: a file's or a text's content. */
export interface BlockBlobConfig {
  readonly name: string;
  /** ARM id */
  readonly containerId: string;
  /** Path of a file. */
  readonly source?: string;
  /** Text, escaped where it holds what looks like a reference. */
  readonly sourceContent?: string;
  readonly contentType?: string;
  readonly dependsOn: ITerraformDependable[];
}

/**
 * A block blob that is found by its container's id, which azurerm knows since 4.77 and takes alone since 5.0: the bindings
 * are older than that.
 */
export class BlockBlob extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: BlockBlobConfig,
  ) {
    super(scope, id, {
      terraformResourceType: "azurerm_storage_blob",
      terraformGeneratorMetadata: generator,
      dependsOn: config.dependsOn,
    });
  }

  /** Where it is found: `https://<account>.blob.core.windows.net/…`. */
  get url(): string {
    return this.getStringAttribute("url");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { name, containerId, source, sourceContent, contentType } = this.config;
    return {
      name,
      storage_container_id: containerId,
      type: "Block",
      content_type: contentType,
      source,
      source_content: sourceContent,
    };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}
