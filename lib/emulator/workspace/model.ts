import type { Column } from "@sentinel-agent-identities/kql";

/** A custom table of the workspace. */
export interface CustomTable {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A stream of a data collection rule, and where its rows go. */
export interface Stream {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly flows: readonly Flow[];
  /** Rows may leave columns out, as those of built-in tables do. */
  readonly partial?: boolean;
}

/** One way a stream's rows take. */
export interface Flow {
  /** The ingest-time transform; `source` when the rule has none. */
  readonly transformKql: string;
  /** The table the rows land in. */
  readonly table: string;
  /** Resource address, for errors. */
  readonly where: string;
}

/** A data collection rule: the streams it takes, and from whom. */
export interface DataCollectionRule {
  readonly name: string;
  /** `dcr-…`, by which the Logs Ingestion API knows the rule */
  readonly immutableId: string;
  readonly streams: readonly Stream[];
  /** Object ids of the principals that may send, lower case. */
  readonly senders: readonly string[];
}

/** A saved function. */
export interface SavedFunction {
  readonly name: string;
  /** `(a:string, b:timespan=1h)` */
  readonly parameters: string;
  readonly body: string;
}

/** A hunting query: a saved search that Sentinel lists under Hunting. */
export interface HuntingQuery {
  /** the saved search's name, a GUID */
  readonly id: string;
  readonly name: string;
  readonly query: string;
  /** Resource address, for errors. */
  readonly where: string;
}

/** A summary rule: a query per bin, whose rows land in a table. */
export interface SummaryRule {
  readonly name: string;
  readonly query: string;
  readonly destination: string;
  /** in milliseconds */
  readonly binSize: number;
  /** how long a run waits after its bin, in milliseconds */
  readonly binDelay: number;
  /** Resource address, for errors. */
  readonly where: string;
}

/** A watchlist with its items. */
export interface Watchlist {
  readonly alias: string;
  readonly searchKey: string;
  readonly columns: readonly string[];
  readonly items: readonly Readonly<Record<string, string>>[];
}

export const severities = ["Informational", "Low", "Medium", "High"] as const;
export type Severity = (typeof severities)[number];

/** When a Scheduled rule runs, in milliseconds, and when its row count makes it fire. */
export interface Schedule {
  readonly frequency: number;
  readonly period: number;
  readonly operator: "GreaterThan" | "LessThan" | "Equal" | "NotEqual";
  readonly threshold: number;
}

export interface EntityMapping {
  readonly entityType: string;
  readonly fields: readonly { readonly identifier: string; readonly column: string }[];
}

/** How alerts of a rule become incidents. */
export interface IncidentSettings {
  readonly create: boolean;
  readonly grouping?: {
    /** in milliseconds */
    readonly lookback: number;
    readonly matching: "AllEntities" | "AnyAlert" | "Selected";
    readonly byEntities: readonly string[];
    readonly byAlertDetails: readonly string[];
    readonly byCustomDetails: readonly string[];
  };
}

/** Whether a rule's alerts are correlated with others in the Defender portal; `default` leaves it to the tenant. */
export type Correlation = "included" | "excluded" | "default";

/** An analytics rule. */
export interface AnalyticsRule {
  readonly kind: "Scheduled" | "NRT";
  /** The rule's GUID. */
  readonly id: string;
  readonly armId: string;
  readonly name: string;
  /** without the tag that says whether it is correlated */
  readonly description: string;
  readonly correlation: Correlation;
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly query: string;
  /** Scheduled rules only. */
  readonly schedule?: Schedule;
  readonly grouping: "SingleAlert" | "AlertPerResult";
  /** After an alert the rule rests this long, in milliseconds. */
  readonly suppression?: number;
  readonly entityMappings: readonly EntityMapping[];
  readonly customDetails: Readonly<Record<string, string>>;
  readonly override: {
    readonly title?: string;
    readonly description?: string;
    readonly severityColumn?: string;
    readonly tacticsColumn?: string;
    readonly dynamicProperties: Readonly<Record<string, string>>;
  };
  readonly incident: IncidentSettings;
  /** Resource address, for errors. */
  readonly where: string;
}

/** A condition of an automation rule, as the REST API writes it. */
export interface Condition {
  readonly conditionType: string;
  readonly conditionProperties: Readonly<Record<string, unknown>>;
}

/** Something an analyst is to do about an incident. */
export interface IncidentTask {
  readonly title: string;
  readonly description: string;
}

/** What an automation rule waits for. */
export type AutomationTrigger = "IncidentCreated" | "IncidentUpdated" | "AlertCreated";

/** An automation rule. */
export interface AutomationRule {
  readonly name: string;
  readonly order: number;
  readonly trigger: AutomationTrigger;
  readonly conditions: readonly Condition[];
  /** ARM ids of the playbooks it starts, in order. */
  readonly playbooks: readonly string[];
  /** Tasks it adds to the incident, in order. */
  readonly tasks: readonly IncidentTask[];
  readonly where: string;
}

/** A deployed Logic App. */
export interface PlaybookResource {
  readonly armId: string;
  readonly name: string;
  readonly state: string;
  /** What starts it; undefined where its definition is not in the stack. */
  readonly startedBy?: PlaybookStarter;
}

/** What starts a Logic App: Sentinel, for an incident or for an alert, or something else, named by its trigger's type. */
export type PlaybookStarter = "incident" | "alert" | { readonly trigger: string };

/** Everything the emulator takes from the Terraform. */
export interface Workspace {
  readonly armId: string;
  /** Object ids of the principals that may query, lower case; nobody when left out. */
  readonly readers?: readonly string[];
  readonly tables: readonly CustomTable[];
  readonly dataCollectionRules: readonly DataCollectionRule[];
  /** Streams of all data collection rules; those of a workspace transform are named after their built-in table. */
  readonly streams: readonly Stream[];
  readonly functions: readonly SavedFunction[];
  readonly hunting: readonly HuntingQuery[];
  readonly summaries: readonly SummaryRule[];
  readonly watchlists: readonly Watchlist[];
  readonly rules: readonly AnalyticsRule[];
  readonly automationRules: readonly AutomationRule[];
  readonly playbooks: readonly PlaybookResource[];
  /** Where analysts work, where the playbooks say so. */
  readonly portal?: "defender" | "azure";
}
