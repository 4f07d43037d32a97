import type { Alert } from "../../emulator";

/**
 * Ids of the rules that tell something by an alert: of one that tells a story, the rules behind what it hands on (its custom
 * detail `Evidence`); of any other the rule that made it.
 */
export function tellers({ ruleId, customDetails }: Pick<Alert, "ruleId" | "customDetails">): readonly string[] {
  const [evidence = ""] = customDetails.Evidence ?? [];
  const behind = [...evidence.matchAll(/(?:^|; )AIC-\d{3} \S+ \S+ (\S+) /g)].map(([, id]) => id!);
  return behind.length > 0 ? [...new Set(behind)] : [ruleId];
}
