/** A type as Terraform's protocol writes it in JSON: `"string"`, `["list","string"]`, ... */
export type WireType = string | readonly [string, WireType | Readonly<Record<string, WireType>>];

export interface Attribute {
  readonly name: string;
  /** A `WireType` in JSON. */
  readonly type: Buffer;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

export interface NestedBlock {
  readonly type_name: string;
  readonly block: Block;
  readonly nesting: "SINGLE" | "LIST";
  readonly min_items?: number;
  readonly max_items?: number;
}

export interface Block {
  readonly attributes: readonly Attribute[];
  readonly block_types: readonly NestedBlock[];
}

/** What a provider says about itself. */
export interface ProviderSchema {
  readonly provider: { readonly block: Block };
  readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>>;
  readonly data_source_schemas?: Readonly<Record<string, { readonly block: Block }>>;
}

type Use = "required" | "optional" | "computed";

/** An attribute; whatever is optional may also be computed, as in nearly all of azurerm. */
export function attribute(name: string, type: WireType, use: Use): Attribute {
  const flags = use === "optional" ? { optional: true, computed: true } : { [use]: true };
  return { name, type: Buffer.from(JSON.stringify(type)), ...flags };
}
