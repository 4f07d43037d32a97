import type { Command } from "commander";

/**
 * The command line up to a command that there is not, when help is asked for it: what follows would have commander print
 * the help of what stands before. Undefined for every other command line.
 * @param argv the program and its script first
 */
export function unknownIn(program: Command, argv: readonly string[]): string[] | undefined {
  const args = argv.slice(2);
  const first = args[0] === "help" ? 1 : 0;
  if (first === 0 && !args.some((arg) => arg === "--help" || arg === "-h")) return undefined;
  let command = program;
  for (let at = first; at < args.length; at++) {
    const word = args[at]!;
    if (word.startsWith("-")) continue;
    const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
    if (!next) {
      const takesWords = command.commands.length === 0 || command.registeredArguments.length > 0;
      return takesWords || word === "help" ? undefined : [...argv.slice(0, 2), ...args.slice(first, at + 1)];
    }
    command = next;
  }
  return undefined;
}
