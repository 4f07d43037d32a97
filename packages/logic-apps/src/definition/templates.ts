import { ExpressionSyntaxError } from "../errors";
import type { Expression } from "../expression/syntax";
import { expressionsOf, parseTemplate } from "../expression/template";
import type { Path } from "../source";
import { isArray, isObject, type Value } from "../values/value";
import type { ActionDefinition, Definition } from "./model";
import { type ActionSite, actionSites } from "./walk";

/** A string that Logic Apps evaluates, a key or a value. */
export interface TemplateSite {
  readonly path: Path;
  readonly text: string;
  readonly isKey: boolean;
  readonly expressions: readonly Expression[];
  readonly error?: ExpressionSyntaxError;
  /** the action it belongs to; none in triggers and outputs */
  readonly action?: ActionSite;
}

/** Parts of an action that are evaluated; its branches belong to the actions in them. */
const evaluatedParts = ["inputs", "expression", "foreach", "limit", "trackedProperties"] as const;

/** Inputs that are taken as they stand. */
const literalInputs: Readonly<Record<string, string>> = {
  javascriptcode: "code",
  request: "schema",
};

/** The inputs that the type evaluates. */
export function isEvaluated(type: string, input: string): boolean {
  return literalInputs[type.toLowerCase()] !== input;
}

/** Every evaluated string of a definition. */
export function templateSites(definition: Definition): TemplateSite[] {
  const triggers = Object.entries(definition.triggers).flatMap(([name, trigger]) => {
    const parts = {
      inputs: evaluatedInputs(String(trigger.type ?? ""), trigger.inputs),
      conditions: trigger.conditions,
    };
    return [...strings(parts as unknown as Value, ["triggers", name])];
  });
  const actions = actionSites(definition).flatMap((site) => {
    const { action, path } = site;
    const parts = Object.fromEntries(evaluatedParts.map((part) => [part, partOf(action, part)]));
    return [...strings(parts as Value, path, site)];
  });
  return [...triggers, ...actions, ...strings(definition.outputs ?? null, ["outputs"])];
}

function partOf(action: ActionDefinition, part: (typeof evaluatedParts)[number]): Value {
  if (part === "inputs") return evaluatedInputs(action.type, action.inputs) ?? null;
  return ((action as unknown as Record<string, Value>)[part] ?? null) as Value;
}

function evaluatedInputs(type: string, inputs: Value | undefined): Value | undefined {
  if (!isObject(inputs)) return inputs;
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => isEvaluated(type, name)));
}

function* strings(value: Value | undefined, path: Path, action?: ActionSite): Generator<TemplateSite> {
  if (typeof value === "string") yield site(value, path, false, action);
  else if (isArray(value)) for (const [i, item] of value.entries()) yield* strings(item, [...path, i], action);
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) {
      if (key.includes("@")) yield site(key, [...path, key], true, action);
      yield* strings(item, [...path, key], action);
    }
}

function site(text: string, path: Path, isKey: boolean, action: ActionSite | undefined): TemplateSite {
  const base = { path, text, isKey, ...(action ? { action } : {}) };
  try {
    return { ...base, expressions: expressionsOf(parseTemplate(text)) };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    return { ...base, expressions: [], error };
  }
}
