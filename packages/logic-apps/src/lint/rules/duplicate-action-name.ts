import type { LintRule } from "../rule";

export const duplicateActionName: LintRule = {
  code: "duplicate-action-name",
  severity: "error",
  blocks: true,
  message: "two things have one name, and only one of them counts",
  fix: "rename one of them",
  *check(model) {
    for (const { place, message } of model.workflow.repeatedKeys)
      yield { place, message: `an object holds a key twice: ${message}` };
    const seen = new Set<string>();
    for (const site of model.actions) {
      const key = site.name.toLowerCase();
      if (seen.has(key)) yield { place: model.placeOf(site), message: `another action is called "${site.name}"` };
      seen.add(key);
    }
  },
};
