import type { Place } from "../source";
import type { LintModel } from "./model";

/** One breach of a rule. */
export interface Breach {
  readonly place: Place;
  readonly message: string;
  /** instead of the rule's own fix */
  readonly fix?: string | undefined;
}

/** A rule for workflows. */
export interface LintRule {
  readonly code: string;
  readonly severity: "error" | "warning";
  /** true when a workflow that breaks it cannot run here */
  readonly blocks?: boolean;
  /** what goes wrong, in general */
  readonly message: string;
  /** what to write instead */
  readonly fix: string;
  check(model: LintModel): Iterable<Breach>;
}
