import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const market = "market.mcp.contoso.com";

/** An older agent without a blueprint that looks at suppliers' pages for prices and dates. */
export const supplierWatch: AgentKind = {
  name: "supplier-watch",
  department: "Procurement",
  signs: false,
  classic: true,
  runtime: "containerApp",
  model: { provider: "azure.ai.openai", name: "gpt-4o-mini" },
  rhythm: { perDay: 7, hours: officeHours, weekend: 0.1, monthEnd: 1 },
  browsing: { topic: "suppliers", newPerDay: 0.4 },
  tools: {
    open_page: { server: market, class: "Read", description: "Reads a supplier's page." },
    note_price: { server: market, class: "Write", description: "Notes a price." },
    compare_prices: { server: market, class: "Read", description: "Compares prices of one item." },
  },
  stores: { prices: { system: "postgresql", namespace: "market_prices" } },
  destinations: { "catalog.supplier-hub.org": "Partner" },
  tasks: [
    {
      name: "look-around",
      weight: 4,
      prompts: ["What does {name} ask for item {n}?"],
      onBehalf: 0.3,
      steps: [
        {
          tool: "open_page",
          send: {
            host: "catalog.supplier-hub.org",
            method: "GET",
            path: "/items/{n}",
            bytes: 0,
            received: 40000,
            browse: true,
          },
          label: "public",
          repeat: [1, 4],
        },
        {
          tool: "note_price",
          data: { store: "prices", table: "prices", verb: "INSERT", rows: 1 },
          label: "general",
          repeat: [1, 2],
        },
      ],
    },
    {
      name: "compare",
      weight: 2,
      prompts: ["Is {name} cheaper than last year?"],
      onBehalf: 0.7,
      steps: [{ tool: "compare_prices", data: { store: "prices", table: "prices", verb: "SELECT", rows: 36 } }],
    },
  ],
  policy: {
    criticality: "Low",
    maxLabelRank: 2,
    maxReadsPerHour: 3000,
    maxWritesPerMin: 40,
    maxDeletesPerMin: 3,
    responseMode: "DryRun",
  },
};
