import type { Breach } from "../breach";
import { limits } from "../table";
import type { EntityMapping } from "./alert-rule";

/**
 * Identifiers that are whole numbers and are taken from columns that are not: Sentinel drops what it cannot read.
 * @param columns of the query's result; a column that is not among them is not judged
 */
export function entityIdentifierTypeBreaches(
  mappings: readonly EntityMapping[],
  columns: readonly { readonly name: string; readonly type: string }[],
): Breach[] {
  const limit = "rule/entity-identifier-type";
  const whole: readonly string[] = limits[limit].value;
  return mappings.flatMap(({ entityType, fieldMappings }, m) =>
    fieldMappings.flatMap(({ identifier, columnName }, f): Breach[] => {
      const type = columns.find(({ name }) => name === columnName)?.type;
      if (!whole.includes(`${entityType}.${identifier}`) || type === undefined || ["int", "long"].includes(type))
        return [];
      return [
        {
          limit,
          path: ["entityMappings", m, "fieldMappings", f, "columnName"],
          message: `${entityType}.${identifier} is a whole number, and ${columnName} is a ${type}: Sentinel drops the identifier`,
          suggestion:
            whole.indexOf(`${entityType}.${identifier}`) === 0
              ? "map it to the identifier Name; an application of Microsoft Entra has no such number"
              : "map a column of type int or long",
        },
      ];
    }),
  );
}
