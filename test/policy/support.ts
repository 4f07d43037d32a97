import { type PolicyDocument, type PolicyFinding, policyChecks, runChecks } from "../../lib/policy";
import { configurationOf } from "../../lib/policy/document/configuration";
import { planOf } from "../../lib/policy/document/plan";

type Data = Readonly<Record<string, unknown>>;

/** A configuration that has the given resources, by type and name. */
export const configuration = (
  resource: Record<string, Record<string, unknown>>,
  more: Data = {},
  stack = "acme",
): PolicyDocument => configurationOf({ resource, ...more }, `${stack}/cdk.tf.json`, stack);

/** A plan's JSON. */
export const plan = (data: Data): PolicyDocument => planOf(data, "plan.json", "plan");

/** What one check finds in documents. */
export function findings(id: string, ...documents: readonly PolicyDocument[]): readonly PolicyFinding[] {
  const checks = policyChecks.filter((one) => one.id === id);
  if (checks.length !== 1) throw new Error(`there is no check ${id}`);
  return runChecks(documents, { checks, settings: { profile: checks[0]!.profile ?? "standard" }, today: "2026-03-01" });
}
