import type { Finding } from "../finding";
import type { Path } from "../source";
import { isArray, isObject, typeName, type Value } from "../values/value";
import type { Workflow } from "./model";

type Places = Pick<Workflow, "place">;

/** What must hold before anything else can be asked: objects where objects belong, a type for each action. */
export function checkShape(definition: Value, places: Places): Finding[] {
  const findings: Finding[] = [];
  const report = (path: Path, message: string, fix: string) =>
    findings.push({ code: "malformed-definition", severity: "error", message, fix, place: places.place(path) });

  const objectAt = (value: Value | undefined, path: Path) => {
    if (value === undefined || value === null) return undefined;
    if (isObject(value)) return value;
    report(path, `${path.join(".") || "the definition"} is an ${typeName(value)}, not an object`, "write an object");
    return undefined;
  };

  const scope = (value: Value | undefined, path: Path): void => {
    for (const [name, action] of Object.entries(objectAt(value, path) ?? {})) {
      const at = [...path, name];
      const body = objectAt(action, at);
      if (!body) {
        if (action === null) report(at, `action "${name}" is null`, "write an object with type and inputs");
        continue;
      }
      if (typeof body.type !== "string") report(at, `action "${name}" has no type`, 'add "type", such as "Compose"');
      for (const [other, wanted] of Object.entries(objectAt(body.runAfter, [...at, "runAfter"]) ?? {}))
        if (!isArray(wanted))
          report([...at, "runAfter", other], `runAfter of "${name}" lists no statuses`, 'write ["Succeeded"]');
      scope(body.actions, [...at, "actions"]);
      for (const branch of ["else", "default"])
        scope(objectAt(body[branch], [...at, branch])?.actions, [...at, branch, "actions"]);
      for (const [label, one] of Object.entries(objectAt(body.cases, [...at, "cases"]) ?? {}))
        scope(objectAt(one, [...at, "cases", label])?.actions, [...at, "cases", label, "actions"]);
    }
  };

  const root = objectAt(definition, []);
  if (!root) return findings;
  if (!isObject(root.triggers)) report([], "the definition has no triggers", 'add "triggers"');
  if (!isObject(root.actions)) report([], "the definition has no actions", 'add "actions"');
  for (const key of ["triggers", "parameters"])
    for (const [name, value] of Object.entries(objectAt(root[key], [key]) ?? {})) objectAt(value, [key, name]);
  scope(root.actions, ["actions"]);
  return findings;
}
