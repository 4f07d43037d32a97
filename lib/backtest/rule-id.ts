import type { AnalyticsRule } from "../emulator";

/** The catalogue id that a rule's alerts carry, such as AIC-044; its name where it carries none. */
export function ruleId({ name, query }: Pick<AnalyticsRule, "name" | "query">): string {
  return /DetectionId\s*=\s*"(AIC-\d{3})"/.exec(query)?.[1] ?? /"(AIC-\d{3})"/.exec(query)?.[1] ?? name;
}
