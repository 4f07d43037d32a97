import type { WorkCache } from "../cache";
import type { PolicyDocument } from "./document/document";
import type { PolicySettings } from "./settings";

/** How much a finding matters: notes are told and do not fail. */
export type PolicySeverity = "error" | "warning" | "note";

/** Where a check comes from, for those who have to show that a control is met. */
export interface PolicyMapping {
  /** controls of the Microsoft cloud security benchmark, such as `IM-1` */
  readonly mcsb?: readonly string[];
  /** recommendations of the CIS Microsoft Azure Foundations Benchmark */
  readonly cis?: readonly string[];
  /** the nearest check of a public tool, such as `CKV_AZURE_44` */
  readonly like?: readonly string[];
}

/** What a check found. */
export interface Found {
  /** address of the resource, or a block such as `terraform` */
  readonly address: string;
  /** what is wrong, with the value received */
  readonly message: string;
  /** where it is another than the check's @default - the check's */
  readonly severity?: PolicySeverity;
}

/** One rule about Terraform. */
export interface PolicyCheck {
  /** lower-case words with hyphens, never changed */
  readonly id: string;
  readonly title: string;
  /** what happens where it is not kept */
  readonly why: string;
  /** what to write instead */
  readonly fix: string;
  readonly severity: PolicySeverity;
  readonly mapping?: PolicyMapping;
  /** the one profile it is for @default - every one */
  readonly profile?: "private";
  /** false for what a plan's JSON does not say @default true */
  readonly onPlans?: boolean;
  readonly run: (document: PolicyDocument, context: CheckContext) => readonly Found[];
}

/** What a check may look at besides its document. */
export interface CheckContext {
  /** documents that are checked together, this one included */
  readonly all: readonly PolicyDocument[];
  readonly settings: PolicySettings;
  /** work that is kept between runs */
  readonly cache: WorkCache;
}
