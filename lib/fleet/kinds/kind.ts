import type { LabelName, Zone } from "../labels";
import type { Rhythm } from "../rhythm";

/** What a tool does to the world. */
export type ToolClass = "Read" | "Write" | "Delete" | "Execute" | "Transfer" | "Invoke";

/** A tool that agents of a kind may call. */
export interface Tool {
  /** host of the MCP server that offers it */
  readonly server: string;
  readonly class: ToolClass;
  readonly description: string;
}

/** A data store. */
export interface Store {
  /** `db.system.name` */
  readonly system: string;
  /** `db.namespace` */
  readonly namespace: string;
  /** classified columns by table; accesses to them are in the SQL audit log with their classification */
  readonly classified?: Readonly<Record<string, readonly string[]>>;
  /** documents are found by meaning: accesses are retrieval spans, with `namespace` as the data source */
  readonly retrieval?: boolean;
}

/** What a step reads from or writes to a store. */
export interface DataAccess {
  /** name of one of the kind's stores */
  readonly store: string;
  readonly table: string;
  readonly verb: "SELECT" | "INSERT" | "UPDATE" | "DELETE";
  /** rows touched, median */
  readonly rows: number;
}

/** What a step sends over HTTP. */
export interface Send {
  /** one of the kind's destinations */
  readonly host: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  /** path; `{n}` becomes a number */
  readonly path: string;
  /** bytes sent, median */
  readonly bytes: number;
  /** bytes received, median; default 600 */
  readonly received?: number;
  /** the request opens a document in SharePoint, which Office 365 audits */
  readonly document?: boolean;
  /** the host is a page of the open web, chosen anew each time; `host` stands for those that are well known */
  readonly browse?: boolean;
}

/** One tool call of a task. */
export interface Step {
  readonly tool: string;
  readonly data?: DataAccess;
  readonly send?: Send;
  /** label of the data that is touched */
  readonly label?: LabelName;
  /** how often the call is made: fewest and most; default once */
  readonly repeat?: readonly [number, number];
}

/** Something that agents of a kind are asked for. */
export interface Task {
  readonly name: string;
  /** how often it comes up, relative to the kind's other tasks */
  readonly weight: number;
  /** what people or schedules ask; `{n}`, `{month}` and `{name}` are filled in */
  readonly prompts: readonly string[];
  readonly steps: readonly Step[];
  /** probability that a person asks (on behalf of) rather than a schedule */
  readonly onBehalf: number;
  /** kind of the agents that finish the task */
  readonly handoff?: string;
  /** agents learn it from a later release */
  readonly learned?: boolean;
}

/** When an agent starts that keeps to a timetable. Hours and minutes are UTC. */
export type Timetable =
  | { readonly every: "night"; readonly hour: number; readonly minute: number }
  /** `drift` minutes earlier every time, as a job that counts from its last start */
  | { readonly every: "week"; readonly weekday: number; readonly hour: number; readonly drift: number }
  /** on the days around the end of a month */
  | { readonly every: "month"; readonly hour: number };

/** Which pages of the open web agents of a kind read. */
export interface Browsing {
  readonly topic: "documentation" | "news" | "suppliers";
  /** hosts that an agent sees for the first time on an ordinary day, mean */
  readonly newPerDay: number;
}

/** Where agents of a kind run, and so which federated credential they present. */
export type RuntimeKind = "kubernetes" | "containerApp" | "githubActions";

/** A kind of agent: what its agents may do, and what they are used for. */
export interface AgentKind {
  /** lower-case word, used in names */
  readonly name: string;
  readonly department: string;
  /** agents sign their records and send them to the native stream */
  readonly signs: boolean;
  /** agents are plain service principals without a blueprint */
  readonly classic?: boolean;
  /** agents run on Agent 365, so that Defender sees their invocations too */
  readonly agent365?: boolean;
  /** agents answer people in Microsoft 365 Copilot */
  readonly copilot?: boolean;
  /** agents reach their MCP servers through the API gateway */
  readonly gateway?: boolean;
  readonly runtime: RuntimeKind;
  readonly model: { readonly provider: string; readonly name: string };
  readonly rhythm: Rhythm;
  /** starts by a timetable rather than by chance */
  readonly timetable?: Timetable;
  /** starts in bursts of so many sessions, as builds do: fewest and most */
  readonly bursts?: readonly [number, number];
  readonly browsing?: Browsing;
  readonly tools: Readonly<Record<string, Tool>>;
  readonly stores: Readonly<Record<string, Store>>;
  readonly destinations: Readonly<Record<string, Zone>>;
  readonly tasks: readonly Task[];
  readonly policy: {
    readonly criticality: "Low" | "Medium" | "High" | "Critical";
    readonly maxLabelRank: number;
    readonly maxReadsPerHour: number;
    readonly maxWritesPerMin: number;
    readonly maxDeletesPerMin: number;
    readonly responseMode: "Off" | "DryRun" | "Approve" | "Auto";
  };
}
