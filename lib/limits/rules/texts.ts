import type { Breach } from "../breach";
import { limits } from "../table";
import type { AlertRule } from "./alert-rule";

/** Names, descriptions and queries that are too long. */
export function textBreaches({ displayName, description, query }: AlertRule): Breach[] {
  return [
    ...tooLong("rule/name-length", "displayName", displayName, "shorten the name"),
    ...tooLong("rule/description-length", "description", description, "shorten it, and put the rest into the guide"),
    ...tooLong("rule/query-length", "query", query, "move work into a function: functions count by their names only"),
  ];
}

function tooLong(
  limit: "rule/name-length" | "rule/description-length" | "rule/query-length",
  property: string,
  text: string | undefined,
  suggestion: string,
): Breach[] {
  const { value, what } = limits[limit];
  if (text === undefined || text.length <= value) return [];
  const message = `${what.split(";")[0]} has ${text.length} characters; Sentinel takes ${value}`;
  return [{ limit, path: [property], message, suggestion }];
}
