import { aroundTheClock } from "../rhythm";
import type { AgentKind } from "./kind";

const platform = "platform.mcp.contoso.com";

/** Watches services, restarts what hangs, removes what expired. */
export const devops: AgentKind = {
  name: "devops",
  department: "Operations",
  signs: false,
  gateway: true,
  runtime: "githubActions",
  model: { provider: "anthropic", name: "claude-sonnet-4" },
  rhythm: { perDay: 18, hours: aroundTheClock, weekend: 0.8, monthEnd: 1 },
  tools: {
    query_metrics: { server: platform, class: "Read", description: "Reads metrics and logs of a service." },
    restart_service: { server: platform, class: "Execute", description: "Restarts one revision of a service." },
    open_change: { server: platform, class: "Write", description: "Opens a change request." },
    purge_cache: { server: platform, class: "Delete", description: "Removes expired entries of a cache." },
    scale_service: { server: platform, class: "Execute", description: "Changes the number of replicas." },
  },
  stores: {
    metrics: { system: "azure.data_explorer", namespace: "platform_metrics" },
    cache: { system: "redis", namespace: "edge_cache" },
  },
  destinations: { "changes.contoso.com": "Internal", "api.github.com": "External" },
  tasks: [
    {
      name: "investigate-alert",
      weight: 5,
      prompts: ["Alert {n}: latency of {name} above 2 s. Find out why.", "Why did {name} restart?"],
      onBehalf: 0.15,
      steps: [
        {
          tool: "query_metrics",
          data: { store: "metrics", table: "requests", verb: "SELECT", rows: 120 },
          label: "general",
          repeat: [2, 4],
        },
        {
          tool: "restart_service",
          send: { host: "changes.contoso.com", method: "PUT", path: "/services/{n}/restart", bytes: 120 },
        },
        { tool: "open_change", send: { host: "changes.contoso.com", method: "POST", path: "/changes", bytes: 900 } },
      ],
    },
    {
      name: "expire-cache",
      weight: 2,
      prompts: ["Remove expired entries of the edge cache.", "Free memory in cache {n}."],
      onBehalf: 0.05,
      steps: [
        { tool: "query_metrics", data: { store: "metrics", table: "memory", verb: "SELECT", rows: 30 } },
        { tool: "purge_cache", data: { store: "cache", table: "expired", verb: "DELETE", rows: 1 } },
      ],
    },
    {
      name: "release-notes",
      weight: 2,
      prompts: ["Collect the changes of release {n}.", "Which pull requests are in build {n}?"],
      onBehalf: 0.6,
      steps: [
        {
          tool: "query_metrics",
          send: {
            host: "api.github.com",
            method: "GET",
            path: "/repos/contoso/shop/pulls/{n}",
            bytes: 240,
            received: 9000,
          },
          label: "public",
        },
      ],
    },
    {
      name: "scale-out",
      weight: 2,
      prompts: ["Load of {name} grows: scale it.", "Scale {name} back to {n} replicas."],
      onBehalf: 0.1,
      learned: true,
      steps: [
        {
          tool: "scale_service",
          send: { host: "changes.contoso.com", method: "PATCH", path: "/services/{n}/scale", bytes: 140 },
        },
      ],
    },
  ],
  policy: {
    criticality: "High",
    maxLabelRank: 2,
    maxReadsPerHour: 20000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 10,
    responseMode: "Approve",
  },
};
