import { isDeepStrictEqual } from "node:util";
import { EmulatorError } from "../../emulator";
import { readRules, readStack, resolverOf } from "../../emulator/stack";
import type { DeployedRule } from "./deployed-rules";
import { type Said, saidOf } from "./said";
import { fromLine, notAs } from "./shown";

/** One way in which a deployed analytics rule is not what the source says. */
export interface RuleDrift {
  /** the rule's name for people */
  readonly rule: string;
  /** what differs, such as `query` or `correlation`; `missing` for a rule that is not there */
  readonly what: keyof Said | "missing";
  /** how it differs, and what that means */
  readonly message: string;
}

/**
 * Compares analytics rules as they stand with the synthesized Terraform. What the portal's wizard writes otherwise and means the same is no
 * difference: the order of lists and mappings, nothing, null and an empty text, line ends, the spelling of times, the correlation
 * tag's case and blanks, and defaults that are written out. Rules that the stack does not have are somebody else's.
 * @param stack synthesized Terraform: a `cdk.tf.json`, the folder of a stack, or a `cdktf.out` with one tenant
 * @returns in the order of the stack
 * @throws EmulatorError for Terraform that cannot be read, or has no rule
 */
export function ruleDrift(stack: string, deployed: readonly DeployedRule[]): RuleDrift[] {
  const read = readStack(stack);
  const sources = readRules(read, resolverOf(read));
  if (sources.length === 0) throw new EmulatorError(read.file, "has no analytics rule", "pass the stack of a tenant");
  const byId = new Map(deployed.map((rule) => [rule.id.toLowerCase(), rule]));
  return sources.flatMap((source): RuleDrift[] => {
    const found = byId.get(source.id.toLowerCase());
    if (found) return differences(source, found);
    const message = "is not among the rules that were given: it was deleted, or never deployed";
    return [{ rule: source.name, what: "missing", message }];
  });
}

function differences(source: DeployedRule, found: DeployedRule): RuleDrift[] {
  const [wanted, is] = [saidOf(source), saidOf(found)];
  return (Object.keys(wanted) as (keyof Said)[])
    .filter((what) => !isDeepStrictEqual(wanted[what], is[what]))
    .map((what) => ({ rule: source.name, what, message: messageOf(what, is[what], wanted[what]) }));
}

function messageOf(what: keyof Said, is: unknown, wanted: unknown): string {
  const message = what === "query" ? fromLine(String(is), String(wanted)) : notAs(is, wanted);
  if (what === "name" && /^AUTO DISABLED\b/i.test(String(is)))
    return `${message}: Sentinel switched it off after its query had failed again and again; why is in SentinelHealth`;
  if (what === "correlation")
    return `${message}: somebody chose so in the portal, and the next apply undoes it; to keep it, name the rule under correlation.rules in the tenant's file`;
  if (what === "enabled" && is === false) return `${message}: it finds nothing`;
  return message;
}
