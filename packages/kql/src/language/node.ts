import type { Column, KqlType } from "../types";
import { kqlType, type Raw, resultNameKind, sourceOf, symbolKind, syntaxKind, tableColumns, toArray } from "./bridge";

const elements = (list: Raw): Raw[] => toArray(list).map((item) => item.Element$1 ?? item.Element ?? item);

/** What a name stands for, as the binder resolved it. */
export interface NodeSymbol {
  readonly kind: string;
  readonly name: string;
  readonly raw: Raw;
}

/** A node of the bound tree, without the language service's own shapes. */
export class Node {
  constructor(private readonly raw: Raw) {}

  /** The syntax kind's name, such as `FilterOperator`. */
  get kind(): string {
    return syntaxKind(this.raw);
  }

  /** Offset of the first character in the text it was parsed from. */
  get start(): number {
    return this.raw.TextStart;
  }

  get end(): number {
    return this.raw.End;
  }

  /** The text without blanks between its tokens; exact for a single token. */
  get text(): string {
    return this.raw.ToString();
  }

  /** The text as it was written, comments included. */
  get source(): string {
    return sourceOf(this.raw);
  }

  /** Whether both are the same node of the same tree. */
  is(other: Node | undefined): boolean {
    return this.raw === other?.raw;
  }

  /** A child that must be there. */
  get(property: string): Node {
    const child = this.raw[property];
    if (!child) throw new Error(`${this.kind} has no ${property}`);
    return new Node(child);
  }

  maybe(property: string): Node | undefined {
    const child = this.raw[property];
    return child ? new Node(child) : undefined;
  }

  list(property: string): Node[] {
    return elements(this.raw[property]).map((child) => new Node(child));
  }

  get children(): Node[] {
    const found: Node[] = [];
    for (let index = 0; index < (this.raw.ChildCount ?? 0); index++) {
      const child = this.raw.GetChild(index);
      if (child) found.push(new Node(child));
    }
    return found;
  }

  get parent(): Node | undefined {
    return this.raw.Parent ? new Node(this.raw.Parent) : undefined;
  }

  /** The plain name of a name, a reference or a declaration. */
  get name(): string {
    return this.raw.SimpleName ?? "";
  }

  /** The scalar type the binder gave it. */
  get type(): KqlType | undefined {
    return kqlType(this.raw.ResultType);
  }

  /** The columns the binder gave it, when it is tabular. */
  get columns(): Column[] | undefined {
    return tableColumns(this.raw.ResultType);
  }

  /** Whether its columns are known only when it runs. */
  get isOpen(): boolean {
    return Boolean(this.raw.ResultType?.IsOpen);
  }

  get symbol(): NodeSymbol | undefined {
    const symbol = this.raw.ReferencedSymbol;
    return symbol ? { kind: symbolKind(symbol), name: symbol.Name as string, raw: symbol } : undefined;
  }

  /** The name the binder gives a call after its first argument, as `todynamic(a)` is called `a`; undefined if none. */
  get firstArgumentName(): string | undefined {
    if (this.kind !== "FunctionCallExpression") return undefined;
    const kind = resultNameKind(this.get("Name").symbol?.raw);
    if (kind !== "FirstArgument" && kind !== "OnlyArgument") return undefined;
    const first = this.get("ArgumentList").list("Expressions")[0];
    if (first?.kind === "NameReference") return first.name;
    if (first?.kind === "PathExpression") return first.text.replace(/\W+/g, "_");
    return first?.firstArgumentName;
  }

  /** The name of the table this node's rows come from, where it is one table. */
  get tableName(): string {
    return this.raw.ResultType?.Name ?? "";
  }

  /** The body of the function this node calls, bound for this very call. */
  get calledBody(): Node | undefined {
    const body = this.raw.GetCalledFunctionBody?.();
    return body ? new Node(body) : undefined;
  }

  /** The decoded text of a token. */
  get tokenValue(): string {
    return this.raw.ValueText;
  }

  /** The value of a constant expression: string, number or boolean. */
  get constant(): unknown {
    return this.raw.ConstantValue;
  }

  /** A node of the same tree that was reached through a symbol. */
  wrap(raw: Raw): Node {
    return new Node(raw);
  }

  /** Visits this node and all below it. */
  walk(visit: (node: Node) => void): void {
    visit(this);
    for (const child of this.children) child.walk(visit);
  }
}
