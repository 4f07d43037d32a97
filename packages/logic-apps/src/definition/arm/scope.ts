import { didYouMean } from "@sentinel-agent-identities/spelling";
import { ExpressionError, ExpressionSyntaxError, WorkflowError } from "../../errors";
import { access, property } from "../../expression/access";
import { ExpressionParser } from "../../expression/parser";
import type { Access, Call, Expression } from "../../expression/syntax";
import type { JsonSource, Path } from "../../source";
import { toText } from "../../values/text";
import { isArray, isObject, type Value, type ValueObject } from "../../values/value";
import { type Copy, copiesOf, isPropertyCopy } from "./copy";
import { armFunction, armFunctionNames } from "./functions";
import { lambdaFunction } from "./lambda";

/** What holds for a part of a template only. */
export interface Frame {
  /** values of lambdas' variables */
  readonly lambda: ReadonlyMap<string, Value>;
  /** how many copies there are before this one, by the loop's name, the innermost last */
  readonly copies: readonly Copy[];
  /** of the function of the template's own that is called */
  readonly arguments?: ValueObject;
}

const outermost: Frame = { lambda: new Map(), copies: [] };

/** What `[expressions]` of a template are resolved with. */
export class ArmScope {
  /** What is being resolved, to tell what refers to itself. */
  private readonly resolving = new Set<string>();

  constructor(
    private readonly template: ValueObject,
    private readonly source: JsonSource,
    private readonly given: ValueObject,
    /** where the parameters and variables are declared */
    private readonly declaredAt: Path,
    private readonly reference: (args: readonly Value[], at: number) => Value,
    public frame: Frame = outermost,
  ) {}

  /** Does something where more holds than now. */
  within<T>(more: Partial<Frame>, make: () => T): T {
    const before = this.frame;
    this.frame = { ...before, ...more };
    try {
      return make();
    } finally {
      this.frame = before;
    }
  }

  /** What a `copy` makes of something: the frames of its copies. */
  copies(copy: Value | undefined, path: Path): Pick<Frame, "copies">[] {
    if (!isObject(copy)) return [{ copies: this.frame.copies }];
    return copiesOf(copy, this.resolve(copy.count ?? null, [...path, "count"])).map((found) => ({
      copies: [...this.frame.copies, found],
    }));
  }

  /** What is resolved once, and not again while it is. */
  once(what: string, at: number, resolve: () => Value): Value {
    if (this.resolving.has(what)) throw new ExpressionError(`${what} refers to itself`, at);
    this.resolving.add(what);
    const value = resolve();
    this.resolving.delete(what);
    return value;
  }

  resolve(value: Value, path: Path): Value {
    if (typeof value === "string") return this.text(value, path);
    if (isArray(value)) return value.map((item, i) => this.resolve(item, [...path, i]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) =>
        key === "copy" && isPropertyCopy(item)
          ? item.map((copy, i): [string, Value] => [String(copy.name), this.copied(copy, [...path, key, i])])
          : [[String(this.text(key, path)), this.resolve(item, [...path, key])] as [string, Value]],
      ),
    );
  }

  error(path: Path, at: number, message: string, fix: string): WorkflowError {
    const place = this.source.placeInString(path, at);
    return new WorkflowError([{ code: "arm-expression", severity: "error", message, fix, place }]);
  }

  private copied(copy: ValueObject, path: Path): Value[] {
    return this.copies(copy, path).map((frame) =>
      this.within(frame, () => this.resolve(copy.input ?? null, [...path, "input"])),
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

  private evaluate(node: Expression, path: Path): Value {
    if (node.kind === "literal") return node.value;
    if (node.kind === "access") return this.member(node, path);
    const name = node.name.toLowerCase();
    const withLambdas = lambdaFunction(name);
    if (withLambdas) {
      const [lambdas, values] = [true, false].map((wanted) => node.args.filter((arg) => isLambda(arg) === wanted));
      return withLambdas(
        values!.map((arg) => this.evaluate(arg, path)),
        lambdas!.map((arg) => this.lambda(arg as Call, path)),
      );
    }
    if (name === "if" && node.args.length === 3)
      return this.evaluate(node.args[this.evaluate(node.args[0]!, path) === true ? 1 : 2]!, path);
    return this.call(
      node,
      name,
      node.args.map((arg) => this.evaluate(arg, path)),
    );
  }

  private call(node: Call, name: string, args: readonly Value[]): Value {
    if (name === "reference") return this.reference(args, node.at);
    if (isRuntime(name)) return {};
    if (name === "parameters") return this.parameter(String(args[0]), node.at);
    if (name === "variables") return this.variable(String(args[0]), node.at);
    if (name === "lambdavariables") return this.lambdaVariable(String(args[0]), node.at);
    if (name === "copyindex") return this.copyIndex(args, node.at);
    const own = this.ownFunction(name, args);
    if (own) return own();
    const known = armFunction(name);
    if (known) return known(args, node.at);
    const hint = didYouMean(node.name, armFunctionNames);
    throw new ExpressionError(`${node.name}() is not resolved here${hint ? `; ${hint}` : ""}`, node.at);
  }

  private lambda({ args }: Call, path: Path): (...values: readonly Value[]) => Value {
    const names = args.slice(0, -1).map((arg) => String(this.evaluate(arg, path)));
    return (...values) => {
      const bound = names.map((name, i): [string, Value] => [name, values[i] ?? null]);
      return this.within({ lambda: new Map([...this.frame.lambda, ...bound]) }, () =>
        this.evaluate(args.at(-1)!, path),
      );
    };
  }

  private lambdaVariable(name: string, at: number): Value {
    const value = this.frame.lambda.get(name);
    if (value === undefined) throw new ExpressionError(`no lambda around has a variable "${name}"`, at);
    return value;
  }

  /** `copyIndex([loop] [, offset])`. */
  private copyIndex(args: readonly Value[], at: number): Value {
    const name = args.find((arg) => typeof arg === "string");
    const found = this.frame.copies.findLast((copy) => name === undefined || copy.name === name);
    if (!found) throw new ExpressionError(`copyIndex() stands in no copy${name ? ` "${name}"` : ""}`, at);
    return found.index + Number(args.find((arg) => typeof arg === "number") ?? 0);
  }

  /** A function that the template declares, `namespace.name` in lower case; it sees its own parameters only. */
  private ownFunction(name: string, args: readonly Value[]): (() => Value) | undefined {
    const { functions } = this.template;
    for (const [n, space] of (isArray(functions) ? functions : []).entries()) {
      if (!isObject(space) || !isObject(space.members)) continue;
      for (const [member, declared] of Object.entries(space.members)) {
        if (`${space.namespace}.${member}`.toLowerCase() !== name || !isObject(declared)) continue;
        const { parameters, output } = declared;
        const names = (isArray(parameters) ? parameters : []).map((item) => String(isObject(item) ? item.name : ""));
        const given = Object.fromEntries(names.map((key, i) => [key, args[i] ?? null]));
        const path = [...this.declaredAt, "functions", n, "members", member, "output", "value"];
        return () =>
          this.within({ arguments: given }, () => this.resolve(isObject(output) ? (output.value ?? null) : null, path));
      }
    }
    return undefined;
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
    const value = property(this.frame.arguments ?? this.given, name);
    if (value !== undefined) return value;
    const declared = property(isObject(this.template.parameters) ? this.template.parameters : {}, name);
    if (!isObject(declared) || this.frame.arguments)
      throw new ExpressionError(`the template declares no parameter "${name}"`, at);
    if (declared.defaultValue !== undefined)
      return this.once(`the default of parameter "${name}"`, at, () =>
        this.resolve(declared.defaultValue!, [...this.declaredAt, "parameters", name, "defaultValue"]),
      );
    return standIn(name, String(declared.type).toLowerCase());
  }

  private variable(name: string, at: number): Value {
    const variables = isObject(this.template.variables) ? this.template.variables : {};
    const path = [...this.declaredAt, "variables"];
    const once = (resolve: () => Value) => this.once(`the variable "${name}"`, at, resolve);
    const value = property(variables, name);
    if (value !== undefined) return once(() => this.resolve(value, [...path, name]));
    const copies = variables.copy;
    const index = isPropertyCopy(copies)
      ? copies.findIndex((copy) => String(copy.name).toLowerCase() === name.toLowerCase())
      : -1;
    if (!isPropertyCopy(copies) || index < 0)
      throw new ExpressionError(`the template declares no variable "${name}"`, at);
    return once(() => this.copied(copies[index]!, [...path, "copy", index]));
  }
}

const isLambda = (node: Expression): boolean => node.kind === "call" && node.name.toLowerCase() === "lambda";

/** Functions that ask Azure while it deploys: `reference`, `listKeys`, `listCallbackUrl` and the like. */
const isRuntime = (name: string): boolean => name === "reference" || /^list[a-z]/.test(name);

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
