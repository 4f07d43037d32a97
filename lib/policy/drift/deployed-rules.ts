import type { AnalyticsRule } from "../../emulator";
import { EmulatorError } from "../../emulator";
import type { ArmResource } from "../../emulator/stack";
import { attributesOf, type Resource, readRules, resolverOf, Stack } from "../../emulator/stack";
import { ruleType, type StateResource, stateResources } from "./state";

/** An analytics rule as it stands in the workspace. */
export type DeployedRule = AnalyticsRule;

type Data = Readonly<Record<string, unknown>>;

/**
 * Scheduled and NRT rules as they stand, from what `terraform show -json` prints of a state (or, after a refresh, of a plan), or from
 * rules as Azure Resource Manager returns them: one, a list, or `{value: […]}`.
 * @param where the file they are from, for errors
 * @throws EmulatorError for anything else
 */
export function deployedRules(data: unknown, where: string): DeployedRule[] {
  const resources =
    stateResources(data)
      ?.filter(({ type }) => ruleType.test(type))
      .map(ofState) ?? ofArm(data, where);
  const stack = new Stack(where, resources);
  return readRules(stack, resolverOf(stack));
}

const ofState = ({ type, name, address, values }: StateResource): Resource => resourceOf(type, name, address, values);

function ofArm(data: unknown, where: string): Resource[] {
  const given = isData(data) && Array.isArray(data.value) ? data.value : [data].flat();
  return given.flatMap((one, i) => {
    if (!isData(one) || typeof one.name !== "string" || typeof one.id !== "string" || !isData(one.properties))
      throw new EmulatorError(
        where,
        `holds something (number ${i + 1}) that is no analytics rule`,
        "give what terraform show -json prints, or what az rest --method get prints for <workspace>/providers/Microsoft.SecurityInsights/alertRules",
      );
    const found = attributesOf({ ...one, type: "Microsoft.SecurityInsights/alertRules" } as unknown as ArmResource);
    return found ? [resourceOf(found.type, one.name, `rule ${one.name}`, found.attributes)] : [];
  });
}

const resourceOf = (type: string, name: string, address: string, values: unknown): Resource => ({
  type,
  name,
  address,
  attributes: literal(isData(values) ? withoutNothing(values) : {}) as Data,
});

/** Null and empty are what a provider and the portal write where nothing is said. */
const withoutNothing = (values: Data): Data =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ""));

/** Nothing that is deployed is a reference, whatever it looks like. */
function literal(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/([$%])\{/g, "$1$1{");
  if (Array.isArray(value)) return value.map(literal);
  if (!isData(value)) return value;
  return Object.fromEntries(Object.entries(withoutNothing(value)).map(([key, inner]) => [key, literal(inner)]));
}

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);
