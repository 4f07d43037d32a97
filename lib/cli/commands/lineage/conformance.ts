import { Command, Option } from "commander";
import type * as Actions from "../../actions/lineage/conformance";
import type { ConformanceOptions } from "../../actions/lineage/conformance";
import { readingInput, withUsageExit } from "./input-error";

/** `agentid lineage conformance`: how Sigstore's own suite of bundles ends here. */
export function lineageConformanceCommand(): Command {
  const command = new Command("conformance")
    .description("run the cases of Sigstore's conformance suite; ends with 0 when all end as they must")
    .requiredOption("--path <folder>", "a copy of sigstore/sigstore-conformance, or of its folder bundle-verify")
    .option("--trusted-root <file>", "the public instance's, for cases without their own; default: npm's")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"));
  return withUsageExit(command).action(
    readingInput((options: ConformanceOptions) =>
      (require("../../actions/lineage/conformance") as typeof Actions).conformance(options),
    ),
  );
}
