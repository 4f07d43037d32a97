import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const evidence = "evidence.mcp.contoso.com";

/** Collects evidence for auditors once a week, counted from its last start, and a report when a month ends. */
export const compliance: AgentKind = {
  name: "compliance",
  department: "Risk and Compliance",
  signs: true,
  runtime: "containerApp",
  model: { provider: "azure.ai.openai", name: "gpt-4.1" },
  rhythm: { perDay: 1, hours: officeHours, weekend: 1, monthEnd: 1 },
  timetable: { every: "week", weekday: 2, hour: 6, drift: 11 },
  tools: {
    read_controls: { server: evidence, class: "Read", description: "Reads the results of controls." },
    file_evidence: { server: evidence, class: "Write", description: "Files evidence under a control." },
    send_report: { server: evidence, class: "Transfer", description: "Sends the report to the auditors." },
  },
  stores: { controls: { system: "microsoft.sql_server", namespace: "control_results" } },
  destinations: { "reports.contoso.com": "Internal" },
  tasks: [
    {
      name: "weekly-evidence",
      weight: 1,
      prompts: ["Collect the evidence of the week."],
      onBehalf: 0,
      steps: [
        {
          tool: "read_controls",
          data: { store: "controls", table: "results", verb: "SELECT", rows: 920 },
          label: "confidential",
          repeat: [6, 8],
        },
        {
          tool: "file_evidence",
          data: { store: "controls", table: "evidence", verb: "INSERT", rows: 3 },
          label: "confidential",
          repeat: [8, 14],
        },
        {
          tool: "send_report",
          send: { host: "reports.contoso.com", method: "POST", path: "/api/v1/reports/{n}", bytes: 180000 },
          label: "confidential",
        },
      ],
    },
  ],
  policy: {
    criticality: "Medium",
    maxLabelRank: 3,
    maxReadsPerHour: 50000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 5,
    responseMode: "DryRun",
  },
};
