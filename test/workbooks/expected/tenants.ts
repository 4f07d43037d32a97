/** Agents of all tenants, as the one workspace of the scene shows them. */
export const tenants: Record<string, readonly object[]> = {
  "all-tenants/tenants-at-a-glance": [
    { Fact: "Workspaces with agents", Count: 1 },
    { Fact: "Agents", Count: 4 },
    { Fact: "Open incidents", Count: 1, State: "bad" },
    { Fact: "Agents and workflows stopped", Count: 0, State: "good" },
    { Fact: "Connectors and rules that fail", Count: 1, State: "bad" },
    { Fact: "Workspaces that hear of no agent", Count: 0, State: "good" },
  ],
  "all-tenants/tenants": [
    {
      State: "look now",
      Workspace: "this workspace",
      Incidents: 1,
      High: 1,
      Frozen: 0,
      Agents: 4,
      Active: 4,
      Connectors: 1,
      Rules: 0,
      LastHour: "2026-03-10T10:00:00.0000000Z",
    },
  ],
  "all-tenants/open-incidents": [{ Workspace: "this workspace", Title: "ledger-agent sent data out", OpenHours: 3 }],
  "all-tenants/stopped": [],
  "all-tenants/failing": [{ Workspace: "this workspace", Name: "MicrosoftEntraID", LastWord: "Access was denied" }],
  "all-tenants/operations-by-workspace": [{ Workspace: "this workspace", Operations: 34 }],
};
