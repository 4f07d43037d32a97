import { evaluateTemplate, parseTemplate } from "../src";
import type { ActionFacts, ExpressionContext } from "../src/expression/context";
import type { Value } from "../src/values/value";

const get: ActionFacts = {
  name: "Get",
  status: "Succeeded",
  inputs: { method: "GET" },
  outputs: { statusCode: 200, headers: { "X-Id": "7" }, body: { name: "alpha", list: [1, 2, 3], none: null } },
};

/** A run that stands still at 2026-03-02T10:00:00Z. */
export const context: ExpressionContext = {
  now: () => new Date("2026-03-02T10:00:00.123Z"),
  guid: () => "0f8fad5b-d9cb-469f-a165-70867728950e",
  random: () => 0.5,
  parameter: (name) => ({ Mode: "Auto" })[name],
  variable: (name) => ({ Count: 4 })[name],
  action: (name) => (name === "Get" || name === undefined ? get : undefined),
  result: (name) => (name === "Scope" ? [get] : undefined),
  trigger: () => ({ name: "manual", status: "Succeeded", inputs: null, outputs: { body: { id: 5 }, headers: {} } }),
  item: () => ({ id: "a" }),
  items: (name) => (name === "Each" ? "current" : undefined),
  iteration: (name) => (name === "Until" ? 2 : undefined),
  workflow: () => ({ name: "wf", run: { name: "r1" } }),
  callbackUrl: () => "https://callback.invalid/",
};

/** The value of a string of a definition. */
export const evaluated = (text: string): Value => evaluateTemplate(parseTemplate(text), context);
