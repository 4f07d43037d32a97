import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { UsageError } from "../usage-error";

const repository = "https://tuf-repo-cdn.sigstore.dev";

/** A trusted root of Sigstore's public instance, and where it was found. */
export interface PublicRoot {
  readonly file: string;
  readonly source: string;
  /** Removes what was written for it. */
  dispose(): void;
}

/**
 * The root that the protocol means when it names none: the given file, else the one that npm brings for its own
 * verification of packages. Nothing is fetched. For conformance alone: verification of agents wants the root as a file.
 * @throws UsageError when there is neither
 */
export function publicRoot(given: string | undefined): PublicRoot {
  if (given !== undefined) return { file: given, source: given, dispose: () => {} };
  const seeds = npmSeeds();
  if (seeds === undefined)
    throw new UsageError(
      "give --trusted-root: it means Sigstore's public instance, and there is no npm beside this Node whose root could do\n" +
        "    gh attestation trusted-root > trusted_root.jsonl writes it",
    );
  const folder = mkdtempSync(join(tmpdir(), "agentid-root-"));
  const file = join(folder, "trusted_root.json");
  writeFileSync(file, seeds.root);
  return { file, source: seeds.file, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

function npmSeeds(): { file: string; root: Buffer } | undefined {
  const bin = dirname(process.execPath);
  for (const modules of [join(bin, "..", "lib", "node_modules"), join(bin, "node_modules")]) {
    const file = join(modules, "npm", "node_modules", "@sigstore", "tuf", "seeds.json");
    if (!existsSync(file)) continue;
    const seeds = JSON.parse(readFileSync(file, "utf8")) as Record<string, { targets?: Record<string, string> }>;
    const target = seeds[repository]?.targets?.["trusted_root.json"];
    if (target) return { file, root: Buffer.from(target, "base64") };
  }
  return undefined;
}
