import type { PolicySeverity } from "./check";
import type { PolicyWaiver } from "./waiver";

/** What is wrong in a document. */
export interface PolicyFinding {
  readonly check: string;
  readonly severity: PolicySeverity;
  readonly stack: string;
  readonly file: string;
  readonly address: string;
  readonly message: string;
  readonly fix: string;
  /** who accepted it, and why */
  readonly waiver?: PolicyWaiver;
}
