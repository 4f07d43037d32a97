import { ContentError, checkSchema, readText, SourceFile } from "../../content";

/** @throws ContentError when the file does not fit its schema */
export function readSchemaFile(path: string, schema: object): SourceFile {
  const source = SourceFile.parse(readText(path), path);
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
