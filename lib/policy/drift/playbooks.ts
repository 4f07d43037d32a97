import { isDeepStrictEqual } from "node:util";
import { definitionHashTag, definitionSha256 } from "../../content";
import { EmulatorError } from "../../emulator";
import { readStack, resolverOf } from "../../emulator/stack";

/** A workflow as Azure Resource Manager returns it, as far as drift looks at it. */
export interface DeployedWorkflow {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly identity?: { readonly userAssignedIdentities?: Readonly<Record<string, unknown>> };
  readonly properties: {
    readonly state?: string;
    readonly definition: Readonly<Record<string, unknown>>;
    readonly parameters?: Readonly<Record<string, { readonly value?: unknown }>>;
  };
}

/** One way in which what is deployed is not what the source says. */
export interface Drift {
  readonly playbook: string;
  readonly kind: "missing" | "unexpected" | "definition" | "parameter" | "state" | "identity";
  /** what differs, and what that means */
  readonly message: string;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * Compares deployed playbooks with the synthesized Terraform that should have deployed them.
 * @param stack synthesized Terraform: a `cdk.tf.json`, the folder of a stack, or a `cdktf.out` with one tenant
 * @param deployed workflows as `GET` of Azure Resource Manager returns them (`Microsoft.Logic/workflows@2019-05-01`)
 * @returns nothing when they are the same; in the order of the stack
 * @throws EmulatorError for Terraform that cannot be read
 */
export function playbookDrift(stack: string, deployed: readonly DeployedWorkflow[]): Drift[] {
  const sources = sourcesOf(stack);
  const named = (name: string) => (one: { readonly name: string }) => one.name.toLowerCase() === name.toLowerCase();
  const strangers = deployed.filter(({ name }) => /^agentid-/i.test(name) && !sources.some(named(name)));
  return [
    ...sources.flatMap((source) => {
      const found = deployed.find(named(source.name));
      if (found) return differences(source, found);
      const message = "is not among the deployed workflows that were given";
      return [{ playbook: source.name, kind: "missing" as const, message }];
    }),
    ...strangers.map(({ name }) => ({
      playbook: name,
      kind: "unexpected" as const,
      message: "is deployed, and the stack does not have it: it was renamed, or someone else made it",
    })),
  ];
}

/** A workflow that the stack would deploy. */
interface Source {
  readonly name: string;
  readonly definition: Data;
  /** those whose value is known before anything is deployed */
  readonly parameters: Data;
  readonly identities: readonly string[];
}

function sourcesOf(path: string): Source[] {
  const stack = readStack(path);
  const resolver = resolverOf(stack);
  const workflows = stack
    .ofType("azapi_resource")
    .filter(({ attributes }) => String(attributes.type).startsWith("Microsoft.Logic/workflows@"));
  if (workflows.length === 0) throw new EmulatorError(stack.file, "has no playbook", "pass the stack of a tenant");
  return workflows.map((resource) => {
    const raw = (resource.attributes.body as { properties: { parameters?: Data } }).properties.parameters ?? {};
    const a = resolver.attributes(resource);
    const { definition, parameters = {} } = (a.body as DeployedWorkflow & { properties: { definition: Data } })
      .properties;
    const known = Object.keys(parameters).filter((name) => !/(?<!\$)\$\{/.test(JSON.stringify(raw[name])));
    return {
      name: String(a.name),
      definition,
      parameters: Object.fromEntries(known.map((name) => [name, parameters[name]?.value])),
      identities: identityNames((a.identity as { identity_ids?: string[] }[] | undefined)?.[0]?.identity_ids ?? []),
    };
  });
}

const identityNames = (ids: readonly string[]) => ids.map((id) => id.split("/").at(-1)!.toLowerCase()).sort();

function differences(source: Source, { tags, identity, properties }: DeployedWorkflow): Drift[] {
  const drift = (kind: Drift["kind"], message: string): Drift => ({ playbook: source.name, kind, message });
  const found: Drift[] = [];
  const hash = definitionSha256(properties.definition);
  if (hash !== definitionSha256(source.definition)) {
    const parts = changedParts(source.definition, properties.definition).join(", ");
    const tampered = tags?.[definitionHashTag] !== hash;
    const meaning = tampered
      ? "it was changed after it was deployed: look at who wrote it (AIC-073)"
      : "it was deployed from another version of the source";
    found.push(drift("definition", `differs in ${parts}; ${meaning}`));
  }
  for (const [name, wanted] of Object.entries(source.parameters)) {
    const value = properties.parameters?.[name]?.value;
    if (!isDeepStrictEqual(value, wanted))
      found.push(drift("parameter", `${name} is ${JSON.stringify(value)}, the source says ${JSON.stringify(wanted)}`));
  }
  if ((properties.state ?? "Enabled") !== "Enabled")
    found.push(drift("state", `is ${properties.state}: it does not run, whatever happens`));
  const identities = identityNames(Object.keys(identity?.userAssignedIdentities ?? {}));
  if (!isDeepStrictEqual(identities, [...source.identities]))
    found.push(
      drift(
        "identity",
        `runs as ${identities.join(", ") || "nobody"}, the source says ${source.identities.join(", ")}`,
      ),
    );
  return found;
}

/** Names of actions, triggers and parameters that are not the same, and of other parts. */
function changedParts(before: Data, after: Data): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => {
    const [a, b] = [before[key], after[key]];
    if (isDeepStrictEqual(a, b)) return [];
    if (!["actions", "triggers", "parameters"].includes(key) || !isData(a) || !isData(b)) return [key];
    return changedParts(a, b).map((name) => `${key}/${name}`);
  });
}

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);
