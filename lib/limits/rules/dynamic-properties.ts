import type { Breach } from "../breach";
import { limits } from "../table";
import type { AlertRule } from "./alert-rule";

/** Properties of alerts that no column can set, or that two would. */
export function dynamicPropertyBreaches({ alertDetailsOverride: override }: AlertRule): Breach[] {
  const limit = "rule/dynamic-properties";
  const known: readonly string[] = limits[limit].value;
  const names = (override?.alertDynamicProperties ?? []).map(({ alertProperty }) => alertProperty);
  return names.flatMap((name, i): Breach[] => {
    const path = ["alertDetailsOverride", "alertDynamicProperties", i, "alertProperty"];
    if (!known.includes(name))
      return [
        {
          limit,
          path,
          message: `a column cannot set the alert's ${name}`,
          suggestion: `use one of ${known.join(", ")}`,
        },
      ];
    if (names.indexOf(name) === i) return [];
    return [{ limit, path, message: `${name} is set twice`, suggestion: "keep one" }];
  });
}
