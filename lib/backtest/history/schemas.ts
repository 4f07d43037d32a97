import type { KqlType } from "@sentinel-agent-identities/kql";
import type { Workspace } from "../../emulator";
import { builtinTables, standardColumns } from "../../log-analytics";

/** What rows may be of: a table, or a stream whose transform makes rows of one. */
export interface Target {
  readonly name: string;
  readonly isStream: boolean;
  readonly types: ReadonlyMap<string, KqlType>;
}

/** Every stream and table of a workspace, by name. */
export function targetsOf(workspace: Workspace): ReadonlyMap<string, Target> {
  const known = targets.get(workspace) ?? readTargets(workspace);
  targets.set(workspace, known);
  return known;
}

/** Hundreds of tables, asked for with every file. */
const targets = new WeakMap<Workspace, ReadonlyMap<string, Target>>();

function readTargets(workspace: Workspace): ReadonlyMap<string, Target> {
  const make = (name: string, isStream: boolean, columns: readonly { name: string; type: KqlType }[]): Target => ({
    name,
    isStream,
    types: new Map(columns.map((column) => [column.name, column.type])),
  });
  return new Map(
    [
      ...builtinTables().map(({ name, columns }) => make(name, false, columns)),
      ...workspace.tables.map(({ name, columns }) => make(name, false, [...columns, ...standardColumns])),
      ...workspace.streams.filter(({ partial }) => !partial).map(({ name, columns }) => make(name, true, columns)),
    ].map((target) => [target.name, target]),
  );
}

/** Columns that Log Analytics has in every table and that exports bring along: nothing reads them. */
export const exportColumns: ReadonlySet<string> = new Set([
  ...["TenantId", "Type", "SourceSystem", "MG", "ManagementGroupName", "Computer", "RawData", "TableName"],
  ...["_ResourceId", "_SubscriptionId", "_ItemId", "_TimeReceived", "_Internal_WorkspaceResourceId", "_WorkspaceId"],
  ...["_BilledSize", "_IsBillable"],
  ...["_RuleName", "_RuleLastModifiedTime", "_BinSize", "_BinStartTime"],
]);

/** What `ingestion_time()` is called in exports: `extend IngestionTime = ingestion_time()`, or without a name. */
export const arrivalColumns: readonly string[] = [
  "IngestionTime",
  "$IngestionTime",
  "_IngestionTime",
  "ingestion_time",
  "ingestion_time_",
  "$arrived",
  "_TimeReceived",
];
