/** A sensitivity label as Purview has it. */
export interface Label {
  id: string;
  name: string;
  /** Higher is more sensitive. */
  rank: number;
}

/** Contoso's sensitivity labels. */
export const LABELS = {
  public: { id: "1c5d8e2a-94b7-4f30-a6e1-3d7b0c9f5842", name: "Public", rank: 0 },
  general: { id: "87f3a1c5-60d2-4b9e-8c47-5a1e9d3b6f02", name: "General", rank: 1 },
  confidential: { id: "5e0b9d47-2c8a-4163-9f7e-b4d1a6c3f829", name: "Confidential", rank: 2 },
  highlyConfidential: { id: "d2a7c6f1-8b39-4e54-a0d7-6f1c3e9b5a80", name: "Highly Confidential", rank: 3 },
} as const satisfies Record<string, Label>;

/** The label with this id, if Contoso has it. */
export function labelById(id: unknown): Label | undefined {
  return Object.values(LABELS).find((label) => label.id === id);
}

/** The attributes by which a span states the label of the data it handles. */
export function labelAttributes(label: Label): Record<string, string | number> {
  return {
    "agent.data.label.id": label.id,
    "agent.data.label.name": label.name,
    "agent.data.label.rank": label.rank,
  };
}
