/** Detections and response, cost and health. */
export const operation: Record<string, readonly object[]> = {
  "detections-and-response/response-at-a-glance": [
    { Fact: "Stops", Count: 1 },
    { Fact: "Dry runs", Count: 1 },
    { Fact: "Responses that failed", Count: 1, State: "bad" },
    { Fact: "Stopped within the last hour", Count: 1, State: "look" },
    { Fact: "Circuit breaker open (1 is open)", Count: 1, State: "bad" },
  ],
  "detections-and-response/open-incidents": [
    {
      Title: "ledger-agent sent data out",
      Status: "Active",
      Agents: "ledger-agent",
      Detections: "AIC-043, AIC-046",
    },
  ],
  "detections-and-response/precision": [{ DetectionId: "AIC-046", Precision: 0, FalsePositives: 1 }],
  "detections-and-response/findings": [{ Detection: "AIC-046", Findings: 2, Agents: 1 }],
  "detections-and-response/time-to-contain": [
    { Title: "ledger-agent sent data out", MinutesToIncident: 10, MinutesToStop: 120, Actions: ["Freeze"] },
  ],
  "detections-and-response/ledger": [
    { ActionType: "Freeze", ResultState: "Succeeded", ApprovedBy: "bo@contoso.example", Undone: "undone" },
    { ActionType: "Freeze", ResultState: "Failed", AgentName: "clinic-reader", Undone: "" },
  ],
  "detections-and-response/exceptions": [{ Agent: "clinic-reader", Detection: "AIC-046", DaysLeft: 122 }],
  "cost-and-health/ingest-by-table": [{ DataType: "AgentExecution_CL", Bytes: 900_000_000 }],
  "cost-and-health/ingest-and-savings": [
    { DataType: "AgentProtocol_CL", Plan: "Auxiliary (saved)", Bytes: 100_000_000, Share: 10 },
    { DataType: "AgentExecution_CL", Plan: "Analytics", Share: 90 },
  ],
  "cost-and-health/connectors-and-rules": [
    { Name: "MicrosoftEntraID", Status: "Failure", Runs: 2, Failures: 1, LastSuccess: "2026-03-10T08:00:00.0000000Z" },
  ],
  "cost-and-health/summary-rule-runs": [{ RuleName: "AgentActivityHourly", Failed: 0, SlowestSeconds: 2.5 }],
  "cost-and-health/ingest-errors": [{ InputStreamId: "Custom-AgentExecution", Errors: 1 }],
  "cost-and-health/delay": [{ Sender: "ledger", Records: 4, Slowest: 45.5 }],
  "cost-and-health/operations-of-unknown-kinds": [{ Kind: "graph step", Sender: "desk", Operations: 1 }],
  "cost-and-health/operations-without-an-agent": [{ Name: "clerk", Sender: "desk", Operations: 1 }],
};
