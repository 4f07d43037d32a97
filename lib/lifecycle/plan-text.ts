import type { Change } from "./compare";

const verbs = { appears: "appear", changes: "change", goes: "go" } as const;
const marks = { appears: "+", changes: "~", goes: "-" } as const;

/**
 * Changes for people: a line for each, what loses data first said at the end.
 * @param costs how a month changes, a line for each tenant
 */
export function planText(stacks: readonly string[], changes: readonly Change[], costs: readonly string[] = []): string {
  const lines = stacks.flatMap((stack) => {
    const own = changes.filter((one) => one.stack === stack);
    if (own.length === 0) return [`${stack}: nothing changes`];
    const shown = own.filter(({ kind }) => kind !== "other");
    const others = own.length - shown.length;
    return [
      `${stack}: ${(["appears", "changes", "goes"] as const).map((what) => `${own.filter((one) => one.what === what).length} ${verbs[what]}`).join(", ")}`,
      ...shown.map(
        ({ what, kind, name, details }) =>
          `  ${marks[what]} ${kind} ${name}${details.length > 0 ? ` (${details.join("; ")})` : ""}`,
      ),
      ...(others > 0 ? [`  and ${others} of other kinds, such as diagnostic settings and metadata`] : []),
    ];
  });
  const lost = changes.filter(({ losesData }) => losesData);
  return [
    ...lines,
    ...(costs.length > 0 ? ["", ...costs] : []),
    ...(lost.length > 0 ? ["", `DATA GOES with ${lost.map(({ kind, name }) => `${kind} ${name}`).join(", ")}`] : []),
  ].join("\n");
}
