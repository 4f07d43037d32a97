import type { Data } from "./data";

/** What expressions of a template may ask. */
export interface Scope {
  readonly parameters: Data;
  readonly variables: Data;
  /** stands for parameters without a default, where they may be a part of what is not asked for */
  readonly unset?: string;
}

/** An expression whose value is not known before somebody deploys it. */
export class UnknownValue extends Error {}

/** An expression that is another id at each deployment. */
export class NewId extends UnknownValue {}

/** Whether a text of a template is an expression. */
const isExpression = (text: string): boolean => /^\[(?!\[)[\s\S]*\]$/.test(text);

/**
 * The value of a text in a template: literals as they are, `[[` as `[`, and expressions as far as they follow from the template
 * itself: `parameters` with a default, `variables`, `concat`, `format`, `toLower`, `toUpper` and `resourceId`.
 * @throws UnknownValue for what a deployment decides
 */
export function workedOut(text: string, scope: Scope): unknown {
  if (text.startsWith("[[")) return text.slice(1);
  if (!isExpression(text)) return text;
  const reader = new Reader(text.slice(1, -1), scope);
  return reader.whole();
}

type Call = (args: readonly unknown[], scope: Scope) => unknown;

const texts = (args: readonly unknown[]): string[] => args.map(String);
const functions: Readonly<Record<string, Call>> = {
  concat: (args) => texts(args).join(""),
  string: ([value]) => String(value),
  tolower: ([value]) => String(value).toLowerCase(),
  toupper: ([value]) => String(value).toUpperCase(),
  format: ([form, ...args]) => String(form).replace(/\{(\d+)\}/g, (_, n) => String(args[Number(n)])),
  resourceid: ([type, ...names]) => [String(type), ...texts(names)].join("/"),
  newguid: () => {
    throw new NewId("each deployment makes another id");
  },
  parameters: ([name], scope) => {
    const parameter = scope.parameters[String(name)] as { readonly defaultValue?: unknown } | undefined;
    if (parameter?.defaultValue === undefined) {
      if (scope.unset !== undefined) return scope.unset;
      throw new UnknownValue(`parameter ${String(name)} has no default`);
    }
    return nested(parameter.defaultValue, scope);
  },
  variables: ([name], scope) => {
    if (!(String(name) in scope.variables)) throw new UnknownValue(`there is no variable ${String(name)}`);
    return nested(scope.variables[String(name)], scope);
  },
};

const nested = (value: unknown, scope: Scope): unknown => (typeof value === "string" ? workedOut(value, scope) : value);

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly scope: Scope,
  ) {}

  whole(): unknown {
    const value = this.value();
    if (this.at < this.text.length) throw this.unknown();
    return value;
  }

  private value(): unknown {
    const literal = this.match(/'((?:[^']|'')*)'/y);
    if (literal) return literal[1]!.replaceAll("''", "'");
    const number = this.match(/-?\d+/y);
    if (number) return Number(number[0]);
    const name = this.match(/([A-Za-z]\w*)\s*\(/y)?.[1];
    if (name === undefined) throw this.unknown();
    const args: unknown[] = [];
    while (!this.match(/\)/y)) {
      args.push(this.value());
      this.match(/,/y);
    }
    const call = functions[name.toLowerCase()];
    if (!call) throw new UnknownValue(`${name}() is worked out by the deployment`);
    return call(args, this.scope);
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
    return found;
  }

  private unknown = () => new UnknownValue(`[${this.text}] cannot be worked out here`);
}
