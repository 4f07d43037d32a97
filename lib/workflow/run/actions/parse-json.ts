import Ajv from "ajv";
import { bytesOf } from "../../values/binary";
import { isObject, type Value } from "../../values/value";
import { failed, succeeded } from "../record";
import type { Executor } from "../step";

export const parseJson: Executor = (step) => {
  const content = step.input("content");
  const schema = step.raw("schema");
  const inputs = { content, schema };
  const text = bytesOf(content)?.bytes.toString("utf8") ?? content;
  if (text === null) return failed("InvalidTemplate", "content is null", { inputs });
  const value = typeof text === "string" ? parsed(text) : text;
  if (value === undefined) return failed("InvalidTemplate", "content is a text that is not JSON", { inputs });
  const problem = isObject(schema) ? mismatch(schema, value) : undefined;
  return problem ? failed(problem.code, problem.message, { inputs }) : succeeded(inputs, { body: value });
};

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function mismatch(schema: Value, value: Value): { code: string; message: string } | undefined {
  const { $schema: _, ...rest } = schema as Record<string, Value>;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false });
  try {
    if (ajv.validate(rest, value)) return undefined;
  } catch (error) {
    return { code: "InvalidJsonSchema", message: `the schema cannot be used: ${(error as Error).message}` };
  }
  return { code: "SchemaValidationFailed", message: ajv.errorsText(ajv.errors, { dataVar: "content" }) };
}
