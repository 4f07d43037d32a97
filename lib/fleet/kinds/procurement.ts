import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const orders = "orders.mcp.contoso.com";

/** An older agent without a blueprint: a plain service principal with a certificate, which keeps orders up to date. */
export const procurement: AgentKind = {
  name: "procurement",
  department: "Procurement",
  signs: false,
  classic: true,
  runtime: "containerApp",
  model: { provider: "azure.ai.openai", name: "gpt-4o-mini" },
  rhythm: { perDay: 9, hours: officeHours, weekend: 0.05, monthEnd: 1.4 },
  tools: {
    read_orders: { server: orders, class: "Read", description: "Reads purchase orders." },
    confirm_order: { server: orders, class: "Write", description: "Confirms a delivery date." },
    ask_supplier: { server: orders, class: "Transfer", description: "Asks a supplier for a date." },
  },
  stores: { orders: { system: "microsoft.sql_server", namespace: "purchase_orders" } },
  destinations: { "orders.supplier-hub.org": "Partner" },
  tasks: [
    {
      name: "delivery-dates",
      weight: 4,
      prompts: ["Which orders of {name} are late?", "Confirm the dates of order {n}."],
      onBehalf: 0.4,
      steps: [
        {
          tool: "read_orders",
          data: { store: "orders", table: "orders", verb: "SELECT", rows: 28 },
          label: "confidential",
          repeat: [1, 2],
        },
        {
          tool: "ask_supplier",
          send: { host: "orders.supplier-hub.org", method: "POST", path: "/v2/orders/{n}/date", bytes: 700 },
          label: "general",
        },
        {
          tool: "confirm_order",
          data: { store: "orders", table: "orders", verb: "UPDATE", rows: 1 },
          label: "confidential",
        },
      ],
    },
    {
      name: "price-check",
      weight: 2,
      prompts: ["Compare the price of item {n} with last year.", "Is the quote of {name} within budget?"],
      onBehalf: 0.8,
      steps: [
        {
          tool: "read_orders",
          data: { store: "orders", table: "prices", verb: "SELECT", rows: 16 },
          label: "confidential",
        },
      ],
    },
  ],
  policy: {
    criticality: "Medium",
    maxLabelRank: 2,
    maxReadsPerHour: 3000,
    maxWritesPerMin: 40,
    maxDeletesPerMin: 3,
    responseMode: "DryRun",
  },
};
