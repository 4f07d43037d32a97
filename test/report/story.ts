import type { AgentStory, Story } from "../../lib/report";

export const agent: AgentStory = {
  agent: {
    id: "0d9f7c1e-0000-4000-8000-000000000001",
    name: "ledger-agent",
    type: "AgentIdentity",
    blueprint: "",
    people: [],
  },
  incidents: [1],
  harm: "2026-03-10T01:10:00.000Z",
  shown: { from: "2026-03-10T01:00:00.000Z", to: "2026-03-10T03:00:00.000Z" },
  findings: [
    {
      when: "2026-03-10T01:10:09.0000000Z",
      seen: "2026-03-10T01:13:00.000Z",
      detection: "AIC-046",
      rule: "Agent sent data to an unauthorised destination",
      deed: "sent 635 kB to the unauthorised host paste.example",
      weight: "strong",
      severity: "High",
    },
  ],
  activity: [{ at: "2026-03-10T01:00:00.000Z", operations: 3, records: 20, bytesOut: 0 }],
  touched: {
    nodes: [
      { kind: "tool", name: "http_post", detail: "5 operations", suspect: false },
      { kind: "data", name: "sql/ledger/entries", detail: "20 records", suspect: false },
      { kind: "host", name: "paste.example", detail: "635 kB", suspect: true },
    ],
    edges: [{ from: "tool:http_post", to: "host:paste.example", text: "635 kB" }],
  },
  chain: [
    { link: "Agent", state: "Proven", value: "ledger-agent", detail: "AgentIdentity" },
    { link: "Image", state: "Broken", value: "sha256:e92f5c8b1a4d7063", detail: "Untrusted: the commit is not signed" },
    {
      link: "Commit",
      state: "Broken",
      value: "https://github.com/contoso/ledger@c7e20b94f5a1836d",
      detail: "by build-bot, not signed",
    },
    { link: "Review", state: "Missing", value: "", detail: "nobody approved it" },
  ],
  done: {
    records: 20,
    sensitive: 12,
    outsideScope: [],
    labels: ["Secret"],
    sent: [{ host: "paste.example", zone: "external", bytes: 635_600, suspect: true }],
  },
  furtherStops: [],
  undo: { how: "Nothing was stopped: there is nothing to undo." },
};

export const story: Story = {
  title: "A bad night",
  from: "2026-03-10T00:00:00.000Z",
  to: "2026-03-10T06:00:00.000Z",
  portal: "in the Azure portal",
  agents: [agent],
  incidents: [
    {
      number: 1,
      title: "ledger-agent sent data out",
      severity: "High",
      status: "New",
      created: "2026-03-10T01:15:00.000Z",
      tactics: ["Exfiltration"],
      techniques: ["T1567"],
      entities: [{ type: "Account", name: "ledger-agent" }],
      alerts: [{ at: "2026-03-10T01:13:00.000Z", title: "Sent out", severity: "High", rule: "Agent sent data" }],
      tasks: [],
    },
  ],
  responses: [],
  idleResponses: 0,
  rules: [{ id: "AIC-046", rule: "Agent sent data", runs: 60, rows: 1, alerts: 1, incidents: 1 }],
  silentRules: { rules: 29, runs: 394 },
  ingest: [
    {
      stream: "Custom-AgentExecution",
      table: "AgentExecution_CL",
      rowsIn: 10,
      rowsOut: 4,
      bytesIn: 1000,
      bytesOut: 260,
    },
  ],
  needs: [],
  notes: [],
};
