import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const tickets = "tickets.mcp.contoso.com";
const knowledge = "knowledge.mcp.contoso.com";

/** Answers customers' tickets from the knowledge base, also at weekends; hands technical faults to operations. */
export const support: AgentKind = {
  name: "support",
  department: "Customer Support",
  signs: false,
  agent365: true,
  gateway: true,
  runtime: "containerApp",
  model: { provider: "azure.ai.openai", name: "gpt-4o-mini" },
  rhythm: { perDay: 16, hours: officeHours, weekend: 0.45, monthEnd: 1 },
  tools: {
    search_tickets: { server: tickets, class: "Read", description: "Finds tickets by customer or words." },
    update_ticket: { server: tickets, class: "Write", description: "Changes state or fields of a ticket." },
    search_knowledge: { server: knowledge, class: "Read", description: "Finds articles that answer a question." },
    reply_customer: { server: tickets, class: "Transfer", description: "Sends a reply to the customer." },
    translate_reply: { server: knowledge, class: "Read", description: "Translates a reply." },
  },
  stores: {
    tickets: { system: "postgresql", namespace: "support_tickets" },
    knowledge: { system: "azure.cosmosdb", namespace: "knowledge_base" },
  },
  destinations: { "mail.contoso.com": "Internal", "api.statuspage.contoso.net": "External" },
  tasks: [
    {
      name: "answer-ticket",
      weight: 6,
      prompts: ["Answer ticket {n}.", "Customer {name} asks why the invoice is higher than last month."],
      onBehalf: 0.2,
      steps: [
        {
          tool: "search_tickets",
          data: { store: "tickets", table: "tickets", verb: "SELECT", rows: 9 },
          label: "confidential",
        },
        {
          tool: "search_knowledge",
          data: { store: "knowledge", table: "articles", verb: "SELECT", rows: 6 },
          label: "public",
          repeat: [1, 3],
        },
        {
          tool: "reply_customer",
          send: { host: "mail.contoso.com", method: "POST", path: "/v1/messages", bytes: 1500 },
          label: "general",
        },
        {
          tool: "update_ticket",
          data: { store: "tickets", table: "tickets", verb: "UPDATE", rows: 1 },
          label: "confidential",
        },
      ],
    },
    {
      name: "outage-question",
      weight: 2,
      prompts: ["Customers report that {name} does not load.", "Is there an outage in region {n}?"],
      onBehalf: 0.5,
      handoff: "devops",
      steps: [
        {
          tool: "search_tickets",
          data: { store: "tickets", table: "tickets", verb: "SELECT", rows: 15 },
          send: {
            host: "api.statuspage.contoso.net",
            method: "GET",
            path: "/incidents/{n}",
            bytes: 160,
            received: 2400,
          },
          label: "public",
        },
      ],
    },
    {
      name: "translated-answer",
      weight: 2,
      prompts: ["Answer ticket {n} in the customer's language."],
      onBehalf: 0.2,
      learned: true,
      steps: [
        {
          tool: "translate_reply",
          data: { store: "knowledge", table: "articles", verb: "SELECT", rows: 3 },
          label: "public",
        },
      ],
    },
  ],
  policy: {
    criticality: "Medium",
    maxLabelRank: 2,
    maxReadsPerHour: 3000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 5,
    responseMode: "DryRun",
  },
};
