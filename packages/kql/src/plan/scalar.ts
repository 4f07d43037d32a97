import type { KqlType } from "../types";
import type { Bound } from "./bound";
import { NOW, quoted, realLiteral } from "./sql";

/** A value known when the query is compiled. Datetimes, timespans and longs are bigint; dynamic is parsed JSON. */
export type Literal = { readonly value: unknown };

/** A scalar expression in SQL. */
export interface Scalar {
  readonly sql: string;
  readonly type: KqlType;
  /** Whether it can be NULL. Strings never are. */
  readonly nullable: boolean;
  readonly literal?: Literal;
  /** It is the NULL of its type, and so may be the NULL of any other. */
  readonly isNull?: true;
  /** A cheaper form that may be NULL where `sql` is false: enough where only true counts. */
  readonly filterSql?: string;
  /** For a datetime that is `now()` and so many ticks. */
  readonly fromNow?: bigint;
  /** For such a time rounded down: to a multiple of so many ticks. */
  readonly binOfNow?: bigint;
  /** For a comparison that says no more than this of a time and `now()`. */
  readonly bounds?: readonly Bound[];
  /** For a value that is in none of the rows of a list: the value, and those of every run with the run beside them. */
  readonly notListed?: { readonly value: string; readonly everyRun: string };
  /** For an aggregate that can be made of parts: of one part, and of a column of those of all parts. */
  readonly parts?: { readonly sql: string; readonly combined: (column: string) => string };
  /** For a member taken out of a dynamic value: the value and the JSON path. */
  readonly extraction?: { readonly base: string; readonly path: string };
}

/** A scalar of a type; strings must already be guarded against NULL. */
export const scalar = (type: KqlType, sql: string, nullable = type !== "string"): Scalar => ({ type, sql, nullable });

/** An SQL string that may be NULL, as a KQL string. */
export const textOrEmpty = (sql: string): Scalar => scalar("string", `coalesce(${sql}, '')`);

/** A predicate that is never NULL. */
export const total = (sql: string): Scalar => scalar("bool", sql, false);

export const stringLiteral = (value: string): Scalar => ({ ...scalar("string", quoted(value)), literal: { value } });

export const longLiteral = (value: bigint | number, type: KqlType = "long"): Scalar => ({
  ...scalar(type, value < 0 ? `(${value})::BIGINT` : `${value}::BIGINT`, false),
  literal: { value: BigInt(value) },
});

export const realScalar = (value: number): Scalar => ({
  ...scalar("real", realLiteral(value), false),
  literal: { value },
});

export const boolLiteral = (value: boolean): Scalar => ({
  ...scalar("bool", String(value), false),
  literal: { value },
});

export const dynamicLiteral = (json: string): Scalar => ({
  ...(json === "null" ? nullScalar("dynamic") : scalar("dynamic", `${quoted(json)}::JSON`, false)),
  literal: { value: JSON.parse(json) },
});

/** The run's frozen time. */
export const nowScalar: Scalar = { ...scalar("datetime", NOW, false), fromNow: 0n };

/** A time as far from another as a literal says. Beyond a thousand years the other may leave the range of datetimes. */
export function shifted(result: Scalar, from: Scalar, by: Scalar, sign: 1n | -1n): Scalar {
  const ticks = by.literal?.value;
  if (from.fromNow === undefined || from.binOfNow !== undefined || typeof ticks !== "bigint") return result;
  const fromNow = from.fromNow + sign * ticks;
  return fromNow < -millennium || fromNow > millennium ? result : { ...result, fromNow };
}

const millennium = 365_000n * 864_000_000_000n;

const sqlTypes: Readonly<Record<KqlType, string>> = {
  bool: "BOOLEAN",
  datetime: "BIGINT",
  decimal: "DECIMAL(38,18)",
  dynamic: "JSON",
  guid: "VARCHAR",
  int: "BIGINT",
  long: "BIGINT",
  real: "DOUBLE",
  string: "VARCHAR",
  timespan: "BIGINT",
};

/** How a KQL type is stored: datetimes and timespans as ticks of 100 ns, dynamic as JSON, guids as lower-case text. */
export const sqlType = (type: KqlType): string => sqlTypes[type];

/** The NULL of a type; a string's is empty. */
export const sqlNull = (type: KqlType): string => (type === "string" ? "''" : `NULL::${sqlTypes[type]}`);

/** The NULL of a type, as a scalar that says so. */
export const nullScalar = (type: KqlType): Scalar =>
  type === "string" ? scalar("string", sqlNull("string")) : { ...scalar(type, sqlNull(type)), isNull: true };
