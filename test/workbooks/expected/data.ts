/** Data and labels. */
export const data: Record<string, readonly object[]> = {
  "data-and-labels/data-at-a-glance": [
    { Fact: "Records read", Count: 400 },
    { Fact: "Of these labelled", Count: 400 },
    { Fact: "Labelled, left its zones", Count: 1, State: "bad" },
    { Fact: "Stopped by data loss prevention", Count: 1, State: "look" },
    { Fact: "Protection overridden", Count: 0, State: "good" },
  ],
  "data-and-labels/labelled-readers": [{ AgentName: "ledger-agent", Records: 8080, HighestLabel: 4 }],
  "data-and-labels/labelled-data-by-class": [
    { DataLabelName: "Highly Confidential", OperationClass: "Read", Records: 400 },
  ],
  "data-and-labels/what-the-agent-read": [{ Records: 400, SensitiveRecords: 400, MaxLabelRank: 2 }],
  "data-and-labels/label-flow": [
    {
      Allowed: "not allowed",
      TargetStore: "ledger-db",
      DstDomain: "paste.example",
      DstZone: "Public",
      BytesOut: 2_000_000,
    },
  ],
  "data-and-labels/dlp": [{ DlpVerdict: "Block", DlpPolicyName: "Ledger stays here", Operations: 1 }],
  "data-and-labels/purview": [{ AgentName: "clinic-reader", Operation: "SensitivityLabelRemoved", Items: 1 }],
};
