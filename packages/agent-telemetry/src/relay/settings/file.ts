import { readFileSync } from "node:fs";
import { YamlText } from "@sentinel-agent-identities/yaml";
import { RelayError } from "../errors";

/** What a settings file says, and where. */
export interface SettingsFile {
  readonly values: Readonly<Record<string, unknown>>;
  /** `file:line:column` of what these keys lead to, or of the nearest around it */
  at(...keys: readonly (string | number)[]): string;
}

/**
 * Reads a YAML or JSON file.
 * @throws RelayError for a file that is not there, or is no object of settings
 */
export function readSettingsFile(file: string): SettingsFile {
  const yaml = new YamlText(textOf(file));
  const named = ({ line, column }: { readonly line: number; readonly column: number }) => `${file}:${line}:${column}`;
  const { problems } = yaml;
  if (problems.length > 0)
    throw new RelayError(problems.map((problem) => `${named(problem)} is no YAML: ${problem.message}`));
  const values = yaml.data ?? {};
  if (typeof values !== "object" || Array.isArray(values))
    throw new RelayError([`${file}:1:1 holds no settings; write lines such as "agent: <object id>"`]);
  return {
    values: values as Record<string, unknown>,
    at: (...keys) => named(yaml.keyPlace(keys)),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new RelayError([`the settings file ${file} cannot be read: ${(error as Error).message}`]);
  }
}
