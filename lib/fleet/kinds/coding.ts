import { officeHours } from "../rhythm";
import type { AgentKind } from "./kind";

const forge = "forge.mcp.contoso.com";
const builder = "builder.mcp.contoso.com";

/** Writes and reviews code where builds run: in bursts, and reading whatever documentation the change at hand needs. */
export const coding: AgentKind = {
  name: "coding",
  department: "Engineering",
  signs: false,
  runtime: "githubActions",
  model: { provider: "anthropic", name: "claude-sonnet-4" },
  rhythm: { perDay: 14, hours: officeHours, weekend: 0.15, monthEnd: 1 },
  bursts: [3, 9],
  browsing: { topic: "documentation", newPerDay: 0.9 },
  tools: {
    read_file: { server: forge, class: "Read", description: "Reads a file of a repository." },
    search_code: { server: forge, class: "Read", description: "Finds words in a repository." },
    edit_file: { server: forge, class: "Write", description: "Changes a file on a branch." },
    run_tests: { server: builder, class: "Execute", description: "Runs tests in the sandbox." },
    fetch_docs: { server: builder, class: "Read", description: "Reads a page of documentation." },
    open_pull_request: { server: forge, class: "Transfer", description: "Opens a pull request." },
    delete_branch: { server: forge, class: "Delete", description: "Deletes a merged branch." },
    run_migration: { server: builder, class: "Execute", description: "Runs a migration on the test database." },
    publish_package: { server: builder, class: "Transfer", description: "Publishes a package to the feed." },
  },
  stores: {
    index: { system: "postgresql", namespace: "code_index" },
    trial: { system: "postgresql", namespace: "trial_database" },
  },
  destinations: {
    "api.github.com": "External",
    "packages.fabrikam.com": "External",
    "modules.fabrikam.com": "External",
  },
  tasks: [
    {
      name: "implement",
      weight: 5,
      prompts: ["Implement issue {n}.", "Fix the failing test of {name}."],
      onBehalf: 0.6,
      steps: [
        {
          tool: "search_code",
          data: { store: "index", table: "symbols", verb: "SELECT", rows: 14 },
          label: "general",
          repeat: [1, 3],
        },
        {
          tool: "fetch_docs",
          send: { host: "api.github.com", method: "GET", path: "/docs/{n}", bytes: 0, received: 52000, browse: true },
          repeat: [0, 3],
        },
        {
          tool: "edit_file",
          send: { host: "api.github.com", method: "PUT", path: "/repos/contoso/shop/contents/{n}", bytes: 3800 },
          repeat: [1, 4],
        },
        { tool: "run_tests", repeat: [1, 3] },
        {
          tool: "open_pull_request",
          send: { host: "api.github.com", method: "POST", path: "/repos/contoso/shop/pulls", bytes: 2600 },
        },
      ],
    },
    {
      name: "review",
      weight: 4,
      prompts: ["Review pull request {n}."],
      onBehalf: 0.3,
      steps: [
        {
          tool: "read_file",
          send: {
            host: "api.github.com",
            method: "GET",
            path: "/repos/contoso/shop/contents/{n}",
            bytes: 0,
            received: 9000,
          },
          repeat: [2, 6],
        },
        {
          tool: "fetch_docs",
          send: {
            host: "modules.fabrikam.com",
            method: "GET",
            path: "/project/{n}",
            bytes: 0,
            received: 30000,
            browse: true,
          },
          repeat: [0, 1],
        },
      ],
    },
    {
      name: "tidy-branches",
      weight: 1,
      prompts: ["Delete branches that were merged."],
      onBehalf: 0.1,
      steps: [
        { tool: "search_code", data: { store: "index", table: "branches", verb: "SELECT", rows: 40 } },
        { tool: "delete_branch", repeat: [1, 5] },
      ],
    },
    {
      name: "migrate-schema",
      weight: 2,
      prompts: ["Run migration {n} and its tests."],
      onBehalf: 0.5,
      learned: true,
      steps: [
        { tool: "run_migration", data: { store: "trial", table: "migrations", verb: "UPDATE", rows: 1 } },
        { tool: "run_tests" },
      ],
    },
    {
      name: "release-package",
      weight: 2,
      prompts: ["Publish version {n}."],
      onBehalf: 0.5,
      learned: true,
      steps: [
        {
          tool: "publish_package",
          send: { host: "packages.fabrikam.com", method: "PUT", path: "/@contoso/{n}", bytes: 240000 },
        },
      ],
    },
  ],
  policy: {
    criticality: "Medium",
    maxLabelRank: 2,
    maxReadsPerHour: 20000,
    maxWritesPerMin: 60,
    maxDeletesPerMin: 10,
    responseMode: "DryRun",
  },
};
