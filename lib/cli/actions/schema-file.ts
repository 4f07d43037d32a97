import { readFileSync } from "node:fs";
import { ContentError, checkSchema, SourceFile } from "../../content";

/** @throws ContentError when the file does not fit its schema */
export function readSchemaFile(path: string, schema: object): SourceFile {
  const source = SourceFile.parse(readFileSync(path, "utf8"), path);
  const problems = checkSchema(source, schema);
  if (problems.length > 0) throw new ContentError(problems);
  return source;
}

export const text = { type: "string", minLength: 1 } as const;

export const span = {
  type: "string",
  pattern: "^P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?$",
  "x-message": "is a duration such as PT10M",
} as const;

export const incidentNumber = { type: "integer", minimum: 1 } as const;
