import type { Definition } from "../definition/model";
import type { ActionSite } from "../definition/walk";
import { isObject, type Value, type ValueObject } from "../values/value";
import { isType, type LintModel } from "./model";

/** The inputs of an action as written. */
export function inputsOf({ action }: ActionSite): ValueObject {
  return isObject(action.inputs) ? action.inputs : {};
}

/** The method of a request as written, in upper case. */
export const methodOf = (site: ActionSite): string => String(inputsOf(site).method ?? "").toUpperCase();

/** The address of a request with the defaults of the parameters in it. */
export function addressOf(site: ActionSite, { parameters = {} }: Definition): string {
  const { uri, path } = inputsOf(site);
  return String(uri ?? path ?? "").replace(/@\{?parameters\('([^']+)'\)\}?/g, (text, name: string) => {
    const value = parameters[name]?.defaultValue;
    return typeof value === "string" ? value : text;
  });
}

const directory = /graph\.microsoft\.|management\.(core\.)?(azure|usgovcloudapi|chinacloudapi|windows)\./i;
const effects =
  /\/(disable|enable|revokeSignInSessions|confirmCompromised|dismiss|addPassword|removePassword|addKey|removeKey|deallocate|powerOff|restart|delete)(\?|$)/i;

/** What is written about a resource, and changes nothing of it. */
const remark = /\/comments\//i;

/** HTTP actions that change something in Microsoft Graph or Azure Resource Manager. */
export function changesOf(model: LintModel): ActionSite[] {
  return model.actions.filter((site) => {
    const address = addressOf(site, model.definition);
    if (!isType(site, "Http") || !directory.test(address) || remark.test(address)) return false;
    const method = methodOf(site);
    return ["PATCH", "PUT", "DELETE"].includes(method) || (method === "POST" && effects.test(address));
  });
}

/** Whether inputs or outputs of an action are kept out of the run history. */
export function secures({ action }: ActionSite, what: "inputs" | "outputs"): boolean {
  const data: Value | undefined = action.runtimeConfiguration?.secureData;
  const properties = isObject(data) ? data.properties : undefined;
  return Array.isArray(properties) && properties.includes(what);
}
