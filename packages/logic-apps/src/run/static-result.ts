import { isObject } from "../values/value";
import type { Outcome } from "./record";
import { failed, succeeded } from "./record";
import type { Step } from "./step";

/** The outcome that the definition fixes for an action whose static result is enabled. */
export function staticOutcome({ action, session }: Step): Outcome | undefined {
  const setting = action.runtimeConfiguration?.staticResult;
  if (!isObject(setting) || setting.staticResultOptions !== "Enabled") return undefined;
  const result = session.definition.staticResults?.[String(setting.name)];
  if (!isObject(result)) return failed("StaticResultMissing", `staticResults holds no "${setting.name}"`);
  const outputs = result.outputs ?? null;
  if (String(result.status ?? "Succeeded") === "Succeeded") return succeeded(null, outputs);
  const error = isObject(result.error) ? result.error : {};
  return failed(String(error.code ?? "Failed"), String(error.message ?? "static result"), { outputs });
}
