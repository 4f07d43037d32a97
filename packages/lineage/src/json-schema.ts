import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import { hint } from "./hint";

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, verbose: true });
ajv.addKeyword("x-message");
const compiled = new Map<object, ValidateFunction>();

/** What a document breaks of a JSON Schema, one sentence each; empty when it fits. */
export function schemaProblems(schema: object, data: unknown): string[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(data) ? [] : [...new Set((validate.errors ?? []).map(sentence))];
}

function sentence(error: ErrorObject): string {
  const place = error.instancePath.slice(1).replaceAll("/", ".") || "the document";
  const own = (error.parentSchema as { "x-message"?: string } | undefined)?.["x-message"];
  if (own) return `${place}: ${own}`;
  if (error.keyword === "additionalProperties") {
    const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
    const { additionalProperty: name } = error.params as { additionalProperty: string };
    return `${place} has the unknown member "${name}"; known are ${known.join(", ")}${hint(name, known)}`;
  }
  if (error.keyword === "required") return `${place} lacks "${error.params.missingProperty}"`;
  if (error.keyword === "enum") {
    const known = (error.params.allowedValues as unknown[]).map(String);
    return `${place} must be one of ${known.join(", ")}${hint(String(error.data), known)}`;
  }
  return `${place} ${error.message}`;
}
