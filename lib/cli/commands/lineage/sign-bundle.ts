import { Command } from "commander";
import { UsageError } from "../../usage-error";
import { readingInput, withUsageExit } from "./input-error";

/** `agentid lineage sign-bundle`: the half of the conformance suite's protocol that is not kept, said by name. */
export function lineageSignBundleCommand(): Command {
  const command = new Command("sign-bundle")
    .description("not supported: this client verifies, it does not sign")
    .allowUnknownOption()
    .argument("[anything...]");
  return withUsageExit(command).action(() =>
    readingInput(() => {
      throw new UsageError("sign-bundle is not supported: this client verifies; sign with cosign or in the build");
    })({}),
  );
}
