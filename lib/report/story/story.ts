import type { IngestReport, Need } from "../../emulator";

/** What happened in a workspace, as a report tells it; plain JSON, the same for the same input. */
export interface Story {
  readonly title: string;
  /** the simulated time, ISO 8601 */
  readonly from: string;
  readonly to: string;
  /** where analysts work, in words */
  readonly portal: string;
  /** agents of which something was found, those with the gravest incident first */
  readonly agents: readonly AgentStory[];
  readonly incidents: readonly StoryIncident[];
  /** playbooks that did something, or would have */
  readonly responses: readonly StoryResponse[];
  /** playbooks that were started and found nothing to do */
  readonly idleResponses: number;
  readonly rules: readonly RuleNoise[];
  /** rules that told nothing, and how often they ran */
  readonly silentRules: { readonly rules: number; readonly runs: number };
  readonly ingest: readonly IngestReport[];
  /** where no incident was made: what rules would have needed */
  readonly needs: readonly Need[];
  readonly notes: readonly string[];
}

/** One agent: what it did, what was found, on whose code, and what stopped it. */
export interface AgentStory {
  readonly agent: Agent;
  /** numbers of its incidents */
  readonly incidents: readonly number[];
  /** when harm began, ISO 8601 */
  readonly harm: string;
  /** the stretch of time that its pictures show */
  readonly shown: { readonly from: string; readonly to: string };
  readonly findings: readonly Finding[];
  /** what it did in the time that is shown, in equal stretches */
  readonly activity: readonly Activity[];
  readonly touched: Touched;
  readonly chain: readonly ChainLink[];
  /** what it did from the beginning of harm until it was stopped, or until the end */
  readonly done: Done;
  readonly stop?: Stop;
  /** later stops of the same agent, or of what it runs in */
  readonly furtherStops: readonly Stop[];
  readonly undo: Undo;
}

export interface Agent {
  readonly id: string;
  readonly name: string;
  /** as the inventory has it: AgentIdentity, ClassicAgent, ExternalAgent; empty where it is not registered */
  readonly type: string;
  readonly blueprint: string;
  /** who answers for it */
  readonly people: readonly string[];
}

/** Something that a rule found about an agent. */
export interface Finding {
  /** when it was done, and when a rule saw it; ISO 8601 */
  readonly when: string;
  readonly seen: string;
  readonly detection: string;
  readonly rule: string;
  readonly deed: string;
  readonly weight: "decisive" | "strong" | "weak";
  readonly severity: string;
}

export interface Activity {
  /** beginning of the stretch, ISO 8601 */
  readonly at: string;
  readonly operations: number;
  readonly records: number;
  readonly bytesOut: number;
}

/** Tools that an agent used, the data behind them, and where something went. */
export interface Touched {
  readonly nodes: readonly TouchedNode[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly text: string }[];
}

export interface TouchedNode {
  readonly kind: "tool" | "data" | "host";
  readonly name: string;
  /** how much, and of which label */
  readonly detail: string;
  /** whether a finding names it */
  readonly suspect: boolean;
}

/** A link of the chain from an agent's last action back to the review of its code: `AgentLineage`. */
export interface ChainLink {
  readonly link: string;
  readonly state: "Proven" | "Claimed" | "Broken" | "Missing";
  readonly value: string;
  readonly detail: string;
}

export interface Done {
  readonly records: number;
  readonly sensitive: number;
  readonly outsideScope: readonly string[];
  readonly labels: readonly string[];
  readonly sent: readonly {
    readonly host: string;
    readonly zone: string;
    readonly bytes: number;
    readonly suspect: boolean;
  }[];
}

/** What stopped an agent. */
export interface Stop {
  readonly at: string;
  readonly playbook: string;
  /** what started the playbook */
  readonly cause: string;
  /** Freeze, Quarantine, PauseWorkflow, … */
  readonly action: string;
  readonly target: string;
  readonly reason: string;
  /** empty where it was automatic */
  readonly approvedBy: string;
}

/** How a stop is undone, and whether it was. */
export interface Undo {
  readonly how: string;
  readonly done?: { readonly at: string; readonly by: string; readonly what: readonly string[] };
}

export interface StoryIncident {
  readonly number: number;
  readonly title: string;
  readonly severity: string;
  readonly status: string;
  readonly created: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly entities: readonly { readonly type: string; readonly name: string }[];
  readonly alerts: readonly {
    readonly at: string;
    readonly title: string;
    readonly severity: string;
    readonly rule: string;
  }[];
  readonly tasks: readonly string[];
}

/** A playbook that was started, and what it did. */
export interface StoryResponse {
  readonly at: string;
  readonly end: string;
  readonly playbook: string;
  readonly rule: string;
  readonly cause: string;
  readonly status: string;
  readonly requests: number;
  readonly lines: readonly { readonly kind: string; readonly text: string }[];
}

/** How much a rule told, and how much of it led anywhere. */
export interface RuleNoise {
  readonly id: string;
  readonly rule: string;
  readonly runs: number;
  readonly rows: number;
  readonly alerts: number;
  /** incidents that tell what it found */
  readonly incidents: number;
  /** incidents that were right, of those that were; where the truth is known */
  readonly precision?: { readonly found: number; readonly of: number };
}
