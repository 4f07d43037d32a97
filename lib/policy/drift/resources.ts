import { readDocuments } from "../document/read-documents";
import { differences } from "./differences";
import { knownValue } from "./known-values";
import { notAs } from "./shown";
import { ruleType, type StateResource } from "./state";

/** One way in which a resource that stands is not what the source says. */
export interface ResourceDrift {
  /** as Terraform calls it */
  readonly address: string;
  /** the attribute that differs, with the way into it; `missing` for a resource that is not there */
  readonly what: string;
  readonly message: string;
}

/** What is Terraform's own business, and what no state keeps. */
const meta =
  /^(\/\/|lifecycle|depends_on|provider|provisioner|connection|count|for_each|timeouts|sensitive_body|.*_wo)$/;

/**
 * Compares every resource of synthesized Terraform with a state, attribute by attribute; analytics rules, which `ruleDrift` reads as Sentinel
 * does, are left out. What the source does not say is not looked at, and resources that it does not have are somebody else's.
 * @param stack a `cdk.tf.json`, the folder of a stack, or a `cdktf.out`
 * @param state as it is after a refresh
 * @returns in the order of the stack
 */
export function resourceDrift(stack: string, state: readonly StateResource[]): ResourceDrift[] {
  const known = new Map(state.map((one) => [`${one.type}.${one.name}`, one]));
  return readDocuments(stack)
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => !ruleType.test(type))
    .flatMap(({ address, attributes }): ResourceDrift[] => {
      const values = known.get(address)?.values;
      if (!values)
        return [{ address, what: "missing", message: "is not in the state: it was deleted, or never deployed" }];
      return Object.entries(attributes)
        .filter(([key]) => !meta.test(key) && key in values)
        .flatMap(([key, wanted]) => differences(knownValue(wanted, known), values[key], key))
        .map(({ path, is, wanted }) => ({ address, what: path, message: notAs(is, wanted) }));
    });
}
