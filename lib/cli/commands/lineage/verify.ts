import { Command, Option } from "commander";
import type * as Actions from "../../actions/lineage/verify";
import type { VerifyOptions } from "../../actions/lineage/verify";
import { readingInput, withUsageExit } from "./input-error";
import { withProvenanceOptions } from "./provenance-options";

/** `agentid lineage verify`: says where an artifact comes from. */
export function lineageVerifyCommand(): Command {
  const command = new Command("verify")
    .description("verify an artifact's provenance offline; ends with 0 only when it is Verified")
    .addOption(new Option("--artifact <file>", "the artifact").conflicts("digest"))
    .option("--digest <digest>", "the artifact's digest, such as sha256:9f86…")
    .option("--agent <id...>", "object id of the agent, app id of its blueprint, for policies that name them")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"));
  return withUsageExit(withProvenanceOptions(command)).action(
    readingInput((options: VerifyOptions) =>
      (require("../../actions/lineage/verify") as typeof Actions).verify(options),
    ),
  );
}
