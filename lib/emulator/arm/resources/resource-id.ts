/** A step down to a resource: a type in full, and a name. */
export interface Step {
  /** such as `Microsoft.OperationalInsights/workspaces/tables`, as the caller wrote it */
  readonly type: string;
  readonly name: string;
  /** ARM id down to here */
  readonly id: string;
}

/** What a path of Azure Resource Manager names. */
export interface ArmPath {
  /** from the subscription down to the resource; empty for the tenant */
  readonly steps: readonly Step[];
  /** what follows the resource without a name: its children of that type, or an action on it */
  readonly rest?: { readonly word: string /** the type, were it a list of children */; readonly type: string };
}

export const subscriptionType = "Microsoft.Resources/subscriptions";
export const groupType = "Microsoft.Resources/resourceGroups";

/**
 * Reads a path.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 * @returns undefined for a path that no resource can have
 */
export function readArmPath(path: string): ArmPath | undefined {
  const parts = path.split("/").filter((part) => part !== "");
  const steps: Step[] = [];
  let provider: string | undefined;
  let types: string[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const [word, name] = [parts[i]!, parts[i + 1]];
    if (is(word, "providers")) {
      if (name === undefined) return undefined;
      provider = name;
      types = [];
      continue;
    }
    const type = typeOf(word, provider, types);
    if (name === undefined) return { steps, rest: { word, type } };
    if (provider === undefined && !isScope(type, steps)) return undefined;
    if (provider !== undefined) types.push(word);
    steps.push({ type, name, id: `/${parts.slice(0, i + 2).join("/")}` });
  }
  return { steps };
}

function typeOf(word: string, provider: string | undefined, types: readonly string[]): string {
  if (provider !== undefined) return [provider, ...types, word].join("/");
  if (is(word, "subscriptions")) return subscriptionType;
  return is(word, "resourceGroups") ? groupType : word;
}

/** Subscriptions come first, and groups right below them. */
const isScope = (type: string, steps: readonly Step[]): boolean =>
  (type === subscriptionType && steps.length === 0) ||
  (type === groupType && steps.length === 1 && steps[0]!.type === subscriptionType);

const is = (word: string, wanted: string): boolean => word.toLowerCase() === wanted.toLowerCase();
