import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { type Digests, digestsOf, readDigest } from "../../../lineage";
import { UsageError } from "../../expected-error";
import { lineageText } from "../../report/lineage-text";
import { readingInput, withUsageExit } from "./input-error";
import { type ProvenanceOptions, provenanceOf, withProvenanceOptions } from "./provenance-options";

interface Options extends ProvenanceOptions {
  readonly artifact?: string;
  readonly digest?: string;
  readonly format: "text" | "json";
}

/** `agentid lineage verify`: says where an artifact comes from. */
export function lineageVerifyCommand(): Command {
  const command = new Command("verify")
    .description("verify an artifact's provenance offline; ends with 0 only when it is Verified")
    .addOption(new Option("--artifact <file>", "the artifact").conflicts("digest"))
    .option("--digest <digest>", "the artifact's digest, such as sha256:9f86…")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"));
  return withUsageExit(withProvenanceOptions(command)).action(
    readingInput((options: Options) => {
      const { verdict } = provenanceOf(options, artifactOf(options));
      const judged = options.policy !== undefined;
      console.log(options.format === "json" ? JSON.stringify(verdict, null, 2) : lineageText(verdict, judged));
      if (verdict.state !== "Verified") process.exitCode = 1;
    }),
  );
}

function artifactOf({ artifact, digest }: Options): Digests {
  if (artifact !== undefined) return digestsOf(readFileSync(artifact));
  if (digest !== undefined) return readDigest(digest);
  throw new UsageError("give the artifact with --artifact or --digest");
}
