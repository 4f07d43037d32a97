import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const clearing = "clearing.mcp.contoso.com";

/** Settles the day's payments at night, once a night; six times the work when a month ends. */
export const settlement: AgentKind = {
  name: "settlement",
  department: "Treasury",
  signs: true,
  runtime: "kubernetes",
  model: { provider: "azure.ai.openai", name: "gpt-4.1-mini" },
  rhythm: { perDay: 1, hours: officeHours, weekend: 1, monthEnd: 6 },
  timetable: { every: "night", hour: 1, minute: 15 },
  tools: {
    list_payments: { server: clearing, class: "Read", description: "Lists payments that are not settled." },
    settle_batch: { server: clearing, class: "Write", description: "Settles a batch of payments." },
    send_statement: { server: clearing, class: "Transfer", description: "Sends the statement to the bank." },
    archive_batch: { server: clearing, class: "Write", description: "Archives a settled batch." },
  },
  stores: {
    payments: {
      system: "microsoft.sql_server",
      namespace: "payments",
      classified: { payments: ["iban"] },
    },
  },
  destinations: { "sftp.partner-bank.org": "Partner" },
  tasks: [
    {
      name: "settle",
      weight: 1,
      prompts: ["Settle the payments of the day."],
      onBehalf: 0,
      steps: [
        {
          tool: "list_payments",
          data: { store: "payments", table: "payments", verb: "SELECT", rows: 240 },
          label: "restricted",
          repeat: [3, 5],
        },
        {
          tool: "settle_batch",
          data: { store: "payments", table: "batches", verb: "UPDATE", rows: 40 },
          label: "restricted",
          repeat: [4, 8],
        },
        {
          tool: "send_statement",
          send: { host: "sftp.partner-bank.org", method: "POST", path: "/statements/{n}", bytes: 64000 },
          label: "general",
        },
      ],
    },
    {
      name: "archive",
      weight: 1,
      prompts: ["Archive settled batches."],
      onBehalf: 0,
      learned: true,
      steps: [{ tool: "archive_batch", data: { store: "payments", table: "archive", verb: "INSERT", rows: 30 } }],
    },
  ],
  policy: {
    criticality: "Critical",
    maxLabelRank: 3,
    maxReadsPerHour: 20000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 5,
    responseMode: "Approve",
  },
};
