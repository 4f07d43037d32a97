import type { Breach } from "../breach";
import { limits } from "../table";
import type { AlertRule } from "./alert-rule";

/** Too many entities, and too many identifiers of one. */
export function entityMappingBreaches({ kind, entityMappings = [] }: AlertRule): Breach[] {
  return [...tooMany(kind, entityMappings.length), ...entityMappings.flatMap(tooManyIdentifiers)];
}

function tooMany(kind: AlertRule["kind"], count: number): Breach[] {
  const limit = kind === "NRT" ? "rule/nrt-entities" : "rule/entity-mappings";
  const most = limits[limit].value;
  if (count <= most) return [];
  const [message, suggestion] =
    kind === "NRT"
      ? [
          `an NRT rule takes ${most} entity mappings, not ${count}: the Terraform provider refuses more`,
          "keep the entities that responders act on, or make the rule kind: Scheduled",
        ]
      : [`a rule takes ${most} entity mappings, not ${count}`, "keep the entities that responders act on"];
  return [{ limit, path: ["entityMappings", most], message, suggestion }];
}

function tooManyIdentifiers(
  { entityType, fieldMappings }: { entityType: string; fieldMappings: readonly unknown[] },
  i: number,
): Breach[] {
  const limit = "rule/entity-identifiers";
  const most = limits[limit].value;
  if (fieldMappings.length <= most) return [];
  return [
    {
      limit,
      path: ["entityMappings", i, "fieldMappings", most],
      message: `${entityType} has ${fieldMappings.length} identifiers; an entity takes ${most}`,
      suggestion: "keep the strongest, such as an object id",
    },
  ];
}
