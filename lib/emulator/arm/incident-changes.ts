import type { IncidentChange } from "../automation/change";

/** Properties of an incident. */
export type Properties = Readonly<Record<string, unknown>>;

const followed: readonly (readonly [IncidentChange["what"], (of: Properties) => string])[] = [
  ["IncidentStatus", ({ status }) => String(status ?? "")],
  ["IncidentSeverity", ({ severity }) => String(severity ?? "")],
  ["IncidentOwner", ({ owner }) => String((owner as { objectId?: unknown } | undefined)?.objectId ?? "")],
];

/** What playbooks changed of an incident, as automation rules are told. */
export function changesBetween(before: Properties, after: Properties): IncidentChange[] {
  const changes = followed.flatMap(([what, read]) => {
    const [from, to] = [read(before), read(after)];
    return from === to ? [] : [{ what, source: "Playbook", from, to } as IncidentChange];
  });
  const known = new Set(labelsOf(before));
  return labelsOf(after).some((label) => !known.has(label))
    ? [...changes, { what: "Labels", source: "Playbook" }]
    : changes;
}

/** The names of an incident's labels. */
export const labelsOf = ({ labels }: Properties): string[] =>
  ((labels ?? []) as readonly { readonly labelName: string }[]).map(({ labelName }) => labelName);
