import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const desk = "desk.mcp.contoso.com";

/** Watches the open web for news about the company and its market: every story may stand somewhere else. */
export const news: AgentKind = {
  name: "news",
  department: "Communications",
  signs: false,
  runtime: "containerApp",
  model: { provider: "azure.ai.openai", name: "gpt-4o" },
  rhythm: { perDay: 9, hours: officeHours, weekend: 0.4, monthEnd: 1 },
  browsing: { topic: "news", newPerDay: 1.4 },
  tools: {
    search_web: { server: desk, class: "Read", description: "Searches the web." },
    open_page: { server: desk, class: "Read", description: "Reads a page." },
    save_clipping: { server: desk, class: "Write", description: "Saves a clipping." },
    send_digest: { server: desk, class: "Transfer", description: "Sends the digest to subscribers." },
    rate_sources: { server: desk, class: "Write", description: "Rates how much a source is worth." },
  },
  stores: { clippings: { system: "azure.cosmosdb", namespace: "clippings" } },
  destinations: { "api.bing.microsoft.com": "External", "mail.contoso.com": "Internal" },
  tasks: [
    {
      name: "follow-topic",
      weight: 6,
      prompts: ["What is written about {name} today?", "Find stories on {name} since {month}."],
      onBehalf: 0.5,
      steps: [
        {
          tool: "search_web",
          send: { host: "api.bing.microsoft.com", method: "GET", path: "/v7.0/search", bytes: 0, received: 18000 },
          label: "public",
          repeat: [1, 2],
        },
        {
          tool: "open_page",
          send: {
            host: "api.bing.microsoft.com",
            method: "GET",
            path: "/story/{n}",
            bytes: 0,
            received: 90000,
            browse: true,
          },
          label: "public",
          repeat: [1, 5],
        },
        {
          tool: "save_clipping",
          data: { store: "clippings", table: "clippings", verb: "INSERT", rows: 1 },
          label: "public",
          repeat: [1, 3],
        },
      ],
    },
    {
      name: "digest",
      weight: 2,
      prompts: ["Send the digest of {month}."],
      onBehalf: 0.2,
      steps: [
        { tool: "open_page", data: { store: "clippings", table: "clippings", verb: "SELECT", rows: 24 } },
        { tool: "send_digest", send: { host: "mail.contoso.com", method: "POST", path: "/v1/messages", bytes: 22000 } },
      ],
    },
    {
      name: "rate",
      weight: 1,
      prompts: ["Which sources were right about {name}?"],
      onBehalf: 0.3,
      learned: true,
      steps: [{ tool: "rate_sources", data: { store: "clippings", table: "sources", verb: "UPDATE", rows: 1 } }],
    },
  ],
  policy: {
    criticality: "Low",
    maxLabelRank: 1,
    maxReadsPerHour: 4000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 5,
    responseMode: "DryRun",
  },
};
