import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../usage-error";

/**
 * The file of `--report`, looked at before any slow work is done for it.
 * @returns writes the page, and says where it is
 * @throws UsageError where nothing can be written
 */
export function reportFile(file: string): (text: string) => void {
  const why = refusal(file);
  if (why) throw new UsageError(`--report ${file} ${why}; name a file in a folder of yours`);
  return (text) => {
    writeFileSync(file, text);
    console.error(`Report: ${file}`);
  };
}

function refusal(file: string): string | undefined {
  if (existsSync(file) && statSync(file).isDirectory()) return "is a folder";
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
    return undefined;
  } catch (error) {
    return `cannot be written: ${(error as Error).message}`;
  }
}
