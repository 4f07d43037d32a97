import { type Command, CommanderError } from "commander";
import { isExpected } from "../../expected-error";
import { systemMessage } from "../../system-error";

/** Exit code for input that cannot be used: 1 says that an artifact was looked at and is not verified. */
const unusable = 2;

/** Makes a command end with 2 when its options are wrong. */
export function withUsageExit(command: Command): Command {
  return command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : new CommanderError(unusable, error.code, error.message);
  });
}

/** Runs an action that ends with 2 when what it reads cannot be used. */
export function readingInput<Options>(action: (options: Options) => void): (options: Options) => void {
  return (options) => {
    try {
      action(options);
    } catch (error) {
      const message = systemMessage(error) ?? (isExpected(error) ? error.message : undefined);
      if (message === undefined) throw error;
      console.error(message);
      throw new CommanderError(unusable, "agentid.input", message);
    }
  };
}
