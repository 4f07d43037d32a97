import { ExpressionError, ExpressionSyntaxError, WorkflowError } from "../errors";
import { access, property } from "../expression/access";
import { ExpressionParser } from "../expression/parser";
import type { Expression } from "../expression/syntax";
import type { JsonSource, Path } from "../source";
import { didYouMean } from "../suggest";
import { isArray, isObject, type Value, type ValueObject } from "../values/value";
import { armFunction, armFunctionNames } from "./arm-functions";
import { parameterValuesOf } from "./parameter-values";

/** Resolves a deployment template's `[expressions]` as far as its workflows need; unset parameters get stand-ins. */
export class ArmTemplate {
  constructor(
    private readonly template: ValueObject,
    private readonly source: JsonSource,
  ) {}

  workflows(): { name: string; definition: Value; path: Path; parameterValues: ValueObject }[] {
    return this.resources(this.template.resources ?? null, ["resources"]).map(({ resource, path }) => {
      const properties = isObject(resource.properties) ? resource.properties : {};
      const at = [...path, "properties", "definition"];
      return {
        name: String(this.resolve(resource.name ?? "workflow", [...path, "name"])),
        definition: this.resolve(properties.definition ?? null, at),
        path: at,
        parameterValues: parameterValuesOf(
          this.resolve(properties.parameters ?? null, [...path, "properties", "parameters"]),
        ),
      };
    });
  }

  /** Workflow resources with a definition, also in nested lists. */
  private resources(list: Value, path: Path): { resource: ValueObject; path: Path }[] {
    if (!isArray(list)) return [];
    return list.flatMap((resource, i) => {
      if (!isObject(resource)) return [];
      const at = [...path, i];
      const properties = resource.properties;
      const isWorkflow =
        String(resource.type).toLowerCase() === "microsoft.logic/workflows" &&
        isObject(properties) &&
        isObject(properties.definition);
      const own = isWorkflow ? [{ resource, path: at }] : [];
      return [...own, ...this.resources(resource.resources ?? null, [...at, "resources"])];
    });
  }

  private resolve(value: Value, path: Path): Value {
    if (typeof value === "string") return this.text(value, path);
    if (isArray(value)) return value.map((item, i) => this.resolve(item, [...path, i]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [String(this.text(key, path)), this.resolve(item, [...path, key])]),
    );
  }

  private text(text: string, path: Path): Value {
    if (text.startsWith("[[")) return text.slice(1);
    if (!text.startsWith("[") || !text.endsWith("]")) return text;
    try {
      const parser = new ExpressionParser(text.slice(0, -1), 1);
      const expression = parser.expression();
      parser.end();
      return this.evaluate(expression, path);
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError || error instanceof ExpressionError)) throw error;
      const fix = error instanceof ExpressionSyntaxError ? error.fix : "write [[ for a text that begins with a bracket";
      const place = this.source.placeInString(path, error.at);
      throw new WorkflowError([
        { code: "arm-expression", severity: "error", message: `template expression: ${error.message}`, fix, place },
      ]);
    }
  }

  private evaluate(node: Expression, path: Path): Value {
    if (node.kind === "literal") return node.value;
    if (node.kind === "access") return access(node, this.evaluate(node.target, path), this.evaluate(node.key, path));
    const args = node.args.map((arg) => this.evaluate(arg, path));
    const name = node.name.toLowerCase();
    if (name === "parameters") return this.parameter(String(args[0]), node.at);
    if (name === "variables") return this.variable(String(args[0]), node.at);
    const known = armFunction(name);
    if (known) return known(args, node.at);
    const hint = didYouMean(node.name, armFunctionNames) ?? `known: ${armFunctionNames.join(", ")}`;
    throw new ExpressionError(`${node.name}() is not resolved here; ${hint}`, node.at);
  }

  private parameter(name: string, at: number): Value {
    const declared = property(isObject(this.template.parameters) ? this.template.parameters : {}, name);
    if (!isObject(declared)) throw new ExpressionError(`the template declares no parameter "${name}"`, at);
    if (declared.defaultValue !== undefined)
      return this.resolve(declared.defaultValue, ["parameters", name, "defaultValue"]);
    return standIn(name, String(declared.type).toLowerCase());
  }

  private variable(name: string, at: number): Value {
    const value = property(isObject(this.template.variables) ? this.template.variables : {}, name);
    if (value === undefined) throw new ExpressionError(`the template declares no variable "${name}"`, at);
    return this.resolve(value, ["variables", name]);
  }
}

/** A value for a parameter that the deployment would ask for. */
function standIn(name: string, type: string): Value {
  const byType: Readonly<Record<string, Value>> = { int: 1, bool: false, array: [], object: {}, secureobject: {} };
  return byType[type] ?? `param-${name}`;
}
