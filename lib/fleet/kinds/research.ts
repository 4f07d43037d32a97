import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const library = "library.mcp.contoso.com";

/** Reads papers and the market, and writes briefs. */
export const research: AgentKind = {
  name: "research",
  department: "Research",
  signs: false,
  runtime: "kubernetes",
  model: { provider: "anthropic", name: "claude-opus-4" },
  rhythm: { perDay: 8, hours: officeHours, weekend: 0.1, monthEnd: 1 },
  tools: {
    search_papers: { server: library, class: "Read", description: "Finds papers by words and year." },
    fetch_page: { server: library, class: "Read", description: "Fetches a page from an approved site." },
    save_brief: { server: library, class: "Write", description: "Saves a brief in the library." },
    run_notebook: { server: library, class: "Execute", description: "Runs a notebook in the sandbox." },
  },
  stores: { library: { system: "azure.cosmosdb", namespace: "research_library" } },
  destinations: {
    "export.arxiv.org": "External",
    "api.crossref.org": "External",
    "library.contoso.com": "Internal",
  },
  tasks: [
    {
      name: "literature-brief",
      weight: 5,
      prompts: ["What is new about {name} since {month}?", "Write a brief on {name} for the steering group."],
      onBehalf: 0.9,
      steps: [
        {
          tool: "search_papers",
          data: { store: "library", table: "papers", verb: "SELECT", rows: 25 },
          label: "public",
          repeat: [1, 3],
        },
        {
          tool: "fetch_page",
          send: { host: "export.arxiv.org", method: "GET", path: "/api/query?id={n}", bytes: 210, received: 48000 },
          label: "public",
          repeat: [1, 4],
        },
        {
          tool: "fetch_page",
          send: { host: "api.crossref.org", method: "GET", path: "/works/{n}", bytes: 190, received: 7000 },
          label: "public",
        },
        {
          tool: "save_brief",
          data: { store: "library", table: "briefs", verb: "INSERT", rows: 1 },
          label: "confidential",
        },
      ],
    },
    {
      name: "follow-up",
      weight: 3,
      prompts: ["Summarise paper {n} in three sentences.", "Which of the briefs mention {name}?"],
      onBehalf: 0.9,
      steps: [
        {
          tool: "search_papers",
          data: { store: "library", table: "briefs", verb: "SELECT", rows: 12 },
          label: "confidential",
        },
      ],
    },
    {
      name: "notebook",
      weight: 2,
      prompts: ["Plot citations of {name} by year."],
      onBehalf: 1,
      learned: true,
      steps: [
        {
          tool: "run_notebook",
          send: { host: "library.contoso.com", method: "PUT", path: "/notebooks/{n}", bytes: 5200 },
          label: "confidential",
        },
      ],
    },
  ],
  policy: {
    criticality: "Low",
    maxLabelRank: 2,
    maxReadsPerHour: 4000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 5,
    responseMode: "DryRun",
  },
};
