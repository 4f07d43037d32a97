/* biome-ignore-all lint/suspicious/noExplicitAny: the language service ships no usable module types */
/**
 * The one door to Microsoft's language service. It is Bridge.NET output: its modules define globals, and its
 * constructors are numbered overloads whose numbers may change between versions. Nothing else touches them.
 */
import "@kusto/language-service-next/bridge.min.js";
import "@kusto/language-service-next/Kusto.Language.Bridge.min.js";
import type { Column, FunctionSchema, KqlType, LookupSchema, TableSchema } from "../types";

/** An object of the language service, whatever its class. */
export type Raw = any;

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

const named = (enumeration: Raw): Map<number, string> =>
  new Map(
    Object.entries(enumeration)
      .filter((entry): entry is [string, number] => typeof entry[1] === "number")
      .map(([name, value]) => [value, name]),
  );

/** Names of syntax kinds, by number. */
export const syntaxKinds = named(K.Syntax.SyntaxKind);
/** Names of symbol kinds, by number. */
export const symbolKinds = named(S.SymbolKind);

/** Names of the rules by which results of functions are called. */
export const resultNameKinds = named(S.ResultNameKind);

/** How nodes are written with everything between their tokens. */
export const allTrivia: Raw = K.Syntax.IncludeTrivia.All;

/** Turns the service's lists, whichever kind, into arrays. */
export function toArray(list: Raw): Raw[] {
  if (!list) return [];
  if (Array.isArray(list)) return list;
  return Array.from({ length: list.Count }, (_, index) => list.getItem(index));
}

const columnSymbol = (column: Column): Raw =>
  new S.ColumnSymbol(column.name, scalarTypes[column.type], null, null, null, null);

/** A table symbol. */
export const tableSymbol = (table: TableSchema): Raw =>
  new S.TableSymbol.$ctor4(table.name, table.columns.map(columnSymbol));

/** A saved function. */
export const functionSymbol = (fn: FunctionSchema): Raw =>
  new S.FunctionSymbol.$ctor16(fn.name, fn.parameters ?? "()", `{ ${fn.body}\n}`, null);

/** A function whose result columns depend on its first literal argument; an unknown argument gives the common ones. */
export function lookupSymbol(lookup: LookupSchema): Raw {
  const resultType = (info: Raw): Raw => {
    const first = toArray(info.Arguments)[0];
    const variant = lookup.variants[first?.ConstantValue as string] ?? [];
    return new S.TableSymbol.ctor([...lookup.common, ...variant].map(columnSymbol));
  };
  const parameter = new S.Parameter.$ctor2("name", scalarTypes.string);
  return new S.FunctionSymbol.ctor(lookup.functionName, resultType, S.Tabularity.Tabular, [parameter]);
}

/** The state that queries are bound against. */
export const globalState = (members: readonly Raw[]): Raw =>
  K.GlobalState.Default.WithDatabase(new S.DatabaseSymbol.$ctor1("database", [...members], false));

/** The same state with more members. */
export const withMembers = (globals: Raw, members: readonly Raw[]): Raw =>
  globals.WithDatabase(globals.Database.AddMembers([...members]));

/** The same state, keeping the bodies of functions it has bound: see `hasFixedColumns` for when that is right. */
export const withCache = (globals: Raw): Raw => globals.WithCache();

/** Parses a query without binding it. */
export const parse = (text: string): Raw => K.KustoCode.Parse(text).Syntax;

/** Parses and binds a query. */
export const parseAndAnalyze = (text: string, globals: Raw): Raw => K.KustoCode.ParseAndAnalyze(text, globals);

/** Names of the functions, aggregates and plugins that the service knows. */
export const builtInNames = (globals: Raw): string[] =>
  [...toArray(globals.Functions), ...toArray(globals.Aggregates)].map((symbol) => symbol.Name as string);

/** The KQL type of a type symbol; undefined for tables, tuples and unknown types. */
export function kqlType(type: Raw): KqlType | undefined {
  if (!type) return undefined;
  const name = type.Name as string;
  if (Object.hasOwn(scalarTypes, name)) return name as KqlType;
  return undefined;
}

/** The columns of a tabular type symbol; undefined when it is not one. */
export function tableColumns(type: Raw): Column[] | undefined {
  if (!type || symbolKinds.get(type.Kind) !== "Table") return undefined;
  return toArray(type.Columns).map((column) => ({
    name: column.Name as string,
    type: kqlType(column.Type) ?? "dynamic",
  }));
}
