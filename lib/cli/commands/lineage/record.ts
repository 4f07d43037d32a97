import { Command } from "commander";
import type * as Actions from "../../actions/lineage/record";
import type { RecordOptions } from "../../actions/lineage/record";
import { readingInput, withUsageExit } from "./input-error";
import { withProvenanceOptions } from "./provenance-options";

/** `agentid lineage record`: an artifact's provenance as a row of the stream Custom-AgentLineage. */
export function lineageRecordCommand(): Command {
  const command = new Command("record")
    .description("verify an image's provenance and write one NDJSON row of the stream Custom-AgentLineage")
    .requiredOption("--digest <digest>", "the image's digest, sha256:…")
    .option("--agent <id>", "object id of the agent that runs the image")
    .option("--blueprint <id>", "app id of the blueprint whose agents run the image")
    .requiredOption("--credential <id>", "id of the credential that the agent or blueprint signs in with")
    .option("--fic-issuer <url>", "the credential's issuer, when it is a federated one")
    .option("--fic-subject <subject>", "the credential's subject, when it is a federated one")
    .option("--out <file>", "append the row to this file instead of printing it");
  return withUsageExit(withProvenanceOptions(command)).action(
    readingInput((options: RecordOptions) =>
      (require("../../actions/lineage/record") as typeof Actions).record(options),
    ),
  );
}
