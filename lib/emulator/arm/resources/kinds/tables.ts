import { countBreaches, tableBreaches } from "../../../../limits";
import { builtinTables } from "../../../../log-analytics";
import { tableColumns } from "../../../workspace/column-types";
import type { ResourceKind } from "../kind";
import { refusals } from "../refusals";
import { part, parts, type Resource } from "../resource";

interface Column {
  readonly name: string;
  readonly type: string;
}

/** https://learn.microsoft.com/rest/api/loganalytics/tables */
export const tables: ResourceKind = {
  type: "Microsoft.OperationalInsights/workspaces/tables",
  since: "2020-03-01-preview",
  created: 200,
  implicit: (name) => isBuiltIn(name),
  check: (table, { store }, before) => {
    if (isBuiltIn(table.name)) return;
    if (!before) {
      const others = store.ofType(tables.type).filter(({ resource }) => isBeside(resource, table));
      const [tooMany] = countBreaches({ customTables: others.length + 1 });
      if (tooMany) throw refusals.beyondLimit({ ...tooMany, path: [] });
    }
    const { plan, retentionInDays, totalRetentionInDays } = table.properties as Readonly<Record<string, never>>;
    const columns = columnsOf(table);
    const breaches = tableBreaches({ name: table.name, plan, retentionInDays, totalRetentionInDays, columns });
    const bad = breaches.find(({ limit }) => limit === "table/column-name");
    if (bad) throw refusals.badColumn(columns[Number(bad.path[1])]!.name, bad.message);
    if (breaches[0]) throw refusals.beyondLimit(breaches[0]);
    tableColumns(columns as readonly object[] as readonly Record<string, unknown>[], table.name);
    if (!columns.some(({ name }) => name === "TimeGenerated"))
      throw refusals.invalid("'schema' parameter is invalid. The table needs a column TimeGenerated of type dateTime.");
    if (before) checkChange(table, before);
  },
  fill: ({ name, properties }, _context, before) => ({
    plan: properties.plan ?? before?.properties.plan ?? "Analytics",
    provisioningState: "Succeeded",
    // Without them, azurerm reads a retention of 0, and plans a change for ever.
    ...retention(properties.retentionInDays, properties.totalRetentionInDays),
    schema: {
      ...part(properties, "schema"),
      name,
      standardColumns: [],
      solutions: ["LogManagement"],
      isTroubleshootingAllowed: true,
    },
  }),
  shown: ({ resource, version }) =>
    version > 0 ? resource : { ...resource, properties: { ...builtIn(resource.name), provisioningState: "Succeeded" } },
};

/** Whether a table is a custom one of the same workspace. */
const isBeside = ({ id, name }: Resource, { id: other }: Resource): boolean =>
  !isBuiltIn(name) && folderOf(id) === folderOf(other);

const folderOf = (id: string): string => id.slice(0, id.lastIndexOf("/")).toLowerCase();

function checkChange(table: Resource, before: Resource): void {
  const [plan, was] = [table.properties.plan ?? "Analytics", before.properties.plan];
  if (plan !== was && (plan === "Auxiliary" || was === "Auxiliary"))
    throw refusals.invalid(
      `The plan of table '${table.name}' cannot be changed from ${was} to ${plan}: Auxiliary is chosen when a table is made.`,
    );
  for (const { name, type } of columnsOf(table)) {
    const known = columnsOf(before).find((column) => column.name === name);
    if (known && known.type.toLowerCase() !== type.toLowerCase())
      throw refusals.invalid(
        `Column '${name}' of table '${table.name}' is of type ${known.type}, and cannot become ${type}. Remove it first, then add it again.`,
      );
  }
}

const columnsOf = ({ properties }: Pick<Resource, "properties">): Column[] =>
  parts(part(properties, "schema"), "columns") as readonly object[] as Column[];

const usual = 30;

function retention(days: unknown, total: unknown): Record<string, unknown> {
  const asDefault = days === undefined || days === -1;
  const kept = asDefault ? usual : days;
  const totalAsDefault = total === undefined || total === -1;
  return {
    retentionInDays: kept,
    retentionInDaysAsDefault: asDefault,
    totalRetentionInDays: totalAsDefault ? kept : total,
    totalRetentionInDaysAsDefault: totalAsDefault,
  };
}

const isBuiltIn = (name: string): boolean => builtinTables().some((table) => table.name === name);

const builtIn = (name: string): Record<string, unknown> => ({
  plan: "Analytics",
  ...retention(undefined, undefined),
  schema: { name, tableType: "Microsoft", tableSubType: "DataCollectionRuleBased", columns: [] },
});
