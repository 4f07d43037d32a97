import { readFileSync } from "node:fs";
import { join } from "node:path";
import { differences, type Json, type Pattern } from "./match";

/** One resource, as `cdk.tf.json` holds it. */
export interface Resource {
  readonly [attribute: string]: Json | undefined;
  readonly depends_on?: readonly string[];
}

interface Document {
  readonly terraform: Json;
  readonly provider: Json;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
}

/** A synthesized stack, to assert on: what Terraform will read, not what was constructed. */
export class Template {
  private readonly document: Document;

  private constructor(
    /** `cdk.tf.json` as it was written. */
    readonly text: string,
  ) {
    this.document = JSON.parse(text) as Document;
  }

  /** Reads the stack `name` below a folder that was synthesized to. */
  static fromOutput(outdir: string, name: string): Template {
    return new Template(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"));
  }

  /** The whole document. */
  get json(): Json {
    return this.document as unknown as Json;
  }

  /** The stack's `terraform` and `provider` blocks. */
  get settings(): { readonly terraform: Json; readonly provider: Json } {
    const { terraform, provider } = this.document;
    return { terraform, provider };
  }

  /** Types of all resources, sorted. */
  get types(): string[] {
    return Object.keys(this.document.resource ?? {}).sort();
  }

  /** Data sources of a type by name. */
  data(type: string): Readonly<Record<string, Resource>> {
    return this.document.data?.[type] ?? {};
  }

  /** Resources of a type that match `pattern`, by address (`type.name`). */
  find(type: string, pattern: Pattern = {}): ReadonlyMap<string, Resource> {
    const all = Object.entries(this.document.resource?.[type] ?? {});
    return new Map(
      all
        .filter(([, resource]) => differences(resource as Json, pattern).length === 0)
        .map(([name, resource]) => [`${type}.${name}`, resource]),
    );
  }

  /**
   * The one resource of a type that matches `pattern`.
   * @throws Error when there is none, with what differs, or more than one
   */
  resource(type: string, pattern: Pattern = {}): Resource {
    return this.single(type, pattern)[1];
  }

  /** The address (`type.name`) of the one resource of a type that matches `pattern`. */
  address(type: string, pattern: Pattern = {}): string {
    return this.single(type, pattern)[0];
  }

  private single(type: string, pattern: Pattern): [string, Resource] {
    const [first, ...others] = this.find(type, pattern);
    if (first && others.length === 0) return first;
    if (first) throw new Error(`${1 + others.length} resources of type ${type} match, not one`);
    const candidates = [...this.find(type)].map(
      ([address, resource]) => `${address}\n    ${differences(resource as Json, pattern).join("\n    ")}`,
    );
    throw new Error(`no ${type} matches; there are ${candidates.length}\n  ${candidates.join("\n  ")}`);
  }
}
