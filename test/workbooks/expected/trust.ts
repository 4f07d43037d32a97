/** Lineage and trust, and posture of identities. */
export const trust: Record<string, readonly object[]> = {
  "lineage-and-trust/trust-at-a-glance": [
    { Fact: "Agents on proven code", Count: 1, State: "info" },
    { Fact: "Agents on code that nothing proves", Count: 2, State: "look" },
    { Fact: "Agents whose proof failed", Count: 1, State: "bad" },
    { Fact: "Signatures refused", Count: 1, State: "bad" },
    { Fact: "Records told for others", Count: 1, State: "bad" },
  ],
  "lineage-and-trust/unproven-agents": [
    { State: "Failed", AgentName: "clinic-reader", Commit: "badbad00", Error: "the digest differs" },
    { State: "Missing", AgentName: "helpdesk-bot", Repository: "" },
  ],
  "lineage-and-trust/chain": [{ Link: "Image", State: "Proven", Value: "sha256:aa" }],
  "lineage-and-trust/deployments": [
    { State: "Unverified", Name: "clinic-reader", SourceRepository: "contoso/clinic" },
    { State: "Verified", Name: "ledger-family", Commit: "c0ffee00" },
  ],
  "lineage-and-trust/signature-verdicts": [
    { VerificationState: "Valid", Records: 2 },
    { VerificationState: "ChainFork", Records: 1 },
  ],
  "lineage-and-trust/refused-signatures": [
    { AgentName: "ledger-agent", VerificationState: "ChainFork", ProvenByKey: 1 },
  ],
  "lineage-and-trust/disputed": [{ Sender: "desk relay", Records: 1, Named: ["ledger-agent"] }],
  "nhi-posture/nhi-at-a-glance": [
    { Fact: "Nobody answers for it (NHI1)", Count: 1, State: "bad" },
    { Fact: "Client secret (NHI2)", Count: 1, State: "bad" },
    { Fact: "Code nothing proves (NHI6)", Count: 3, State: "look" },
    { Fact: "Credential ends within 30 days", Count: 1, State: "look" },
  ],
  "nhi-posture/posture-by-state": [{ State: "Poor", Agents: 1 }],
  "nhi-posture/credentials-by-age": [
    { State: "replace", AgentName: "clinic-reader", Kind: "client secret", AgeDays: 365, DaysLeft: 10 },
    { State: "good", AgentName: "ledger-family", Kind: "certificate", AgeDays: 9, DaysLeft: 83 },
  ],
  "nhi-posture/nobody-answers": [
    { Lacks: "both", AgentName: "clinic-reader", Operations: 3 },
    { Lacks: "sponsor", AgentName: "ledger-family", Operations: 0 },
  ],
  "nhi-posture/over-privileged": [{ Tier: 0, AgentName: "clinic-reader", By: ["directory.readwrite.all"] }],
  "nhi-posture/unused-grants": [{ AgentName: "clinic-reader", CanWrite: ["Directory.ReadWrite.All"], Reads: 3 }],
};
