import { didYouMean } from "@sentinel-agent-identities/spelling";
import { connectionUses } from "../definition/connections";
import type { Workflow } from "../definition/model";
import { templateSites } from "../definition/templates";
import { WorkflowInputError } from "../errors";
import { equal } from "../values/equal";
import { shown } from "../values/text";
import { isArray, isInteger, isNumber, isObject, typeName, type Value, type ValueObject } from "../values/value";

const accepts: Readonly<Record<string, (value: Value) => boolean>> = {
  string: (value) => typeof value === "string",
  securestring: (value) => typeof value === "string",
  int: isInteger,
  float: isNumber,
  bool: (value) => typeof value === "boolean",
  array: isArray,
  object: isObject,
  secureobject: isObject,
};

/**
 * The value of every parameter: as given, as the workflow's resource sets it, or its default. `$connections` that nobody
 * gives get stand-ins, one for each connection that an expression names.
 */
export function parametersOf(workflow: Workflow, given: ValueObject): ValueObject {
  const { definition, parameterValues, name: where } = workflow;
  const declared = definition.parameters ?? {};
  for (const name of Object.keys(given))
    if (!(name in declared)) {
      const hint = didYouMean(name, Object.keys(declared)) ?? "declare it under parameters";
      throw new WorkflowInputError(where, `declares no parameter "${name}"`, hint);
    }
  const values: Record<string, Value> = {};
  for (const [name, { type, defaultValue, allowedValues }] of Object.entries(declared)) {
    const value = given[name] ?? parameterValues[name] ?? defaultValue;
    if (value === undefined || value === null) {
      const isNull = [given[name], parameterValues[name], defaultValue].includes(null);
      const problem = `parameter "${name}" ${isNull ? "is null and has no default" : "has no value"}`;
      throw new WorkflowInputError(where, problem, "give one, or declare a defaultValue");
    }
    const fits = accepts[String(type).toLowerCase()];
    if (!fits)
      throw new WorkflowInputError(
        where,
        `parameter "${name}" is of type "${type}"`,
        `use ${Object.keys(accepts).join(", ")}`,
      );
    if (!fits(value))
      throw new WorkflowInputError(
        where,
        `parameter "${name}" is ${shown(value)} (${typeName(value)})`,
        `give a value of type ${type}`,
      );
    if (allowedValues && !allowedValues.some((allowed) => equal(allowed, value)))
      throw new WorkflowInputError(
        where,
        `parameter "${name}" is ${shown(value)}`,
        `use one of ${allowedValues.map(shown).join(", ")}`,
      );
    values[name] = value;
  }
  const connections = values.$connections;
  if (!isObject(connections) || Object.keys(connections).length > 0) return values;
  return { ...values, $connections: standInConnections(workflow) };
}

function standInConnections({ definition }: Workflow): ValueObject {
  const names = new Set(connectionUses(templateSites(definition)).map(({ name }) => name));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      { connectionId: `/connections/${name}`, connectionName: name, id: `/managedApis/${name}` },
    ]),
  );
}
