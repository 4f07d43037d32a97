import type { Definition } from "../definition/model";
import { templateSites } from "../definition/templates";
import { actionSites } from "../definition/walk";
import { callsOf, literalName } from "../expression/walk";
import { isArray, isObject, type Value } from "../values/value";
import type { ActionRecord } from "./record";
import type { HttpCall } from "./session";

/** What stands in a report for inputs and outputs that are secured. */
export const mask = "(secured)";

const reads = new Set(["body", "outputs", "actions", "actionbody", "actionoutputs", "result"]);
const triggerReads = new Set(["trigger", "triggerbody", "triggeroutputs"]);
/** Types whose outputs repeat their inputs, and which cannot secure them on their own. */
const passThrough = new Set(["compose", "parsejson", "response"]);
const credentials = ["password", "secret", "pfx", "value"];

/** Masks what a workflow declares secure, and what reads it. */
export interface Secrecy {
  record(record: ActionRecord): ActionRecord;
  call(call: HttpCall): HttpCall;
}

/** Follows secure outputs through the definition: an action that reads them has secure inputs. */
export function secrecyOf(definition: Definition): Secrecy {
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  for (const { name, action } of actionSites(definition)) {
    const secured = securedProperties(action.runtimeConfiguration);
    if (secured.includes("inputs")) inputs.add(name);
    if (secured.includes("outputs")) outputs.add(name);
  }
  const trigger = Object.values(definition.triggers).some((one) =>
    securedProperties(one.runtimeConfiguration as Value).includes("outputs"),
  );
  const readers = readersOf(definition);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { name, type, from, readsTrigger } of readers) {
      if (inputs.has(name) || !((trigger && readsTrigger) || from.some((other) => outputs.has(other)))) continue;
      inputs.add(name);
      if (passThrough.has(type)) outputs.add(name);
      grown = true;
    }
  }
  return {
    record: (record) => ({
      ...record,
      ...(record.inputs === undefined
        ? {}
        : { inputs: inputs.has(record.name) ? mask : withoutCredentials(record.inputs) }),
      ...(record.outputs !== undefined && outputs.has(record.name) ? { outputs: mask } : {}),
      // A message may quote the value that it is about.
      ...(record.error && inputs.has(record.name) ? { error: { ...record.error, message: mask } } : {}),
    }),
    call: (call) => ({
      ...call,
      ...(call.authentication === undefined ? {} : { authentication: sanitized(call.authentication) }),
      ...(inputs.has(call.action) ? { url: mask, headers: {}, body: mask, authentication: mask } : {}),
      ...(outputs.has(call.action) ? { responseBody: mask } : {}),
    }),
  };
}

function securedProperties(configuration: Value | undefined): readonly string[] {
  const data = isObject(configuration) ? configuration.secureData : undefined;
  const properties = isObject(data) ? data.properties : undefined;
  return isArray(properties) ? properties.map(String) : [];
}

function readersOf(definition: Definition) {
  const byAction = new Map<string, { name: string; type: string; from: string[]; readsTrigger: boolean }>();
  for (const { action, expressions } of templateSites(definition)) {
    if (!action) continue;
    const type = action.action.type.toLowerCase();
    const reader = byAction.get(action.name) ?? { name: action.name, type, from: [], readsTrigger: false };
    byAction.set(action.name, reader);
    for (const call of expressions.flatMap((expression) => [...callsOf(expression)])) {
      const name = literalName(call);
      if (name !== undefined && reads.has(call.name.toLowerCase())) reader.from.push(name);
      if (triggerReads.has(call.name.toLowerCase())) reader.readsTrigger = true;
    }
  }
  return [...byAction.values()];
}

/** Credentials of a request never show, wherever in the inputs it stands. */
function withoutCredentials(inputs: Value): Value {
  if (!isObject(inputs)) return inputs;
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      key === "authentication" ? sanitized(value) : withoutCredentials(value),
    ]),
  );
}

function sanitized(authentication: Value): Value {
  if (!isObject(authentication)) return mask;
  return Object.fromEntries(
    Object.entries(authentication).map(([key, value]) => [key, credentials.includes(key.toLowerCase()) ? mask : value]),
  );
}
