import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { type Attribute, attribute, type Block, type NestedBlock, type ProviderSchema, type WireType } from "./schema";

const library = join(dirname(require.resolve("@cdktf/provider-azurerm/package.json")), "lib");

/** The schema of azurerm as the installed bindings declare it, for the given types of resources and data sources only. */
export function azurermSchema(resourceTypes: readonly string[], dataTypes: readonly string[] = []): ProviderSchema {
  const data = dataTypes.map(
    (type) => [type, { block: new Declarations(`data-azurerm-${folderOf(type)}`).block() }] as const,
  );
  const resources = resourceTypes.map(
    (type) => [type, newer[type] ?? { block: new Declarations(folderOf(type)).block() }] as const,
  );
  return {
    provider: { block: new Declarations("provider").block() },
    resource_schemas: Object.fromEntries(resources),
    data_source_schemas: Object.fromEntries(data),
  };
}

/** What azurerm declares in 4.77 and 5, which is newer than the bindings. */
const newer: ProviderSchema["resource_schemas"] = {
  azurerm_storage_blob: {
    block: {
      attributes: [
        attribute("name", "string", "required"),
        attribute("storage_container_id", "string", "required"),
        attribute("type", "string", "required"),
        ...["content_type", "source", "source_content"].map((name) => attribute(name, "string", "optional")),
        ...["id", "url"].map((name) => attribute(name, "string", "computed")),
      ],
      block_types: [],
    },
  },
};

function folderOf(resourceType: string): string {
  return resourceType.replace(/^azurerm_/, "").replaceAll("_", "-");
}

/** One binding's type declarations, read as a schema. */
class Declarations {
  private readonly interfaces = new Map<string, ts.InterfaceDeclaration>();
  private readonly resourceClass: ts.ClassDeclaration;

  constructor(folder: string) {
    const path = join(library, folder, "index.d.ts");
    const statements = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true).statements;
    for (const node of statements) if (ts.isInterfaceDeclaration(node)) this.interfaces.set(node.name.text, node);
    const classes = statements.filter(ts.isClassDeclaration);
    this.resourceClass = classes.find((c) => /\bcdktf\.Terraform(Resource|DataSource|Provider)\b/.test(heritage(c)))!;
  }

  block(): Block {
    const config = this.interfaces.get(`${this.resourceClass.name!.text}Config`)!;
    const { attributes, block_types } = this.blockOf(config);
    const declared = new Set([...attributes.map((a) => a.name), ...block_types.map((b) => b.type_name)]);
    return { attributes: [...attributes, ...this.exports().filter((a) => !declared.has(a.name))], block_types };
  }

  private blockOf(declaration: ts.InterfaceDeclaration): Block {
    const attributes: Attribute[] = [];
    const block_types: NestedBlock[] = [];
    for (const member of declaration.members.filter(ts.isPropertySignature)) {
      const name = terraformName(member);
      const type = member.type!.getText().replace(/ \| cdktf\.IResolvable\b/g, "");
      const nested = this.interfaces.get(type.replace(/\[\]$/, ""));
      if (nested) block_types.push(this.nestedBlock(name, nested, type.endsWith("[]"), !member.questionToken));
      else attributes.push(attribute(name, wireType(type), member.questionToken ? "optional" : "required"));
    }
    return { attributes, block_types };
  }

  private nestedBlock(
    type_name: string,
    nested: ts.InterfaceDeclaration,
    many: boolean,
    required: boolean,
  ): NestedBlock {
    const block = this.blockOf(nested);
    if (type_name === "timeouts") return { type_name, block, nesting: "SINGLE" };
    return { type_name, block, nesting: "LIST", min_items: required ? 1 : 0, max_items: many ? 0 : 1 };
  }

  /** Attributes that only Azure sets: the class's getters without an `...Input` beside them. */
  private exports(): Attribute[] {
    const getters = this.resourceClass.members
      .filter(ts.isGetAccessorDeclaration)
      .map((getter) => ({ name: getter.name.getText(), type: getter.type?.getText() ?? "any" }));
    const names = new Set(getters.map(({ name }) => name));
    return getters
      .filter(({ name }) => !name.endsWith("Input") && !names.has(`${name}Input`))
      .map(({ name, type }) => attribute(snakeCase(name), wireType(type), "computed"));
  }
}

function heritage(node: ts.ClassDeclaration): string {
  return node.heritageClauses?.map((clause) => clause.getText()).join(" ") ?? "";
}

/** Each member's documentation ends in a link to the registry with the name that Terraform uses. */
function terraformName(member: ts.PropertySignature): string {
  return /#(\w+) \w+#\w+\}/.exec(member.getFullText())?.[1] ?? snakeCase(member.name.getText());
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function wireType(type: string): WireType {
  if (type.endsWith("[]")) return ["list", wireType(type.slice(0, -2))];
  const map = /^\{\s*\[key: string\]: ([^;]+);?\s*\}$/.exec(type);
  if (map) return ["map", wireType(map[1]!)];
  if (type === "boolean | cdktf.IResolvable" || type === "boolean") return "bool";
  return type === "string" || type === "number" ? type : "dynamic";
}
