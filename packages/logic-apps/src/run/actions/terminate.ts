import { isObject } from "../../values/value";
import { failed } from "../record";
import type { Executor } from "../step";
import { Terminated } from "../terminated";

const runStatuses = ["Succeeded", "Failed", "Cancelled"] as const;

export const terminate: Executor = (step) => {
  const inputs = step.inputs();
  const given = isObject(inputs) ? String(inputs.runStatus) : "";
  const status = runStatuses.find((known) => known.toLowerCase() === given.toLowerCase());
  if (!status) return failed("BadRequest", `"${given}" is no run status; use ${runStatuses.join(", ")}`, { inputs });
  const error = isObject(inputs) && isObject(inputs.runError) ? inputs.runError : undefined;
  const reason = error && { code: String(error.code ?? "Terminated"), message: String(error.message ?? "") };
  throw new Terminated(status, reason);
};
