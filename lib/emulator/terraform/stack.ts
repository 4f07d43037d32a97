import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { EmulatorError } from "../errors";

/** A resource block, its attributes as written, references not yet resolved. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  /** `type.name`, as Terraform addresses it; with `data.` before it, what the stack reads and does not make */
  readonly address: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The resources of one `cdk.tf.json`. */
export class Stack {
  private readonly byAddress: ReadonlyMap<string, Resource>;

  constructor(
    readonly file: string,
    readonly resources: readonly Resource[],
    /** Provider blocks by provider name. */
    readonly providers: Readonly<Record<string, unknown>> = {},
    dataSources: readonly Resource[] = [],
  ) {
    this.byAddress = new Map([...resources, ...dataSources].map((r) => [r.address, r]));
  }

  /** The resource or data source at an address, if there is one. */
  find(address: string): Resource | undefined {
    return this.byAddress.get(address);
  }

  /** Every resource of one type, in the order of the file. */
  ofType(type: string): Resource[] {
    return this.resources.filter((r) => r.type === type);
  }
}

/** Stacks read last, by file and the hash of what was in it: a workspace and a cloud of one stack read it in turn. */
const known = new Map<string, Stack>();
const mostKnown = 4;

/**
 * Reads synthesized Terraform; the same stack as before where the file says the same.
 * @param path a `cdk.tf.json`, a folder that holds one, or a `cdktf.out` with a single stack
 * @throws EmulatorError when there is none, or several to choose from
 */
export function readStack(path: string): Stack {
  const file = locate(path);
  const text = readFileSync(file, "utf8");
  const key = `${createHash("sha256").update(text).digest("base64url")} ${file}`;
  const stack = known.get(key) ?? parse(file, text);
  // The one that was not asked for longest goes.
  known.delete(key);
  known.set(key, stack);
  if (known.size > mostKnown) known.delete(known.keys().next().value!);
  return stack;
}

function parse(file: string, text: string): Stack {
  let document: {
    resource?: Blocks;
    data?: Blocks;
    provider?: Record<string, unknown>;
  };
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new EmulatorError(file, `is not JSON: ${(error as Error).message}`, "synthesize it again");
  }
  return new Stack(file, resourcesOf(document.resource), document.provider, resourcesOf(document.data, "data."));
}

type Blocks = Record<string, Record<string, Record<string, unknown>>>;

function resourcesOf(found: Blocks = {}, prefix = ""): Resource[] {
  return Object.entries(found).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => ({
      type,
      name,
      address: `${prefix}${type}.${name}`,
      attributes,
    })),
  );
}

function locate(path: string): string {
  const candidates = [path, join(path, "cdk.tf.json")].filter((p) => existsSync(p) && statSync(p).isFile());
  if (candidates[0]) return candidates[0];
  const manifest = join(path, "manifest.json");
  if (!existsSync(manifest))
    throw new EmulatorError(
      path,
      "holds no cdk.tf.json",
      "run `agentid synth`, or pass --stack with the folder of one stack",
    );
  // What concerns the whole Entra tenant goes with a stack; it holds no workspace.
  const stacks = Object.values(
    (
      JSON.parse(readFileSync(manifest, "utf8")) as {
        stacks: Record<string, { name: string; synthesizedStackPath: string }>;
      }
    ).stacks,
  ).filter(({ name }) => !/-(governance|delegation)$/.test(name));
  if (stacks.length !== 1) {
    throw new EmulatorError(
      path,
      `holds ${stacks.length} stacks (${stacks.map((s) => s.name).join(", ")})`,
      `pass --stack ${join(path, "stacks", stacks[0]?.name ?? "<name>")}`,
    );
  }
  return join(path, stacks[0]!.synthesizedStackPath);
}
