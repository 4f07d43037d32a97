import type * as AjvModule from "ajv";
import type { ValidateFunction } from "ajv";
import { bytesOf } from "../../values/binary";
import { toJson } from "../../values/json";
import { isObject, type Value, type ValueObject } from "../../values/value";
import { failed, succeeded } from "../record";
import type { Executor } from "../step";

export const parseJson: Executor = (step) => {
  const content = step.input("content");
  const schema = step.input("schema");
  const inputs = { content, schema };
  const text = bytesOf(content)?.bytes.toString("utf8") ?? content;
  if (text === null) return failed("InvalidTemplate", "content is null", { inputs });
  const value = typeof text === "string" ? parsed(text) : text;
  if (value === undefined) return failed("InvalidTemplate", "content is a text that is not JSON", { inputs });
  const problem = isObject(schema) ? mismatch(schema, step.raw("schema"), value) : undefined;
  return problem ? failed(problem.code, problem.message, { inputs }) : succeeded(inputs, { body: value });
};

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

/** Loaded by the first workflow that has a schema. */
const ajv = (): typeof AjvModule.default => (require("ajv") as typeof AjvModule).default;

type Validator = ValidateFunction | Error;

/** Compiled schemas by how they are written: a loop mostly asks for the same one each turn. */
const validators = new WeakMap<object, { readonly text: string; readonly validator: Validator }>();

function validatorOf(schema: ValueObject, written: Value): Validator {
  const key = isObject(written) ? written : schema;
  const text = toJson(schema);
  const known = validators.get(key);
  if (known?.text === text) return known.validator;
  const validator = compiled(schema);
  validators.set(key, { text, validator });
  return validator;
}

function compiled({ $schema: _, ...schema }: ValueObject): Validator {
  try {
    return new (ajv())({ strict: false, validateFormats: false, allErrors: true, logger: false }).compile(schema);
  } catch (error) {
    return error as Error;
  }
}

function mismatch(schema: ValueObject, written: Value, value: Value): { code: string; message: string } | undefined {
  const validate = validatorOf(schema, written);
  if (validate instanceof Error)
    return { code: "InvalidJsonSchema", message: `the schema cannot be used: ${validate.message}` };
  if (validate(value)) return undefined;
  return { code: "SchemaValidationFailed", message: new (ajv())().errorsText(validate.errors, { dataVar: "content" }) };
}
