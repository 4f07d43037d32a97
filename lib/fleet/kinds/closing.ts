import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const books = "books.mcp.contoso.com";

/** Closes the books when a month ends, and does nothing else. */
export const closing: AgentKind = {
  name: "closing",
  department: "Finance",
  signs: true,
  runtime: "kubernetes",
  model: { provider: "azure.ai.openai", name: "gpt-4.1" },
  rhythm: { perDay: 1, hours: officeHours, weekend: 1, monthEnd: 1 },
  timetable: { every: "month", hour: 18 },
  tools: {
    read_balances: { server: books, class: "Read", description: "Reads the balances of a month." },
    post_accruals: { server: books, class: "Write", description: "Posts accruals." },
    lock_period: { server: books, class: "Write", description: "Locks a period." },
  },
  stores: { books: { system: "microsoft.sql_server", namespace: "general_books" } },
  destinations: { "reports.contoso.com": "Internal" },
  tasks: [
    {
      name: "close-month",
      weight: 1,
      prompts: ["Close the books of {month}."],
      onBehalf: 0.2,
      steps: [
        {
          tool: "read_balances",
          data: { store: "books", table: "balances", verb: "SELECT", rows: 1800 },
          label: "restricted",
          repeat: [8, 14],
        },
        {
          tool: "post_accruals",
          data: { store: "books", table: "journal", verb: "INSERT", rows: 60 },
          label: "restricted",
          repeat: [10, 20],
        },
        { tool: "lock_period", data: { store: "books", table: "periods", verb: "UPDATE", rows: 1 } },
      ],
    },
  ],
  policy: {
    criticality: "High",
    maxLabelRank: 3,
    maxReadsPerHour: 100000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 5,
    responseMode: "DryRun",
  },
};
