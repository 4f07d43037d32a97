/* biome-ignore-all lint/suspicious/noExplicitAny: the language service ships no usable module types */
/**
 * The one door to Microsoft's language service. It is Bridge.NET output: its modules define globals, and its
 * constructors are numbered overloads whose numbers may change between versions. Nothing else touches them.
 */
import type { Column, FunctionSchema, KqlType, LookupSchema, TableSchema } from "../types";

/** An object of the language service, whatever its class. */
export type Raw = any;

const named = (enumeration: Raw): ReadonlyMap<number, string> =>
  new Map(
    Object.entries(enumeration)
      .filter((entry): entry is [string, number] => typeof entry[1] === "number")
      .map(([name, value]) => [value, name]),
  );

function loadService() {
  require("@kusto/language-service-next/bridge.min.js");
  require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
  const K: Raw = (globalThis as Raw).Kusto.Language;
  const S: Raw = K.Symbols;
  const scalarTypes: Readonly<Record<KqlType, Raw>> = {
    bool: S.ScalarTypes.Bool,
    datetime: S.ScalarTypes.DateTime,
    decimal: S.ScalarTypes.Decimal,
    dynamic: S.ScalarTypes.Dynamic,
    guid: S.ScalarTypes.Guid,
    int: S.ScalarTypes.Int,
    long: S.ScalarTypes.Long,
    real: S.ScalarTypes.Real,
    string: S.ScalarTypes.String,
    timespan: S.ScalarTypes.TimeSpan,
  };
  return {
    K,
    S,
    scalarTypes,
    syntaxKinds: named(K.Syntax.SyntaxKind),
    symbolKinds: named(S.SymbolKind),
    resultNameKinds: named(S.ResultNameKind),
    allTrivia: K.Syntax.IncludeTrivia.All as Raw,
  };
}

let loaded: ReturnType<typeof loadService> | undefined;

/** Loaded by the first who analyses: that takes longer than most commands. */
function service(): ReturnType<typeof loadService> {
  loaded ??= loadService();
  return loaded;
}

/** The name of a node's syntax kind. */
export const syntaxKind = (raw: Raw): string => service().syntaxKinds.get(raw.Kind) ?? "Unknown";

/** The name of a symbol's kind. */
export const symbolKind = (symbol: Raw): string => service().symbolKinds.get(symbol.Kind) ?? "Unknown";

/** The name of the rule by which a function's result is called. */
export const resultNameKind = (fn: Raw): string | undefined => service().resultNameKinds.get(fn?.ResultNameKind);

/** The text of a node with everything between its tokens. */
export const sourceOf = (raw: Raw): string => raw.ToString(service().allTrivia);

/** Turns the service's lists, whichever kind, into arrays. */
export function toArray(list: Raw): Raw[] {
  if (!list) return [];
  if (Array.isArray(list)) return list;
  return Array.from({ length: list.Count }, (_, index) => list.getItem(index));
}

function columnSymbol(column: Column): Raw {
  const { S, scalarTypes } = service();
  return new S.ColumnSymbol(column.name, scalarTypes[column.type], null, null, null, null);
}

/** A table symbol; it is the same for every state that has the table. */
export function tableSymbol(table: TableSchema): Raw {
  const known =
    tableSymbols.get(table) ?? new (service().S.TableSymbol.$ctor4)(table.name, table.columns.map(columnSymbol));
  tableSymbols.set(table, known);
  return known;
}

const tableSymbols = new WeakMap<TableSchema, Raw>();

/** A saved function. */
export const functionSymbol = (fn: FunctionSchema): Raw =>
  new (service().S.FunctionSymbol.$ctor16)(fn.name, fn.parameters ?? "()", `{ ${fn.body}\n}`, null);

/** A function whose result columns depend on its first literal argument; an unknown argument gives the common ones. */
export function lookupSymbol(lookup: LookupSchema): Raw {
  const { S, scalarTypes } = service();
  const resultType = (info: Raw): Raw => {
    const first = toArray(info.Arguments)[0];
    const variant = lookup.variants[first?.ConstantValue as string] ?? [];
    return new S.TableSymbol.ctor([...lookup.common, ...variant].map(columnSymbol));
  };
  const parameter = new S.Parameter.$ctor2("name", scalarTypes.string);
  return new S.FunctionSymbol.ctor(lookup.functionName, resultType, S.Tabularity.Tabular, [parameter]);
}

/** The state that queries are bound against. */
export function globalState(members: readonly Raw[]): Raw {
  const { K, S } = service();
  return K.GlobalState.Default.WithDatabase(new S.DatabaseSymbol.$ctor1("database", [...members], false));
}

/** The same state with more members. */
export const withMembers = (globals: Raw, members: readonly Raw[]): Raw =>
  globals.WithDatabase(globals.Database.AddMembers([...members]));

/** The same state, keeping the bodies of functions it has bound: see `hasFixedColumns` for when that is right. */
export const withCache = (globals: Raw): Raw => globals.WithCache();

/** Parses a query without binding it. */
export const parse = (text: string): Raw => service().K.KustoCode.Parse(text);

/** Binds a parsed query, whose tree may be bound only once. Left unbound when it is nested too deeply, as it then says. */
export function bind(code: Raw, globals: Raw): Raw {
  const { K } = service();
  const states = K.KustoCode.AnalysisState;
  const cache = new K.Binding.LocalBindingCache();
  const isBound = K.Binding.Binder.TryBind(code.Tree, globals, cache);
  return new K.KustoCode(
    code.Text,
    code.Kind,
    globals,
    code.Grammar,
    code.Tree,
    isBound ? states.Performed : states.NotSafe,
    isBound ? K.KustoCode.DetermineResultType(code.Syntax) : null,
    code._lexerTokens,
    code._lexerTokenStarts,
    cache,
  );
}

/** Names of the functions, aggregates and plugins that the service knows. */
export const builtInNames = (globals: Raw): string[] =>
  [...toArray(globals.Functions), ...toArray(globals.Aggregates)].map((symbol) => symbol.Name as string);

/** The KQL type of a type symbol; undefined for tables, tuples and unknown types. */
export function kqlType(type: Raw): KqlType | undefined {
  if (!type) return undefined;
  const name = type.Name as string;
  if (Object.hasOwn(service().scalarTypes, name)) return name as KqlType;
  return undefined;
}

/** The columns of a tabular type symbol; undefined when it is not one. */
export function tableColumns(type: Raw): Column[] | undefined {
  if (!type || symbolKind(type) !== "Table") return undefined;
  return toArray(type.Columns).map((column) => ({
    name: column.Name as string,
    type: kqlType(column.Type) ?? "dynamic",
  }));
}
