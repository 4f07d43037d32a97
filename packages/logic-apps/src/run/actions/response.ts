import { isObject } from "../../values/value";
import { failed, succeeded } from "../record";
import type { Executor } from "../step";

export const response: Executor = (step) => {
  const inputs = step.inputs();
  if (!isObject(inputs)) return failed("BadRequest", "a Response needs inputs with statusCode");
  if (step.session.response) return failed("ResponseAlreadySent", "the caller has its response already", { inputs });
  step.session.response = inputs;
  return succeeded(inputs, inputs);
};
