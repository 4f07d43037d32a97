import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const answers = "answers.mcp.contoso.com";

/** Answers employees from indexed documents: it finds passages by meaning, as the conventions' retrieval spans tell. */
export const knowledge: AgentKind = {
  name: "knowledge",
  department: "Information Technology",
  signs: false,
  runtime: "kubernetes",
  model: { provider: "azure.ai.openai", name: "gpt-4.1" },
  rhythm: { perDay: 22, hours: officeHours, weekend: 0.08, monthEnd: 1.1 },
  tools: {
    search_handbook: { server: answers, class: "Read", description: "Finds passages of the handbook." },
    search_contracts: { server: answers, class: "Read", description: "Finds passages of contracts." },
    note_gap: { server: answers, class: "Write", description: "Notes a question that nothing answered." },
    cite_sources: { server: answers, class: "Read", description: "Writes out the sources of an answer." },
  },
  stores: {
    handbook: { system: "azure.search", namespace: "handbook", retrieval: true },
    contracts: { system: "azure.search", namespace: "contracts", retrieval: true },
    citations: { system: "azure.cosmosdb", namespace: "citations" },
    gaps: { system: "azure.cosmosdb", namespace: "answer_gaps" },
  },
  destinations: {},
  tasks: [
    {
      name: "answer",
      weight: 7,
      prompts: ["How do I claim travel costs?", "What does the handbook say about {name}?"],
      onBehalf: 0.97,
      steps: [
        {
          tool: "search_handbook",
          data: { store: "handbook", table: "passages", verb: "SELECT", rows: 6 },
          label: "confidential",
          repeat: [1, 3],
        },
      ],
    },
    {
      name: "contract-question",
      weight: 3,
      prompts: ["When does the contract with {name} end?"],
      onBehalf: 0.97,
      steps: [
        {
          tool: "search_contracts",
          data: { store: "contracts", table: "passages", verb: "SELECT", rows: 8 },
          label: "restricted",
          repeat: [1, 2],
        },
      ],
    },
    {
      name: "no-answer",
      weight: 1,
      prompts: ["Why is the canteen closed on {n}?"],
      onBehalf: 0.9,
      steps: [
        { tool: "search_handbook", data: { store: "handbook", table: "passages", verb: "SELECT", rows: 6 } },
        { tool: "note_gap", data: { store: "gaps", table: "questions", verb: "INSERT", rows: 1 } },
      ],
    },
    {
      name: "cited-answer",
      weight: 2,
      prompts: ["Answer with sources: {name}?"],
      onBehalf: 0.95,
      learned: true,
      steps: [
        { tool: "search_handbook", data: { store: "handbook", table: "passages", verb: "SELECT", rows: 6 } },
        { tool: "cite_sources", data: { store: "citations", table: "sources", verb: "SELECT", rows: 5 } },
      ],
    },
  ],
  policy: {
    criticality: "Medium",
    maxLabelRank: 3,
    maxReadsPerHour: 4000,
    maxWritesPerMin: 40,
    maxDeletesPerMin: 3,
    responseMode: "DryRun",
  },
};
