import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../usage-error";

/**
 * The file of `--report`, before any slow work is done for it.
 * @returns writes the page, and says where it is
 * @throws UsageError where nothing can be written
 */
export function reportFile(file: string): (text: string) => void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    closeSync(openSync(file, "a"));
  } catch (error) {
    throw new UsageError(
      `--report ${file} cannot be written: ${(error as Error).message}; name a file in a folder of yours`,
    );
  }
  return (text) => {
    writeFileSync(file, text);
    console.error(`Report: ${file}`);
  };
}
