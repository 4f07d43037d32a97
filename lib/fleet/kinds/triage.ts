import { aroundTheClock } from "../rhythm";
import type { AgentKind } from "./kind";

const router = "router.mcp.contoso.com";

/** Reads what comes in and hands it to the agents who know more: the first link of chains. */
export const triage: AgentKind = {
  name: "triage",
  department: "Service Desk",
  signs: false,
  agent365: true,
  runtime: "containerApp",
  model: { provider: "azure.ai.openai", name: "gpt-4o-mini" },
  rhythm: { perDay: 20, hours: aroundTheClock, weekend: 0.5, monthEnd: 1 },
  tools: {
    read_inbox: { server: router, class: "Read", description: "Reads new requests." },
    tag_request: { server: router, class: "Write", description: "Puts a tag on a request." },
    close_request: { server: router, class: "Write", description: "Closes a request." },
    merge_requests: { server: router, class: "Write", description: "Merges requests about the same." },
  },
  stores: { inbox: { system: "postgresql", namespace: "service_inbox" } },
  destinations: {},
  tasks: [
    {
      name: "route-to-support",
      weight: 4,
      prompts: ["Route request {n}."],
      onBehalf: 0.2,
      handoff: "support",
      steps: [
        {
          tool: "read_inbox",
          data: { store: "inbox", table: "requests", verb: "SELECT", rows: 5 },
          label: "confidential",
        },
        { tool: "tag_request", data: { store: "inbox", table: "requests", verb: "UPDATE", rows: 1 } },
      ],
    },
    {
      name: "route-to-operations",
      weight: 2,
      prompts: ["Request {n} is about a service that is down."],
      onBehalf: 0.2,
      handoff: "devops",
      steps: [
        {
          tool: "read_inbox",
          data: { store: "inbox", table: "requests", verb: "SELECT", rows: 5 },
          label: "confidential",
        },
      ],
    },
    {
      name: "close-old",
      weight: 1,
      prompts: ["Close requests that nobody answered."],
      onBehalf: 0,
      steps: [
        { tool: "read_inbox", data: { store: "inbox", table: "requests", verb: "SELECT", rows: 30 } },
        {
          tool: "close_request",
          data: { store: "inbox", table: "requests", verb: "UPDATE", rows: 1 },
          repeat: [2, 8],
        },
      ],
    },
    {
      name: "merge-same",
      weight: 1,
      prompts: ["Which requests are about the same?"],
      onBehalf: 0,
      learned: true,
      steps: [{ tool: "merge_requests", data: { store: "inbox", table: "requests", verb: "UPDATE", rows: 4 } }],
    },
  ],
  policy: {
    criticality: "Medium",
    maxLabelRank: 2,
    maxReadsPerHour: 3000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 5,
    responseMode: "DryRun",
  },
};
