import type { PolicyCheck } from "../check";
import { blocksOf } from "../document/document";

/** What the configuration was written for. */
export const versionsPinned: PolicyCheck = {
  id: "versions-pinned",
  title: "Terraform and providers have versions",
  why: "a release that nobody tried changes or destroys resources on the day it appears",
  fix: "set required_version, and a version with an upper bound for each required provider; commit .terraform.lock.hcl",
  severity: "error",
  mapping: { mcsb: ["DS-2"] },
  onPlans: false,
  run: ({ terraform }) => {
    const open = blocksOf(terraform.required_providers)
      .flatMap((one) => Object.entries(one))
      .filter(([, provider]) => {
        const version = typeof provider === "string" ? provider : (provider as { version?: unknown } | null)?.version;
        // A lower bound alone takes every later release.
        return !version || /^\s*>=?[^,<~]*$/.test(String(version));
      });
    return [
      ...(terraform.required_version ? [] : [{ address: "terraform", message: "does not say required_version" }]),
      ...open.map(([name]) => ({ address: "terraform.required_providers", message: `takes any release of ${name}` })),
    ];
  },
};
