import { graphErrors } from "./errors";

/** A custom security attribute of a set. */
export interface AttributeDefinition {
  /** the only values it takes. @default - any text */
  readonly values?: readonly string[];
  /** @default false */
  readonly isCollection?: boolean;
}

/** Attributes by their set. */
export type AttributeSets = Readonly<Record<string, Readonly<Record<string, AttributeDefinition>>>>;

/** What `governance/attribute-set.yaml` makes: the sets of a directory that says nothing of its own. */
export const governanceSets: AttributeSets = {
  AgentGovernance: {
    QuarantineState: { values: ["None", "Quarantined"] },
    ResponseMode: { values: ["Off", "DryRun", "Approve", "Auto"] },
    LineageHash: {},
  },
};

/**
 * Values for attributes of a set, as a PATCH gives them.
 * @throws GraphError 400 for a set, an attribute or a value that nobody defined
 */
export function checkAttributes(set: string, values: Readonly<Record<string, unknown>>, known: AttributeSets): void {
  const definitions = known[set];
  if (!definitions) throw graphErrors.badRequest(`The attribute set '${set}' is not defined in the tenant.`);
  for (const [name, value] of Object.entries(values)) {
    if (name.includes("@") || value === null) continue;
    const definition = definitions[name];
    if (!definition)
      throw graphErrors.badRequest(
        `The attribute '${name}' is not defined in the attribute set '${set}', which has ${Object.keys(definitions).join(", ")}.`,
      );
    if (Array.isArray(value) !== (definition.isCollection ?? false))
      throw graphErrors.badRequest(
        `The attribute '${set}.${name}' takes ${definition.isCollection ? "a list of values" : "one value"}.`,
      );
    const odd = [value].flat().find((one) => definition.values && !definition.values.includes(one as string));
    if (odd !== undefined)
      throw graphErrors.badRequest(
        `'${String(odd)}' is no predefined value of the attribute '${set}.${name}'. It takes ${definition.values!.join(", ")}.`,
      );
  }
}
