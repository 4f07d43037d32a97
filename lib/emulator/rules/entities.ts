import type { AnalyticsRule } from "../workspace/model";
import { display, type Row } from "./rows";

/** What is kept per alert (Microsoft Sentinel service limits): entities, and their size together. */
const maximumEntities = 500;
const maximumBytes = 64 * 1024;

/** An entity: its type and the identifiers that have a value, spelled as in the entity types reference. */
export interface Entity {
  readonly type: string;
  readonly [identifier: string]: string;
}

/**
 * Entities of an alert: one per mapping and distinct set of values. A mapping yields nothing for a row in which all
 * its columns are empty.
 * @see https://learn.microsoft.com/azure/sentinel/map-data-fields-to-entities
 */
export function entitiesOf(rule: AnalyticsRule, rows: readonly Row[]): Entity[] {
  const found = new Map<string, Entity>();
  for (const row of rows) {
    for (const mapping of rule.entityMappings) {
      const identifiers = mapping.fields
        .map(({ identifier, column }) => [identifier, display(row[column])] as const)
        .filter(([, value]) => value !== "");
      if (identifiers.length === 0) continue;
      const entity: Entity = { type: mapping.entityType, ...Object.fromEntries(identifiers) };
      found.set(entityKey(entity), entity);
    }
  }
  let bytes = 0;
  return [...found.values()].slice(0, maximumEntities).filter((entity) => {
    bytes += Buffer.byteLength(JSON.stringify(entity));
    return bytes <= maximumBytes;
  });
}

/** Equal for equal entities. */
export function entityKey(entity: Entity): string {
  return JSON.stringify(Object.entries(entity).sort(([a], [b]) => (a < b ? -1 : 1)));
}
