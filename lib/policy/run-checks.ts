import { WorkCache } from "../cache";
import type { PolicyCheck } from "./check";
import { policyChecks } from "./checks";
import type { PolicyDocument } from "./document/document";
import type { PolicyFinding } from "./finding";
import { defaultSettings, type PolicySettings } from "./settings";
import type { PolicyWaiver } from "./waiver";
import { waived } from "./waivers";

/** How documents are checked. */
export interface CheckOptions {
  /** @default the package's */
  readonly checks?: readonly PolicyCheck[];
  readonly settings?: Partial<PolicySettings>;
  /** findings that are accepted, by the tenant whose stacks they are of @default none */
  readonly waivers?: readonly PolicyWaiver[];
  /** the day of today in UTC, `yyyy-mm-dd`, by which waivers end */
  readonly today: string;
  /** what earlier runs found out about queries @default none */
  readonly cache?: WorkCache;
}

/** What is wrong in documents, in the order of documents and checks; with what waivers accept, and what is wrong with these. */
export function runChecks(documents: readonly PolicyDocument[], options: CheckOptions): PolicyFinding[] {
  const { checks = policyChecks, waivers = [], today, cache = new WorkCache() } = options;
  const settings = { ...defaultSettings, ...options.settings };
  const found = documents.flatMap((document) =>
    checks
      .filter(
        ({ profile, onPlans = true }) =>
          (profile === undefined || profile === settings.profile) && (onPlans || document.kind !== "plan"),
      )
      .flatMap(({ id, severity, fix, run }) =>
        run(document, { all: documents, settings, cache }).map((one) => ({
          check: id,
          severity: one.severity ?? severity,
          stack: document.stack,
          file: document.file,
          address: one.address,
          message: one.message,
          fix,
        })),
      ),
  );
  cache.save();
  return waived(found, waivers, { today, checks, documents });
}

/** Whether a finding makes a check fail. */
export const fails = ({ severity, waiver }: PolicyFinding): boolean => waiver === undefined && severity !== "note";
