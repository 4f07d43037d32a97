import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const people = "people.mcp.contoso.com";

/** Answers employees' questions about leave and onboarding; reads documents and the directory through Microsoft Graph. */
export const peopleOperations: AgentKind = {
  name: "people",
  department: "People",
  signs: false,
  agent365: true,
  copilot: true,
  runtime: "containerApp",
  model: { provider: "azure.ai.openai", name: "gpt-4o" },
  rhythm: { perDay: 10, hours: officeHours, weekend: 0.02, monthEnd: 1.3 },
  tools: {
    find_person: { server: people, class: "Read", description: "Finds an employee in the directory." },
    open_document: { server: people, class: "Read", description: "Opens a document of the people site." },
    book_leave: { server: people, class: "Write", description: "Books leave after approval." },
    draft_letter: { server: people, class: "Write", description: "Drafts a letter from a template." },
  },
  stores: {
    people: { system: "microsoft.sql_server", namespace: "people_operations", classified: { employees: ["salary"] } },
  },
  destinations: { "graph.microsoft.com": "Internal" },
  tasks: [
    {
      name: "leave",
      weight: 4,
      prompts: ["How many days of leave does {name} have?", "Book leave for {name} in {month}."],
      onBehalf: 0.95,
      steps: [
        {
          tool: "find_person",
          send: { host: "graph.microsoft.com", method: "GET", path: "/v1.0/users/{n}", bytes: 0, received: 900 },
          label: "confidential",
        },
        {
          tool: "book_leave",
          data: { store: "people", table: "leave", verb: "UPDATE", rows: 1 },
          label: "restricted",
        },
      ],
    },
    {
      name: "policy-question",
      weight: 5,
      prompts: ["What does the travel policy say about trains?", "May {name} work from abroad in {month}?"],
      onBehalf: 1,
      steps: [
        {
          tool: "open_document",
          send: {
            host: "graph.microsoft.com",
            method: "GET",
            path: "/v1.0/sites/people/drive/items/{n}/content",
            bytes: 0,
            received: 64000,
            document: true,
          },
          label: "confidential",
          repeat: [1, 3],
        },
      ],
    },
    {
      name: "employee-record",
      weight: 2,
      prompts: ["When did {name} join?", "Check the contract end of employee {n}."],
      onBehalf: 0.8,
      steps: [
        {
          tool: "find_person",
          data: { store: "people", table: "employees", verb: "SELECT", rows: 3 },
          label: "restricted",
        },
      ],
    },
    {
      name: "letters",
      weight: 2,
      prompts: ["Draft the confirmation letter for {name}."],
      onBehalf: 0.9,
      learned: true,
      steps: [
        {
          tool: "draft_letter",
          data: { store: "people", table: "letters", verb: "INSERT", rows: 1 },
          label: "restricted",
        },
      ],
    },
  ],
  policy: {
    criticality: "Medium",
    maxLabelRank: 3,
    maxReadsPerHour: 2000,
    maxWritesPerMin: 40,
    maxDeletesPerMin: 3,
    responseMode: "DryRun",
  },
};
