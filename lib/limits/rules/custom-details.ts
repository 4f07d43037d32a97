import type { Breach } from "../breach";
import { limits } from "../table";
import type { AlertRule } from "./alert-rule";

/** Too many custom details, and names that are too long. */
export function customDetailBreaches({ customDetails = {} }: AlertRule): Breach[] {
  return [...tooMany(Object.keys(customDetails)), ...Object.keys(customDetails).flatMap(longKey)];
}

function tooMany(keys: readonly string[]): Breach[] {
  const limit = "rule/custom-details";
  const most = limits[limit].value;
  if (keys.length <= most) return [];
  return [
    {
      limit,
      path: ["customDetails", keys[most]!],
      message: `there are ${keys.length} custom details; a rule takes ${most}`,
      suggestion: "leave out what the entities and the description say already",
    },
  ];
}

function longKey(key: string): Breach[] {
  const limit = "rule/custom-detail-key";
  const most = limits[limit].value;
  if (key.length <= most) return [];
  return [
    {
      limit,
      path: ["customDetails", key],
      message: `the custom detail's name "${key}" has ${key.length} characters; Sentinel takes ${most}`,
      suggestion: `shorten it, such as ${key.slice(0, most)}`,
    },
  ];
}
