import type { ResourceKind } from "./kind";
import { kindOf } from "./kinds";
import { refusals } from "./refusals";
import { type ArmPath, groupType, subscriptionType } from "./resource-id";
import type { ResourceStore } from "./store";

/** What a resource is made in has to be there, and be what such a resource can be made in. */
export function checkPlace(store: ResourceStore, kind: ResourceKind, path: ArmPath): void {
  const [parent, group] = [path.steps.at(-2), path.steps.find(({ type }) => type === groupType)];
  const { scopes } = kind;
  const where = !parent
    ? "tenant"
    : parent.type === subscriptionType
      ? "subscription"
      : parent.type === groupType
        ? "group"
        : "resource";
  if (scopes && !scopes.includes(where)) throw refusals.wrongScope(kind.type, scopes);
  if (kind.extends && parent?.type.toLowerCase() !== kind.extends.toLowerCase())
    throw refusals.wrongScope(kind.type, [kind.extends]);
  if (group && group.id !== path.steps.at(-1)!.id && !store.get(group.id)) throw refusals.unknownGroup(group.name);
  if (where !== "resource" || parentIsThere(store, path)) return;
  const isChild = kind.type.toLowerCase().startsWith(`${parent!.type.toLowerCase()}/`);
  throw isChild
    ? refusals.unknownParent(kind.type, parent!.id)
    : refusals.unknownScope(parent!.type, parent!.name, group?.name ?? "");
}

/** Whether what a resource lies in is there. */
export function parentIsThere(store: ResourceStore, { steps }: ArmPath): boolean {
  const parent = steps.at(-2);
  if (!parent || parent.type === subscriptionType) return true;
  if (store.get(parent.id)) return true;
  return kindOf(parent.type)?.implicit?.(parent.name) === true && parentIsThere(store, { steps: steps.slice(0, -1) });
}
