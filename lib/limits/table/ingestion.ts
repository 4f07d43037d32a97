import type { Limit } from "../limit";

/** Data collection rules and what is sent to them. */
export const ingestionLimits = {
  "ingestion/flows": {
    what: "data flows of a data collection rule",
    value: 10,
    unit: "flows",
    source: "collectionRules",
    certainty: "documented",
    here: "streams and flows of the tables, by who writes them",
  },
  "ingestion/streams": {
    what: "streams of a data collection rule",
    value: 10,
    unit: "streams",
    source: "collectionRules",
    certainty: "documented",
    here: "streams of the tables, by who writes them",
  },
  "transform/length": {
    what: "a transform",
    value: 15_360,
    unit: "characters",
    source: "collectionRules",
    certainty: "documented",
    here: "`transformKql`, with the agents that a sender may speak for",
  },
  "transform/language": {
    what: "operators and functions of a transform, row by row",
    value: "the documented list",
    source: "transformations",
    certainty: "documented",
    here: "`transformKql` of streams, flows and workspace transforms",
  },
  "ingestion/output-table": {
    what: "built-in tables that take rows from a data collection rule: those marked as supporting it",
    value: "not ASimAgentEventLogs",
    source: "asimAgentEvents",
    certainty: "documented",
    here: "execution rows are shown in ASIM's form by functions",
  },
  "ingestion/workspace-transform": {
    what: "a rule of kind WorkspaceTransforms: one destination, no declared streams",
    value: 1,
    unit: "destination",
    source: "ruleStructure",
    certainty: "documented",
    here: "the feature graphReadFilter",
  },
  "ingestion/request-size": {
    what: "a request to the logs ingestion API, packed or not",
    value: 1_048_576,
    unit: "bytes",
    source: "logsIngestion",
    certainty: "documented",
    here: "the collector sends 900,000 at most, agent-telemetry this many",
  },
  "ingestion/field-size": {
    what: "a value of a row; what is longer is cut, and an object that is cut is text in which nothing is found",
    value: 65_536,
    unit: "bytes",
    source: "logsIngestion",
    certainty: "documented",
    here: "attributes of spans, which the intake and agent-telemetry cut themselves",
  },
} as const satisfies Readonly<Record<string, Limit>>;
