import { aroundTheClock } from "../rhythm";
import type { AgentKind } from "./kind";

const records = "records.mcp.contoso.com";
const clinic = "clinic.mcp.contoso.com";

/** Prepares clinical summaries and codes visits from patient records, day and night. */
export const healthcare: AgentKind = {
  name: "healthcare",
  department: "Clinical Services",
  signs: true,
  runtime: "containerApp",
  model: { provider: "azure.ai.openai", name: "gpt-4.1-mini" },
  rhythm: { perDay: 14, hours: aroundTheClock, weekend: 0.7, monthEnd: 1 },
  tools: {
    read_patient_record: { server: records, class: "Read", description: "Reads the record of one patient." },
    list_visits: { server: records, class: "Read", description: "Lists the visits of a ward and day." },
    write_summary: { server: records, class: "Write", description: "Writes a draft summary for a clinician." },
    code_visit: { server: clinic, class: "Write", description: "Proposes billing codes for a visit." },
    notify_ward: { server: clinic, class: "Transfer", description: "Tells a ward that a draft is ready." },
    check_interactions: { server: clinic, class: "Read", description: "Looks for interactions of medicines." },
  },
  stores: {
    records: {
      system: "microsoft.sql_server",
      namespace: "patient_records",
      classified: { patients: ["national_id", "diagnosis"] },
    },
  },
  destinations: { "ward.contoso.com": "Internal", "codes.partner-clinic.org": "Partner" },
  tasks: [
    {
      name: "discharge-summary",
      weight: 4,
      prompts: ["Draft the discharge summary of patient {n}.", "Summarise the stay of patient {n} for {name}."],
      onBehalf: 0.4,
      steps: [
        {
          tool: "read_patient_record",
          data: { store: "records", table: "patients", verb: "SELECT", rows: 1 },
          label: "highlyConfidential",
        },
        {
          tool: "list_visits",
          data: { store: "records", table: "visits", verb: "SELECT", rows: 14 },
          label: "highlyConfidential",
          repeat: [1, 2],
        },
        {
          tool: "write_summary",
          data: { store: "records", table: "summaries", verb: "INSERT", rows: 1 },
          label: "highlyConfidential",
        },
        { tool: "notify_ward", send: { host: "ward.contoso.com", method: "POST", path: "/drafts/{n}", bytes: 340 } },
      ],
    },
    {
      name: "visit-coding",
      weight: 4,
      prompts: ["Propose codes for the visits of ward {n} yesterday.", "Which visits of ward {n} have no code?"],
      onBehalf: 0.2,
      steps: [
        {
          tool: "list_visits",
          data: { store: "records", table: "visits", verb: "SELECT", rows: 22 },
          label: "highlyConfidential",
        },
        {
          tool: "code_visit",
          data: { store: "records", table: "visits", verb: "UPDATE", rows: 1 },
          label: "highlyConfidential",
          repeat: [1, 5],
        },
        {
          tool: "code_visit",
          send: { host: "codes.partner-clinic.org", method: "GET", path: "/icd/{n}", bytes: 180, received: 900 },
          label: "public",
        },
      ],
    },
    {
      name: "medicine-check",
      weight: 2,
      prompts: ["Check the medicines of patient {n} for interactions.", "May patient {n} take both medicines?"],
      onBehalf: 0.7,
      learned: true,
      steps: [
        {
          tool: "check_interactions",
          data: { store: "records", table: "prescriptions", verb: "SELECT", rows: 8 },
          label: "highlyConfidential",
        },
      ],
    },
  ],
  policy: {
    criticality: "Critical",
    maxLabelRank: 4,
    maxReadsPerHour: 2000,
    maxWritesPerMin: 40,
    maxDeletesPerMin: 5,
    responseMode: "Approve",
  },
};
