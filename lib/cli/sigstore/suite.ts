import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../usage-error";
import type { Claim } from "./verify-claim";

/** One case of Sigstore's conformance suite: a folder. */
export interface SuiteCase {
  readonly name: string;
  /** whether the claim must be refused */
  readonly negative: boolean;
  /** the claim; without a root of its own, it is one on the public instance */
  readonly claim: Omit<Claim, "trustedRoot"> & { readonly trustedRoot?: string };
}

/** Who signed where a case names nobody, by the suite's README. */
const signer = {
  identity:
    "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main",
  issuer: "https://token.actions.githubusercontent.com",
};

/**
 * The cases of a suite, by name (https://github.com/sigstore/sigstore-conformance/tree/main/test/assets/bundle-verify).
 * @param path the suite's repository, its `test/assets`, or the folder of cases itself
 * @throws UsageError when there are none
 */
export function suiteCases(path: string): SuiteCase[] {
  const places = [join(path, "test", "assets", "bundle-verify"), join(path, "bundle-verify"), path];
  for (const folder of places) {
    const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
    const cases = names
      .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "bundle.sigstore.json")))
      .map(({ name }) => suiteCase(folder, name));
    if (cases.length > 0) return cases.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  throw new UsageError(
    `--path ${path}: has no folder with a bundle.sigstore.json; give a copy of sigstore/sigstore-conformance`,
  );
}

function suiteCase(folder: string, name: string): SuiteCase {
  const file = (part: string) => {
    const path = join(folder, name, part);
    return existsSync(path) ? path : undefined;
  };
  const text = (part: string) => {
    const path = file(part);
    return path && readFileSync(path, "utf8").trim();
  };
  const key = file("key.pub");
  const trustedRoot = file("trusted_root.json");
  return {
    name,
    negative: name.endsWith("fail"),
    claim: {
      bundle: join(folder, name, "bundle.sigstore.json"),
      artifact: file("artifact") ?? join(folder, "a.txt"),
      ...(key === undefined
        ? { identity: text("identity") ?? signer.identity, issuer: text("issuer") ?? signer.issuer }
        : { key }),
      ...(trustedRoot === undefined ? {} : { trustedRoot }),
    },
  };
}
