import type { Workflow } from "../definition/model";
import { ExpressionError } from "../errors";
import type { ExpressionContext } from "../expression/context";
import { evaluateTemplate } from "../expression/evaluate";
import type { Template } from "../expression/syntax";
import { parseTemplate } from "../expression/template";
import type { Path } from "../source";
import { isArray, isObject, type Value } from "../values/value";

/** An expression of the definition that could not be evaluated; the message says where. */
export class TemplateFailure extends Error {}

/** Evaluates parts of a definition: every string and every key in them. */
export class Resolver {
  private readonly templates = new Map<string, Template>();

  constructor(private readonly workflow: Workflow) {}

  resolve(value: Value, path: Path, context: ExpressionContext): Value {
    if (typeof value === "string") return this.text(value, path, context);
    if (isArray(value)) return value.map((item, i) => this.resolve(item, [...path, i], context));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const name = key.includes("@") ? String(this.text(key, [...path, key], context)) : key;
        return [name, this.resolve(item, [...path, key], context)];
      }),
    );
  }

  private text(text: string, path: Path, context: ExpressionContext): Value {
    if (!text.includes("@")) return text;
    const template = this.templates.get(text) ?? parseTemplate(text);
    this.templates.set(text, template);
    try {
      return evaluateTemplate(template, context);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const { file, line, column } = this.workflow.placeInString(path, error.at);
      throw new TemplateFailure(`${file}:${line}:${column}: ${error.message}`);
    }
  }
}
