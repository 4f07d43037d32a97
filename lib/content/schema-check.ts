import type * as AjvModule from "ajv";
import type { Ajv, ErrorObject, ValidateFunction } from "ajv";
import type { Problem } from "./problem";
import { explainable } from "./schema-errors";
import type { Path, SourceFile } from "./source-file";
import { suggestFrom } from "./suggest";

let validator: Ajv | undefined;

/** Loaded by the first file that was not checked before. */
function ajv(): Ajv {
  if (!validator) {
    const { default: Validator } = require("ajv") as typeof AjvModule;
    validator = new Validator({
      allErrors: true,
      strict: true,
      allowUnionTypes: true,
      verbose: true,
      discriminator: true,
    });
    validator.addKeyword("x-message");
  }
  return validator;
}

/** What knows the places of a document's values: a file, or what was read from one of another form. */
export type ProblemSource = Pick<SourceFile, "data" | "problem">;

const compiled = new Map<object, ValidateFunction>();

/** Checks a document against a JSON Schema; each violation becomes one problem at its place in the file. */
export function checkSchema(source: ProblemSource, schema: object, data: unknown = source.data): Problem[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv().compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(data)) return [];
  return explainable(validate.errors ?? [], messageOf).map((e) => toProblem(source, e));
}

/** A schema can carry its own words for a rule that ajv would explain badly. */
function messageOf(error: ErrorObject): string | undefined {
  return (error.parentSchema as { "x-message"?: string } | undefined)?.["x-message"];
}

function toProblem(source: ProblemSource, error: ErrorObject): Problem {
  const path = pointerToPath(error.instancePath);
  const own = messageOf(error);
  switch (error.keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key = (error.params.additionalProperty ?? error.params.unevaluatedProperty) as string;
      const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
      return source.problem([...path, key], "schema/unknown-key", own ?? `unknown key "${key}"`, {
        atKey: true,
        suggestion: suggestFrom(key, known),
      });
    }
    case "required": {
      const key = error.params.missingProperty as string;
      return source.problem(path, "schema/missing-key", own ?? `"${key}" is missing${inside(path)}`, {
        suggestion: describe(error, key),
      });
    }
    case "enum": {
      const allowed = (error.params.allowedValues as unknown[]).map(String);
      return source.problem(path, "schema/value", own ?? `${show(error.data)} is not allowed${inside(path)}`, {
        suggestion: suggestFrom(String(error.data), allowed),
      });
    }
    case "false schema":
      return source.problem(
        path,
        "schema/not-here",
        own ?? `${inside(path).trim() || "this value"} is not allowed here`,
        { atKey: true },
      );
    case "if":
    case "not":
    case "oneOf":
    case "anyOf":
      return source.problem(
        path,
        `schema/${error.keyword.toLowerCase()}`,
        own ?? `${show(error.data)}${inside(path)} ${error.message}`,
      );
    default:
      return source.problem(
        path,
        `schema/${error.keyword.toLowerCase()}`,
        path.length === 0 && error.data === null
          ? "the file is empty"
          : own === undefined
            ? `${show(error.data)}${inside(path)} ${error.message}`
            : `${show(error.data)} is not allowed${inside(path)}`,
        suggested(own ?? typeAdvice(error)),
      );
  }
}

const suggested = (suggestion: string | undefined) => (suggestion === undefined ? {} : { suggestion });

/** What to write for a value of another type. */
function typeAdvice({ keyword, schema, parentSchema }: ErrorObject): string | undefined {
  if (keyword !== "type") return undefined;
  const [first] = [schema as string | readonly string[]].flat();
  const required = (parentSchema as { required?: readonly string[] } | undefined)?.required ?? [];
  if (first === "object")
    return `write keys and values${required.length > 0 ? `: ${required.join(", ")} at least` : ", such as { key: value }"}`;
  return advice[first!];
}

const advice: Readonly<Record<string, string>> = {
  array: "write a list, such as [one, two]",
  string: "write a text, in quotes where it looks like a number, a date or a truth value",
  integer: "write a whole number without quotes, such as 5",
  number: "write a number without quotes, such as 0.5",
  boolean: "write true or false, without quotes",
};

function inside(path: Path): string {
  return path.length > 0 ? ` in ${path.join(".")}` : "";
}

function show(value: unknown): string {
  if (typeof value === "string" && value.includes("PRIVATE KEY")) return "a private key";
  const text = (JSON.stringify(value) ?? "undefined").replace(/\/\/[^/@\s"]+@/g, "//…@");
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function describe(error: ErrorObject, key: string): string | undefined {
  const properties = (error.parentSchema as { properties?: Record<string, { description?: string }> }).properties;
  const text = properties?.[key]?.description;
  return text ? `add ${key}: ${text}` : undefined;
}

function pointerToPath(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
