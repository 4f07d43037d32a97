import { type ValueObject, WorkflowInputError } from "@sentinel-agent-identities/logic-apps";
import { readText } from "../../../content";

/**
 * The JSON of an input file.
 * @throws WorkflowInputError when it is none
 */
export function readInput(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new WorkflowInputError(file, `is not JSON: ${error.message}`, "correct the JSON");
  }
}

/** Like `readInput`, for a file that must hold an object. */
export function readObject(file: string): ValueObject {
  const data = readInput(file);
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as ValueObject;
  throw new WorkflowInputError(
    file,
    "holds no object",
    'write {"body": …} for a trigger, {"Name": value} for parameters',
  );
}
