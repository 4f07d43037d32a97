import { deployedRules, readDocuments, readToolJson, resourceDrift, ruleDrift, stateResources } from "../../policy";

export interface DriftCommandOptions {
  readonly stack: string;
  readonly state: string;
}

/** Prints how what is deployed differs from its source: rules, and where a state is given, every other resource. */
export function drift({ stack, state }: DriftCommandOptions): void {
  const data = readToolJson(state);
  const kept = stateResources(data);
  const found = [
    ...(kept && !hasRules(stack)
      ? []
      : ruleDrift(stack, deployedRules(data, state)).map(({ rule, what, message }) => `"${rule}" ${what}: ${message}`)),
    ...(kept ? resourceDrift(stack, kept) : []).map(({ address, what, message }) => `${address} ${what}: ${message}`),
  ];
  for (const line of found) console.log(line);
  if (found.length > 0) process.exitCode = 1;
  else console.log(kept ? "everything says what its source says" : "every analytics rule says what its source says");
}

/** A stack of governance or of a delegation has none. */
const hasRules = (stack: string): boolean =>
  readDocuments(stack).some(({ resources }) =>
    resources.some(({ type }) => /^azurerm_sentinel_alert_rule_/.test(type)),
  );
