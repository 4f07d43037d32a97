import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const ledger = "ledger.mcp.contoso.com";
const reporting = "reporting.mcp.contoso.com";

/** Reconciles bank accounts, matches invoices and reports to the finance department. Busy at month end. */
export const finance: AgentKind = {
  name: "finance",
  department: "Finance",
  signs: true,
  runtime: "kubernetes",
  model: { provider: "azure.ai.openai", name: "gpt-4.1" },
  rhythm: { perDay: 11, hours: officeHours, weekend: 0.06, monthEnd: 1.5 },
  tools: {
    query_ledger: { server: ledger, class: "Read", description: "Reads journal entries of one account and period." },
    list_invoices: { server: ledger, class: "Read", description: "Lists invoices by state and due date." },
    post_adjustment: { server: ledger, class: "Write", description: "Posts a balanced adjusting entry." },
    match_invoice: { server: ledger, class: "Write", description: "Marks an invoice as paid by a bank line." },
    send_report: { server: reporting, class: "Transfer", description: "Sends a report to the reporting portal." },
    forecast_cash: { server: reporting, class: "Read", description: "Forecasts cash from invoices and orders." },
  },
  stores: {
    ledger: {
      system: "microsoft.sql_server",
      namespace: "finance_ledger",
      classified: { bank_accounts: ["iban", "account_holder"] },
    },
  },
  destinations: { "reports.contoso.com": "Internal", "erp.contoso.com": "Internal" },
  tasks: [
    {
      name: "bank-reconciliation",
      weight: 4,
      prompts: ["Reconcile account {n} for {month}.", "Which bank lines of {month} have no journal entry?"],
      onBehalf: 0.3,
      steps: [
        {
          tool: "query_ledger",
          data: { store: "ledger", table: "journal_entries", verb: "SELECT", rows: 60 },
          label: "highlyConfidential",
          repeat: [1, 3],
        },
        {
          tool: "query_ledger",
          data: { store: "ledger", table: "bank_accounts", verb: "SELECT", rows: 4 },
          label: "highlyConfidential",
        },
        {
          tool: "post_adjustment",
          data: { store: "ledger", table: "journal_entries", verb: "INSERT", rows: 2 },
          label: "highlyConfidential",
        },
        {
          tool: "send_report",
          send: {
            host: "reports.contoso.com",
            method: "POST",
            path: "/api/v1/reports/reconciliation/{n}",
            bytes: 2400,
          },
          label: "restricted",
        },
      ],
    },
    {
      name: "invoice-matching",
      weight: 4,
      prompts: ["Match the open invoices of {name}.", "Are there invoices due this week that are already paid?"],
      onBehalf: 0.5,
      steps: [
        {
          tool: "list_invoices",
          data: { store: "ledger", table: "invoices", verb: "SELECT", rows: 35 },
          label: "restricted",
        },
        {
          tool: "match_invoice",
          data: { store: "ledger", table: "invoices", verb: "UPDATE", rows: 1 },
          label: "restricted",
          repeat: [1, 4],
        },
      ],
    },
    {
      name: "order-status",
      weight: 2,
      prompts: ["What is open with supplier {name}?", "Compare order {n} with its invoice."],
      onBehalf: 0.8,
      handoff: "procurement",
      steps: [
        {
          tool: "list_invoices",
          data: { store: "ledger", table: "invoices", verb: "SELECT", rows: 12 },
          send: { host: "erp.contoso.com", method: "GET", path: "/api/orders/{n}", bytes: 220, received: 1800 },
          label: "confidential",
        },
      ],
    },
    {
      name: "cash-forecast",
      weight: 2,
      prompts: ["Forecast cash for the next four weeks.", "How much cash is free after payroll in {month}?"],
      onBehalf: 0.6,
      learned: true,
      steps: [
        {
          tool: "forecast_cash",
          data: { store: "ledger", table: "invoices", verb: "SELECT", rows: 40 },
          label: "restricted",
        },
      ],
    },
  ],
  policy: {
    criticality: "High",
    maxLabelRank: 4,
    maxReadsPerHour: 5000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 5,
    responseMode: "DryRun",
  },
};
