import type { LintRule } from "../rule";

export const runAfterCycle: LintRule = {
  code: "runafter-cycle",
  severity: "error",
  blocks: true,
  message: "actions wait for one another, so none of them runs",
  fix: "remove one runAfter of the circle",
  *check(model) {
    for (const site of model.actions) {
      const reached = new Set<string>();
      const follow = (name: string): boolean =>
        Object.keys(site.siblings[name]?.runAfter ?? {}).some((other) => {
          if (other === site.name) return true;
          if (reached.has(other)) return false;
          reached.add(other);
          return follow(other);
        });
      if (follow(site.name)) yield { place: model.placeOf(site), message: `"${site.name}" waits for itself` };
    }
  },
};
