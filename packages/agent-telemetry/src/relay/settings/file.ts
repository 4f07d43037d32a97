import { readFileSync } from "node:fs";
import { isMap, LineCounter, type Node, parseDocument } from "yaml";
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
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0)
    throw new RelayError(document.errors.map(({ pos, message }) => `${place(pos[0])} is no YAML: ${message}`));
  const values = document.toJS() ?? {};
  if (typeof values !== "object" || Array.isArray(values))
    throw new RelayError([`${file}:1:1 holds no settings; write lines such as "agent: <object id>"`]);
  return {
    values,
    at: (...keys) => {
      for (let known = keys; known.length > 0; known = known.slice(0, -1)) {
        const parent = document.getIn(known.slice(0, -1), true);
        const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(known.at(-1))) : undefined;
        const node = (pair?.key ?? document.getIn(known, true)) as Node | undefined;
        if (node?.range) return place(node.range[0]);
      }
      return file;
    },
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new RelayError([`the settings file ${file} cannot be read: ${(error as Error).message}`]);
  }
}
