import { type Command, Option } from "commander";
import { instant } from "../instant";

/** Options of every command that verifies provenance. */
export interface ProvenanceOptions {
  readonly bundle: string;
  readonly trustedRoot?: string;
  readonly policy?: string;
  readonly review?: string;
  readonly now?: Date;
}

export function withProvenanceOptions(command: Command): Command {
  return command
    .requiredOption("--bundle <file>", "Sigstore bundle, several as JSON lines, or attestations of GitHub, npm or PyPI")
    .option("--trusted-root <file>", "trusted_root.json, or several as JSON lines; needed, because nothing is fetched")
    .option("--policy <file>", "whose provenance is trusted, YAML or JSON; anyone's when left out")
    .option("--review <file>", "what the forge says about the commit, JSON, for policies that ask for it")
    .addOption(new Option("--now <iso>", "the present; default: the current time").argParser(instant));
}
