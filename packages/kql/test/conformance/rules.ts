import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asimFunctions } from "../../../../lib/log-analytics";
import {
  type Column,
  compile,
  type Diagnostic,
  KqlAnalyzer,
  KqlDatabase,
  type KqlType,
  KqlUnsupportedError,
  type TableSchema,
} from "../../src";
import { type Rule, sentinelRules } from "./cases";

const types: Readonly<Record<string, KqlType>> = {
  bool: "bool",
  boolean: "bool",
  datetime: "datetime",
  decimal: "decimal",
  double: "real",
  dynamic: "dynamic",
  guid: "guid",
  int: "int",
  long: "long",
  real: "real",
  string: "string",
  timespan: "timespan",
};

/** Columns that every table has, whether its reference page lists them or not. */
const standardColumns: readonly Column[] = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "TenantId", type: "string" },
  { name: "Type", type: "string" },
  { name: "_ItemId", type: "string" },
  { name: "_ResourceId", type: "string" },
  { name: "_SubscriptionId", type: "string" },
];

/** The schemas of Log Analytics tables. */
export function logAnalyticsTables(folder: string): TableSchema[] {
  const tables = new Map<string, Column[]>();
  const [, ...lines] = readFileSync(join(folder, "..", "la_table_schemas.csv"), "utf8").split("\n");
  for (const line of lines) {
    const match = /^"?([\w.]+)"?,"?([^",]+)"?,"?(\w+)"?/.exec(line);
    const type = match && types[match[3]!.toLowerCase()];
    if (!type) continue;
    const columns = tables.get(match[1]!) ?? [];
    if (!columns.some((column) => column.name === match[2])) columns.push({ name: match[2]!, type });
    tables.set(match[1]!, columns);
  }
  return [...tables].map(([name, columns]) => ({
    name,
    columns: [...columns, ...standardColumns.filter((item) => !columns.some((column) => column.name === item.name))],
  }));
}

const watchlistColumns: readonly Column[] = [
  { name: "_DTItemId", type: "string" },
  { name: "LastUpdatedTimeUTC", type: "datetime" },
  { name: "SearchKey", type: "string" },
  { name: "WatchlistItem", type: "dynamic" },
];

const columnsOf = (text: string): Column[] =>
  text.split(" ").map((pair) => {
    const [name, type] = pair.split(":") as [string, KqlType];
    return { name, type };
  });

/** A custom table that rules of the corpus read only under a fuzzy union, with the columns they name. */
const trafficAnalytics: TableSchema = {
  name: "AzureNetworkAnalytics_CL",
  columns: columnsOf(
    "TimeGenerated:datetime FASchemaVersion_s:string DestPublicIPs_s:string FlowStartTime_t:datetime FlowEndTime_t:datetime " +
      "Region_s:string AzureRegion_s:string VM_s:string MACAddress_s:string DestPort_d:real SrcIP_s:string NSGRule_s:string " +
      "NSGList_s:string Subnet1_s:string FlowDirection_s:string Subscription1_g:string Tags_s:string PublicFrontendIPs_s:string " +
      "PublicIPAddresses_s:string SchemaVersion_s:string TimeProcessed_t:datetime DiscoveryRegion_s:string VirtualMachine_s:string " +
      "PrivateIPAddresses_s:string Name_s:string DestinationPortRange_s:string NSG_s:string Subnetwork_s:string Subscription_g:string",
  ),
};

/** Sentinel's own watchlist templates, where a rule names a column of one. */
const watchlists: Readonly<Record<string, readonly Column[]>> = {
  TerminatedEmployees: [
    { name: "User Principal Name", type: "string" },
    { name: "UserState", type: "string" },
    { name: "Notification date", type: "string" },
    { name: "Termination date", type: "string" },
  ],
};

export interface RuleOutcome {
  readonly rule: Rule;
  readonly verdict: "runs" | "invalid" | "refused" | "error";
  readonly detail: string;
  /** what stands in the way: the construct, or the kind of diagnostic */
  readonly kind: string;
}

/** What rules of the corpus are bound against. */
export function ruleAnalyzer(folder: string): KqlAnalyzer {
  return new KqlAnalyzer({
    tables: [...logAnalyticsTables(folder), trafficAnalytics],
    functions: asimFunctions,
    lookups: [{ functionName: "_GetWatchlist", variants: watchlists, common: watchlistColumns }],
  });
}

/** Codes of names that the schema does not have; what else is wrong then mostly follows from them. */
const missingNames: Readonly<Record<string, string>> = {
  KS204: "a table or saved function that the schema lacks",
  KS211: "a function that the schema lacks",
  KS142: "a column that the schema lacks",
};

function kindOf(errors: readonly Diagnostic[]): string {
  const codes = errors.map(({ code }) => code);
  const missing = Object.keys(missingNames).find((code) => codes.includes(code));
  return missing ? missingNames[missing]! : `${codes[0]}: ${errors[0]!.message}`;
}

/** Compiles every rule and runs it on empty tables. */
export async function runRules(folder: string): Promise<RuleOutcome[]> {
  const analyzer = ruleAnalyzer(folder);
  const schemas = analyzer.schema.tables;
  const database = await KqlDatabase.open();
  await database.setGeoInfo([]);
  const created = new Set<string>();
  const outcomes: RuleOutcome[] = [];
  for (const rule of sentinelRules(folder)) {
    const analysis = analyzer.analyze(rule.query);
    const errors = analysis.diagnostics.filter((item) => item.severity === "error");
    const [error] = errors;
    if (error) {
      outcomes.push({ rule, verdict: "invalid", detail: `${error.code} ${error.message}`, kind: kindOf(errors) });
      continue;
    }
    try {
      const compiled = compile(analysis);
      for (const name of compiled.tables) {
        if (!created.has(name)) await database.createTable(schemas.find((table) => table.name === name)!);
        created.add(name);
      }
      for (const { uri } of Object.values(compiled.externals)) database.setExternalData(uri, []);
      await database.query(compiled, { now: new Date("2026-01-15T12:00:00Z") });
      outcomes.push({ rule, verdict: "runs", detail: "", kind: "" });
    } catch (failure) {
      const message = failure instanceof Error ? failure.message : String(failure);
      const refused = failure instanceof KqlUnsupportedError;
      const kind = refused ? failure.construct : message.split("\n")[0]!;
      outcomes.push({ rule, verdict: refused ? "refused" : "error", detail: message, kind });
    }
  }
  database.close();
  return outcomes;
}
