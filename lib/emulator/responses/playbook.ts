import { loadWorkflows, type Workflow } from "@sentinel-agent-identities/logic-apps";
import { EmulatorError } from "../errors";
import { principalIdOf } from "../terraform/arm-ids";
import { blocks, strings } from "../terraform/blocks";
import type { Resolver } from "../terraform/resolver";
import { type Resource, readStack, type Stack } from "../terraform/stack";
import { resolverOf } from "../workspace/read-workspace";

const type = "Microsoft.Logic/workflows@";

/** A Logic App of the stack, ready to run. */
export interface DeployedPlaybook {
  readonly name: string;
  readonly armId: string;
  readonly location: string;
  /** Enabled or Disabled */
  readonly state: string;
  /** with the values that its resource gives to its parameters */
  readonly workflow: Workflow;
  /** its user-assigned identities */
  readonly identities: readonly ManagedIdentity[];
}

/** A user-assigned managed identity. */
export interface ManagedIdentity {
  /** ARM id */
  readonly id: string;
  readonly name: string;
  /** object id, which grants are made to */
  readonly principalId: string;
}

/**
 * The Logic Apps of a stack.
 * @throws EmulatorError for one without a definition; WorkflowError for one that is malformed
 */
export function readDeployedPlaybooks(stack: Stack): readonly DeployedPlaybook[] {
  const known = playbooks.get(stack) ?? readAll(stack);
  playbooks.set(stack, known);
  return known;
}

const playbooks = new WeakMap<Stack, readonly DeployedPlaybook[]>();

const readAll = (stack: Stack): DeployedPlaybook[] =>
  stack
    .ofType("azapi_resource")
    .filter((resource) => String(resource.attributes.type).startsWith(type))
    .map((resource) => readPlaybook(resource, resolverOf(stack)));

/**
 * The Logic Apps of synthesized Terraform, with the object ids of their identities.
 * @param path a `cdk.tf.json`, or the folder of a stack
 */
export const deployedPlaybooks = (path: string): readonly DeployedPlaybook[] => readDeployedPlaybooks(readStack(path));

function readPlaybook(resource: Resource, resolver: Resolver): DeployedPlaybook {
  const a = resolver.attributes(resource);
  const name = String(a.name);
  const properties = (a.body as { properties?: { state?: string } } | undefined)?.properties;
  const [workflow] = loadWorkflows(JSON.stringify({ name, properties }), resource.address);
  if (!workflow)
    throw new EmulatorError(resource.address, "has no workflow definition", "give it body.properties.definition");
  return {
    name,
    armId: resolver.id(resource),
    location: String(a.location ?? "local"),
    state: properties?.state ?? "Enabled",
    workflow,
    identities: blocks(a.identity).flatMap((identity) => {
      if (identity.type !== "UserAssigned")
        throw new EmulatorError(
          resource.address,
          `has an identity of type ${identity.type}`,
          "the emulator knows user-assigned identities only, whose grants can be made before the workflow",
        );
      return strings(identity.identity_ids).map(identityOf);
    }),
  };
}

/** A user-assigned identity by its ARM id. */
export function identityOf(id: string): ManagedIdentity {
  return { id, name: id.split("/").at(-1)!, principalId: principalIdOf(id) };
}
