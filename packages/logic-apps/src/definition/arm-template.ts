import { didYouMean } from "@sentinel-agent-identities/spelling";
import { ExpressionError, ExpressionSyntaxError, WorkflowError } from "../errors";
import { access, property } from "../expression/access";
import { ExpressionParser } from "../expression/parser";
import type { Access, Expression } from "../expression/syntax";
import type { JsonSource, Path } from "../source";
import { toText } from "../values/text";
import { isArray, isObject, type Value, type ValueObject } from "../values/value";
import { armFunction, armFunctionNames } from "./arm-functions";
import { parameterValuesOf } from "./parameter-values";

/** A workflow of a template. */
export interface TemplateWorkflow {
  readonly name: string;
  readonly definition: Value;
  /** of the definition in the file */
  readonly path: Path;
  readonly parameterValues: ValueObject;
}

interface Resource {
  readonly resource: ValueObject;
  readonly path: Path;
}

/**
 * Resolves a deployment template's `[expressions]` as far as its workflows need, also those of deployments nested in it,
 * as Bicep makes them of modules. Unset parameters get stand-ins.
 */
export class ArmTemplate {
  /** What is being resolved, to tell what refers to itself. */
  private readonly resolving = new Set<string>();

  constructor(
    private readonly template: ValueObject,
    private readonly source: JsonSource,
    private readonly path: Path = [],
    private readonly given: ValueObject = {},
    /** where the parameters and variables are declared */
    private readonly declaredAt: Path = path,
  ) {}

  /** @throws WorkflowError for an expression that cannot be resolved */
  workflows(): TemplateWorkflow[] {
    const listed = this.template.resources ?? null;
    return this.resources(listed, [...this.path, "resources"]).flatMap((found) =>
      isType(found, deploymentType) ? this.nested(found) : this.workflow(found),
    );
  }

  private workflow({ resource, path }: Resource): TemplateWorkflow[] {
    const { properties } = resource;
    if (!isType({ resource }, "microsoft.logic/workflows") || !isObject(properties) || !isObject(properties.definition))
      return [];
    const at = [...path, "properties", "definition"];
    const parameters = this.resolve(properties.parameters ?? null, [...path, "properties", "parameters"]);
    return [
      {
        name: String(this.resolve(resource.name ?? "workflow", [...path, "name"])),
        definition: this.resolve(properties.definition, at),
        path: at,
        parameterValues: parameterValuesOf(parameters),
      },
    ];
  }

  private nested(found: Resource): TemplateWorkflow[] {
    const inner = this.innerOf(found);
    if (inner) return inner.workflows();
    const { properties } = found.resource;
    if (!isObject(properties) || !isObject(properties.templateLink)) return [];
    throw this.error(
      [...found.path, "properties", "templateLink"],
      0,
      "a nested deployment links to a template that is not in this file",
      "put the template itself under properties.template, or check that file on its own",
    );
  }

  /**
   * The template of a nested deployment. Unless its expressions are evaluated in its own scope, they are evaluated with
   * this template's parameters and variables.
   */
  private innerOf({ resource, path }: Resource): ArmTemplate | undefined {
    const { properties } = resource;
    if (!isObject(properties) || !isObject(properties.template)) return undefined;
    const at = [...path, "properties", "template"];
    const options = properties.expressionEvaluationOptions;
    const scope = isObject(options) ? String(options.scope).toLowerCase() : "";
    if (scope !== "inner") {
      const { parameters = {}, variables = {} } = this.template;
      const outer = { ...properties.template, parameters, variables };
      return new ArmTemplate(outer, this.source, at, this.given, this.declaredAt);
    }
    const values = this.resolve(properties.parameters ?? null, [...path, "properties", "parameters"]);
    return new ArmTemplate(properties.template, this.source, at, parameterValuesOf(values));
  }

  /** The resources of a list, or of an object by symbolic names, with those within them. */
  private resources(list: Value, path: Path): Resource[] {
    const entries: (readonly [string | number, Value])[] = isArray(list)
      ? list.map((resource, i) => [i, resource] as const)
      : isObject(list)
        ? Object.entries(list)
        : [];
    return entries.flatMap(([key, resource]) => {
      if (!isObject(resource)) return [];
      const at = [...path, key];
      return [{ resource, path: at }, ...this.resources(resource.resources ?? null, [...at, "resources"])];
    });
  }

  /**
   * What `reference()` gives: the outputs of a deployment nested in this template, or the properties that this template
   * writes. What only Azure knows gets a stand-in.
   */
  private reference([id, , full]: readonly Value[], at: number): Value {
    const wanted = lastPart(toText(id ?? ""));
    const found = this.resources(this.template.resources ?? null, [...this.path, "resources"]).find(
      ({ resource, path }) =>
        lastPart(String(path.at(-1))) === wanted ||
        lastPart(toText(this.resolve(resource.name ?? "", [...path, "name"]))) === wanted,
    );
    if (!found) return {};
    const { resource, path } = found;
    const properties = this.once(`reference() to "${wanted}"`, at, () =>
      isType(found, deploymentType)
        ? { outputs: this.innerOf(found)?.outputs() ?? {} }
        : this.resolve(resource.properties ?? {}, [...path, "properties"]),
    );
    return full === undefined ? properties : { properties };
  }

  private once(what: string, at: number, resolve: () => Value): Value {
    if (this.resolving.has(what)) throw new ExpressionError(`${what} refers to itself`, at);
    this.resolving.add(what);
    const value = resolve();
    this.resolving.delete(what);
    return value;
  }

  private outputs(): Value {
    return this.resolve(this.template.outputs ?? {}, [...this.path, "outputs"]);
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
      throw this.error(path, error.at, `template expression: ${error.message}`, fix);
    }
  }

  private error(path: Path, at: number, message: string, fix: string): WorkflowError {
    const place = this.source.placeInString(path, at);
    return new WorkflowError([{ code: "arm-expression", severity: "error", message, fix, place }]);
  }

  private evaluate(node: Expression, path: Path): Value {
    if (node.kind === "literal") return node.value;
    if (node.kind === "access") return this.member(node, path);
    const args = node.args.map((arg) => this.evaluate(arg, path));
    const name = node.name.toLowerCase();
    if (name === "reference") return this.reference(args, node.at);
    if (isRuntime(name)) return {};
    if (name === "parameters") return this.parameter(String(args[0]), node.at);
    if (name === "variables") return this.variable(String(args[0]), node.at);
    const known = armFunction(name);
    if (known) return known(args, node.at);
    const hint = didYouMean(node.name, armFunctionNames) ?? `known: ${armFunctionNames.join(", ")}`;
    throw new ExpressionError(`${node.name}() is not resolved here; ${hint}`, node.at);
  }

  /** A member; of what only Azure knows, a stand-in. */
  private member(node: Access, path: Path): Value {
    const target = this.evaluate(node.target, path);
    const key = this.evaluate(node.key, path);
    const origin = runtimeCall(node);
    const known = isObject(target) && typeof key === "string" ? property(target, key) : undefined;
    if (!origin || known !== undefined || node.optional) return access(node, target, key);
    return typeof target === "string" ? `${target}.${toText(key)}` : `${origin}.${toText(key)}`;
  }

  private parameter(name: string, at: number): Value {
    const value = property(this.given, name);
    if (value !== undefined) return value;
    const declared = property(isObject(this.template.parameters) ? this.template.parameters : {}, name);
    if (!isObject(declared)) throw new ExpressionError(`the template declares no parameter "${name}"`, at);
    if (declared.defaultValue !== undefined)
      return this.once(`the default of parameter "${name}"`, at, () =>
        this.resolve(declared.defaultValue!, [...this.declaredAt, "parameters", name, "defaultValue"]),
      );
    return standIn(name, String(declared.type).toLowerCase());
  }

  private variable(name: string, at: number): Value {
    const value = property(isObject(this.template.variables) ? this.template.variables : {}, name);
    if (value === undefined) throw new ExpressionError(`the template declares no variable "${name}"`, at);
    return this.once(`the variable "${name}"`, at, () => this.resolve(value, [...this.declaredAt, "variables", name]));
  }
}

const deploymentType = "microsoft.resources/deployments";

const isType = ({ resource }: Pick<Resource, "resource">, type: string): boolean =>
  String(resource.type).toLowerCase() === type;

/** Functions that ask Azure while it deploys: `reference`, `listKeys`, `listCallbackUrl` and the like. */
const isRuntime = (name: string): boolean => name === "reference" || /^list[a-z]/.test(name);

const lastPart = (id: string): string => id.split("/").at(-1)!.toLowerCase();

/** The name of the call that asks Azure, if that is where a member comes from. */
function runtimeCall(node: Expression): string | undefined {
  if (node.kind === "access") return runtimeCall(node.target);
  return node.kind === "call" && isRuntime(node.name.toLowerCase()) ? node.name : undefined;
}

/** A value for a parameter that the deployment would ask for. */
function standIn(name: string, type: string): Value {
  const byType: Readonly<Record<string, Value>> = { int: 1, bool: false, array: [], object: {}, secureobject: {} };
  return byType[type] ?? `param-${name}`;
}
