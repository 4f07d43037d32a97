import { ledger } from "../scene";

/** Fleet overview and timeline. */
export const agents: Record<string, readonly object[]> = {
  "agent-fleet/agents-at-a-glance": [
    { Fact: "Agents", Count: 4 },
    { Fact: "Outside Entra", Count: 1, State: "look" },
    { Fact: "Nobody answers for", Count: 1, State: "bad" },
    { Fact: "Disabled, yet acted within a day", Count: 1, State: "bad" },
    { Fact: "Acts, in no inventory", Count: 1, State: "bad" },
  ],
  "agent-fleet/posture": [
    { AgentName: "ledger-agent", Score: 100, State: "Good", Reasons: "", AnsweredBy: "ana@contoso.example" },
    {
      AgentName: "clinic-reader",
      Score: 0,
      State: "Poor",
      Reasons:
        "nobody answers for it (NHI1); controls the tenant (NHI5); has a client secret (NHI2); credential 365 days old (NHI7); lineage failed (NHI6)",
    },
    { AgentName: "helpdesk-bot", Score: 70, State: "Fair" },
  ],
  "agent-fleet/what-the-agent-did-last": [
    { EventType: "NetworkEgress", DstDomain: "paste.example", BytesOut: 2_000_000 },
  ],
  "agent-fleet/operations-over-time": [
    { Hour: "2026-03-10T09:00:00.0000000Z", OperationClass: "Transfer", Operations: 5 },
  ],
  "agent-fleet/agents-by-kind": [{ AssetType: "AgentIdentity", Agents: 2 }],
  "agent-fleet/agents-outside-entra": [
    { Name: "stranger", Why: "in no inventory", Operations: 1 },
    { Name: "clerk", AgentId: "", Why: "its records name no agent that is known" },
    { Name: "helpdesk-bot", Why: "lives outside Entra", Operations: 0 },
  ],
  "agent-fleet/owners": [
    { Person: "ana@contoso.example", Agents: 3 },
    { Person: "nobody who is named", Agents: 1 },
  ],
  "agent-timeline/agents": [{ AgentId: ledger, AgentName: "ledger-agent", Findings: 3, Operations: 30 }],
  "agent-timeline/story": [
    { What: "Action", Detail: "NetworkEgress to paste.example", Amount: "1 operation, 2000000 bytes out" },
    { What: "Action", Detail: "PolicyDecision", Result: "1 failed" },
    {
      What: "Finding",
      Time: "2026-03-10T09:10:00.0000000Z",
      Detail: expect.stringContaining("AIC-046: "),
      Result: "High",
    },
    { What: "Response", Detail: "Freeze: two signals", Amount: "Enforced", Result: "Succeeded" },
    { What: "Deployment", Detail: "contoso/ledger@c0ffee00", Result: "Verified" },
    { What: "Sign-in", Detail: "Microsoft Graph from 192.0.2.7", Amount: "1 sign-ins", Result: "" },
  ],
  "agent-timeline/work": [{ OperationClass: "Read", Operations: 20 }],
  "agent-timeline/tools": [
    { ToolName: "query_ledger", Calls: 24, Failures: 2, FirstUsed: "2026-03-10T08:00:00.0000000Z" },
  ],
  "agent-timeline/data": [
    { Place: "paste.example", Direction: "destination", BytesOut: 2_000_000, Allowed: "above its limit" },
    { Place: "ledger-db", Direction: "store", Records: 8080 },
  ],
  "agent-timeline/lineage": [
    { Link: "Commit", State: "Proven", Value: "contoso/ledger@c0ffee0012345678" },
    { Link: "Record", State: "Broken" },
  ],
  "agent-timeline/incidents": [
    {
      IncidentNumber: 1,
      Status: "Active",
      Detections: "AIC-043, AIC-046",
      IncidentUrl: "https://portal.example/incidents/1",
    },
  ],
};
