import { newOwnCheck, newPackageCheck, ownCheckEdits, packageCheckEdits } from "./check";
import { newHunting } from "./hunting";
import { newFunction, newTable } from "./pipeline";
import { newPlaybook, nextPlaybookId } from "./playbook";
import { newRule, nextDetectionId, type RuleFamily, ruleFamilies } from "./rule";
import { type Edits, type NewFiles, ScaffoldError } from "./write-new";

export { nextDetectionId, type RuleFamily, ruleFamilies } from "./rule";
export { type NewFiles, writeNew } from "./write-new";

/** Kinds of content that can be begun, and how their names are spelled. */
export const kinds = {
  rule: { name: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, example: "reads-at-night" },
  hunting: { name: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, example: "agents-without-owner" },
  playbook: { name: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, example: "tell-the-team" },
  check: { name: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, example: "no-demo" },
  function: { name: /^[A-Z][A-Za-z0-9]*$/, example: "AgentTools" },
  table: { name: /^[A-Z][A-Za-z0-9]*$/, example: "AgentInvoices" },
} as const;
export type Kind = keyof typeof kinds;

/** What is to be begun. */
export interface Wanted {
  readonly kind: Kind;
  readonly name: string;
  /** what people read; from the name where it is left out */
  readonly title?: string;
  /** of a rule */
  readonly family?: RuleFamily;
  /** of a rule, such as AIC-081; the next free number where it is left out */
  readonly detectionId?: string;
  /** whether it becomes part of this package, in whose checkout playbooks and checks have sources and tests of other kinds */
  readonly inPackage?: boolean;
}

/**
 * The files of something new.
 * @param taken ids of that kind that there are
 * @throws ScaffoldError for a name that is not spelled as its kind is, a rule without a family, or an id that is taken
 */
export function newContent(wanted: Wanted, taken: ReadonlySet<string>): NewFiles {
  const { kind, name, title, family, detectionId, inPackage = false } = wanted;
  const bare = kind === "table" ? name.replace(/_CL$/, "") : name;
  if (!kinds[kind].name.test(bare))
    throw new ScaffoldError(`"${name}" is no name of a ${kind}: write it like ${kinds[kind].example}`);
  const told = title ?? titleOf(bare);
  switch (kind) {
    case "hunting":
      return newHunting(name, told);
    case "playbook":
      return newPlaybook(name, told, nextPlaybookId(taken), inPackage);
    case "check":
      if (taken.has(name)) throw new ScaffoldError(`there is a check "${name}": choose another name`);
      return inPackage ? newPackageCheck(name, told) : newOwnCheck(name, told);
    case "function":
      return newFunction(name, told);
    case "table":
      return newTable(bare, told);
    case "rule":
      if (!family) throw new ScaffoldError(`a rule needs a family: --family ${ruleFamilies.join("|")}`);
      if (detectionId !== undefined && !/^AIC-\d{3}$/.test(detectionId))
        throw new ScaffoldError(`"${detectionId}" is no id of a detection: write it like AIC-081`);
      if (detectionId !== undefined && taken.has(detectionId))
        throw new ScaffoldError(`${detectionId} is taken: the next free id is ${nextDetectionId(taken)}`);
      return newRule(name, told, family, detectionId ?? nextDetectionId(taken));
  }
}

/** What is added to files that may be there. */
export function editsFor({ kind, name, inPackage = false }: Wanted): Edits {
  if (kind !== "check") return {};
  return inPackage ? packageCheckEdits(name) : ownCheckEdits(name);
}

/** "reads-at-night" and "ReadsAtNight" as "Reads at night". */
function titleOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll("-", " ")
    .toLowerCase();
  return words[0]!.toUpperCase() + words.slice(1);
}
