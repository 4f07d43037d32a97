import type { Breach } from "../breach";
import { limits } from "../table";
import type { AlertRule } from "./alert-rule";

/** Texts of alerts that name more columns than Sentinel fills in. */
export function placeholderBreaches({ alertDetailsOverride: override }: AlertRule): Breach[] {
  const most = limits["rule/placeholders"].value;
  return (["alertDisplayNameFormat", "alertDescriptionFormat"] as const).flatMap((property): Breach[] => {
    const named = placeholders(override?.[property] ?? "");
    if (named.length <= most) return [];
    return [
      {
        limit: "rule/placeholders",
        path: ["alertDetailsOverride", property],
        message: `${property} names ${named.length} columns (${named.join(", ")}); Sentinel refuses a rule with more than ${most}`,
        suggestion: "put the text together in the query, as one column, and name that",
      },
    ];
  });
}

/** The columns that a text of an alert names, in order, each as often as it is named. */
export function placeholders(format: string): string[] {
  return [...format.matchAll(/\{\{\s*([^}]+?)\s*\}\}/g)].map((match) => match[1]!);
}
