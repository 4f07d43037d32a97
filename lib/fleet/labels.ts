/** A Purview sensitivity label. */
export interface Label {
  readonly id: string;
  readonly name: string;
  /** as `AgentSensitivityLabels` has them: 0 public, 1 general, 2 confidential, 3 restricted, 4 highly confidential */
  readonly rank: number;
  /** where labelled data may go */
  readonly zones: readonly Zone[];
}

/** Where a destination lies. */
export type Zone = "Internal" | "Partner" | "External";

/** The labels of the tenant, by rank. Their ids are the tenant's, not the fleet's: they do not change with the seed. */
export const labels = {
  public: {
    id: "87ba5c36-b7cf-4793-bbc2-bd5b3a9f95ca",
    name: "Public",
    rank: 0,
    zones: ["Internal", "Partner", "External"],
  },
  general: { id: "defa4170-0d19-0005-0000-bc88714345d2", name: "General", rank: 1, zones: ["Internal", "Partner"] },
  confidential: {
    id: "1a19d03a-48bc-4359-8038-5b5f6d5847c3",
    name: "Confidential",
    rank: 2,
    zones: ["Internal", "Partner"],
  },
  restricted: { id: "5e0b9d47-2c8a-4163-9f7e-b4d1a6c3f829", name: "Restricted", rank: 3, zones: ["Internal"] },
  highlyConfidential: {
    id: "d2a7c6f1-8b39-4e54-a0d7-6f1c3e9b5a80",
    name: "Highly Confidential",
    rank: 4,
    zones: ["Internal"],
  },
} as const satisfies Record<string, Label>;

/** Short names of labels, as agent kinds use them. */
export type LabelName = keyof typeof labels;
