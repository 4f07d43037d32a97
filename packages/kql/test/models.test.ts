import { isDeepStrictEqual } from "node:util";
import type { KqlSchema } from "../src";
import { Bench } from "./harness";
import { type Row, rows, SEED } from "./model-rows";

/** Kusto's documented definitions in plain code, held against the engine over random rows with nulls and extremes. */
type Model = (row: Row) => unknown;

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);
const plain = (value: bigint | null): unknown =>
  value === null ? null : Number.isSafeInteger(Number(value)) ? Number(value) : value;
const real = (value: number): unknown => (Number.isFinite(value) ? value : String(value));
const both = (a: bigint | null, b: bigint | null, of: (x: bigint, y: bigint) => bigint | null): unknown =>
  a === null || b === null ? null : plain(of(a, b));
const size = (value: bigint): bigint => (value < 0n ? -value : value);
const modulo = (a: bigint, b: bigint): bigint | null => (b === 0n ? null : ((a % b) + size(b)) % size(b));
const within = (value: bigint, bits: number): bigint | null => (BigInt.asIntN(bits, value) === value ? value : null);

const wholeOf = (text: string): bigint | null => {
  const trimmed = text.trim();
  return /^([+-]?\d+|0[xX][0-9a-fA-F]{1,16})$/.test(trimmed) ? BigInt(trimmed.replace(/^\+/, "")) : null;
};
const longOf = (text: string, bits: number): unknown => {
  const whole = wholeOf(text);
  return whole === null ? null : plain(within(whole, bits));
};
const truncated = (value: number | null, bits: number): unknown =>
  value === null || !Number.isFinite(value) ? null : plain(within(BigInt(Math.trunc(value)), bits));

const ticksPerDay = 864_000_000_000n;
const epoch = 621_355_968_000_000_000n;
const dayOf = (iso: string): bigint => (BigInt(Date.parse(iso)) * 10_000n + epoch) / ticksPerDay;
const iso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}.0000000Z`;

const chars = (row: Row): string[] => [...row.S];
const from = (length: number, start: number): number => (start < 0 ? Math.max(length + start, 0) : start);
/** A negative start counts from the end; before the beginning there is nothing. */
const start = (row: Row): number =>
  row.N >= 0 ? row.N : -row.N > chars(row).length ? Infinity : chars(row).length + row.N;
const distinct = (items: readonly unknown[]): unknown[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

const models: Readonly<Record<string, Readonly<Record<string, Model>>>> = {
  conversion: {
    "tolong(S)": ({ S }) => longOf(S, 64),
    "toint(S)": ({ S }) => longOf(S, 32),
    "tolong(R)": ({ R }) => truncated(R, 64),
    "toint(R)": ({ R }) => truncated(R, 32),
    "tolong(B)": ({ B }) => (B === null ? null : Number(B)),
    "tostring(B)": ({ B }) => (B === null ? "" : B ? "True" : "False"),
    "tostring(L)": ({ L }) => (L === null ? "" : String(L)),
    "tolong(tostring(L))": ({ L }) => plain(L),
    "toreal(tostring(R))": ({ R }) => (R === null ? null : real(R)),
    "tobool(L)": ({ L }) => (L === null ? null : L !== 0n),
    "gettype(R)": () => "real",
  },
  "whole numbers": {
    "L + M": ({ L, M }) => both(L, M, (a, b) => wrap(a + b)),
    "L - M": ({ L, M }) => both(L, M, (a, b) => wrap(a - b)),
    "L * M": ({ L, M }) => both(L, M, (a, b) => wrap(a * b)),
    "L / M": ({ L, M }) => both(L, M, (a, b) => (b === 0n ? null : wrap(a / b))),
    "L % M": ({ L, M }) => both(L, M, modulo),
    "binary_and(L, M)": ({ L, M }) => both(L, M, (a, b) => a & b),
    "binary_xor(L, M)": ({ L, M }) => both(L, M, (a, b) => a ^ b),
    "bin(L, N)": ({ L, N }) => (L === null || N <= 0 ? null : plain(within(L - modulo(L, BigInt(N))!, 64))),
    "max_of(L, M)": ({ L, M }) => plain(L === null ? M : M === null ? L : L > M ? L : M),
    "min_of(L, M)": ({ L, M }) => plain(L === null ? M : M === null ? L : L < M ? L : M),
  },
  reals: {
    "sqrt(R)": ({ R }) => (R === null ? null : real(Math.sqrt(R))),
    "log(R)": ({ R }) => (R === null || R < 0 ? null : real(Math.log(R))),
    "isnan(R)": ({ R }) => (R === null ? null : Number.isNaN(R)),
    "isfinite(R)": ({ R }) => (R === null ? null : Number.isFinite(R)),
    "R / 0": ({ R }) => (R === null ? null : real(R / 0)),
    "R == R": ({ R }) => (R === null ? null : !Number.isNaN(R)),
    "R < 1": ({ R }) => (R === null ? null : R < 1),
    "bin(R, 0.5)": ({ R }) => (R === null ? null : real(Math.floor(R / 0.5) * 0.5)),
    "max_of(R, real(null))": ({ R }) => (R === null ? null : real(R)),
  },
  nulls: {
    "L == M": ({ L, M }) => (L === null && M === null ? null : L === M),
    "L != M": ({ L, M }) => (L === null && M === null ? null : L !== M),
    "L < M": ({ L, M }) => (L === null || M === null ? null : L < M),
    "isnull(L)": ({ L }) => L === null,
    "isempty(S)": ({ S }) => S === "",
    "coalesce(L, M, 7)": ({ L, M }) => plain(L ?? M ?? 7n),
    "iff(B, 1, 2)": ({ B }) => (B ? 1 : 2),
    "L in (1, 2)": ({ L }) => L === 1n || L === 2n,
    "strcat('<', L, S, '>')": ({ L, S }) => `<${L ?? ""}${S}>`,
  },
  text: {
    "strlen(S)": (row) => chars(row).length,
    "reverse(S)": (row) => chars(row).reverse().join(""),
    "substring(S, N)": (row) => chars(row).slice(start(row)).join(""),
    "substring(S, N, 2)": (row) =>
      chars(row)
        .slice(start(row), start(row) + 2)
        .join(""),
    "indexof(S, P)": ({ S, P }) => (P === "" ? null : S.includes(P) ? [...S.slice(0, S.indexOf(P))].length : -1),
    "split(S, ',')": ({ S }) => S.split(","),
    "replace_string(S, ',', ';')": ({ S }) => S.replaceAll(",", ";"),
    "S startswith_cs P": ({ S, P }) => S.startsWith(P),
    "S contains_cs P": ({ S, P }) => S.includes(P),
    "strcat_delim('-', S, P)": ({ S, P }) => `${S}-${P}`,
  },
  arrays: {
    "array_length(A)": ({ A }) => A.length,
    "array_reverse(A)": ({ A }) => [...A].reverse(),
    "array_slice(A, N, N + 1)": ({ A, N }) => {
      const end = N + 1 < 0 ? A.length + N + 2 : N + 2;
      return A.slice(from(A.length, N), N === -1 ? 1 : Math.max(end, 0));
    },
    "array_rotate_left(A, N)": ({ A, N }) => {
      const by = A.length === 0 ? 0 : ((N % A.length) + A.length) % A.length;
      return [...A.slice(by), ...A.slice(0, by)];
    },
    "array_sum(A)": ({ A }) => {
      const items = A.filter((item) => item !== null);
      return items.length > 0 && items.every((item) => typeof item === "number")
        ? items.reduce<number>((sum, item) => sum + Number(item), 0)
        : null;
    },
    "array_concat(A, dynamic([1]), A)": ({ A }) => [...A, 1, ...A],
    "set_union(A, dynamic([1]))": ({ A }) => distinct([...A, 1]),
    "set_has_element(A, 2)": ({ A }) => A.includes(2),
    "array_index_of(A, 2)": ({ A }) => A.indexOf(2),
    "bag_keys(bag_pack('k', A, 'l', L))": () => ["k", "l"],
  },
  times: {
    "startofday(T)": ({ T }) => iso(Math.floor(T / 86_400_000) * 86_400_000),
    "startofmonth(T, N)": ({ T, N }) => iso(Date.UTC(new Date(T).getUTCFullYear(), new Date(T).getUTCMonth() + N, 1)),
    "datetime_diff('day', T, datetime(2026-01-15))": ({ T }) => Number(dayOf(iso(T)) - dayOf("2026-01-15T00:00:00Z")),
    "datetime_diff('year', T, datetime(2026-01-15))": ({ T }) => new Date(T).getUTCFullYear() - 2026,
    "T + 1d * N": ({ T, N }) => iso(T + 86_400_000 * N),
    "dayofweek(T)": ({ T }) => {
      const day = new Date(T).getUTCDay();
      return day === 0 ? "00:00:00" : `${day}.00:00:00`;
    },
    "monthofyear(T)": ({ T }) => new Date(T).getUTCMonth() + 1,
    "unixtime_milliseconds_todatetime(tolong((T - datetime(1970-01-01)) / 1ms))": ({ T }) => iso(T),
  },
};

const schema: KqlSchema = {
  tables: [
    {
      name: "Rows",
      columns: [
        { name: "Id", type: "long" },
        { name: "L", type: "long" },
        { name: "M", type: "long" },
        { name: "N", type: "int" },
        { name: "R", type: "real" },
        { name: "B", type: "bool" },
        { name: "S", type: "string" },
        { name: "P", type: "string" },
        { name: "A", type: "dynamic" },
        { name: "T", type: "datetime" },
      ],
    },
  ],
};
const data = rows(300);

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open(schema);
  const { rejected } = await bench.database.insert(
    "Rows",
    data.map((row, Id) => ({ ...row, Id, R: row.R === null ? null : real(row.R), T: iso(row.T) })),
  );
  expect(rejected).toEqual([]);
});
afterAll(() => bench.close());

describe.each(Object.entries(models))(`%s, over random rows (seed ${SEED})`, (_kind, expressions) => {
  it("are as defined", async () => {
    const names = Object.keys(expressions);
    const found = await bench.rows(
      `Rows | sort by Id asc | project ${names.map((expression, index) => `v${index} = ${expression}`).join(", ")}`,
    );
    const wrong = names.flatMap((name, index) =>
      data.flatMap((row, at) => {
        const [is, should] = [settled(found[at]![index]), settled(expressions[name]!(row))];
        return isDeepStrictEqual(is, should) ? [] : [{ name, row, is, should }];
      }),
    );
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});

/** Last digits of reals may differ between two libraries; negative zero does not count. */
const settled = (value: unknown): unknown =>
  typeof value === "number" && !Number.isInteger(value) ? value.toPrecision(12) : value === 0 ? 0 : value;

describe("aggregates", () => {
  const groups = [...new Set(data.map(({ N }) => N))].sort((a, b) => a - b);
  const of = (key: number): Row[] => data.filter(({ N }) => N === key);
  const longs = (key: number): bigint[] => of(key).flatMap(({ L }) => (L === null ? [] : [L]));

  it.each<readonly [string, (key: number) => unknown]>([
    ["count()", (key) => of(key).length],
    ["countif(B)", (key) => of(key).filter(({ B }) => B).length],
    ["sum(L)", (key) => plain(wrap(longs(key).reduce((a, b) => a + b, 0n)))],
    ["max(L)", (key) => plain(longs(key).reduce((a, b) => (a > b ? a : b)))],
    ["min(L)", (key) => plain(longs(key).reduce((a, b) => (a < b ? a : b)))],
    ["dcount(S)", (key) => new Set(of(key).map(({ S }) => S)).size],
    ["array_length(make_list(L))", (key) => longs(key).length],
    ["array_length(make_set(L))", (key) => new Set(longs(key)).size],
    ["array_length(make_list_with_nulls(L))", (key) => of(key).length],
    ["max(R)", (key) => extreme(key, Math.max)],
    ["min(R)", (key) => extreme(key, Math.min)],
    ["countif(isnull(L))", (key) => of(key).filter(({ L }) => L === null).length],
  ])("%s", async (aggregate, model) => {
    const found = await bench.rows(`Rows | summarize v = ${aggregate} by N | sort by N asc`);
    expect(found).toEqual(groups.map((key) => [key, model(key)]));
  });

  const extreme = (key: number, of_: (...values: number[]) => number): unknown =>
    real(of_(...of(key).flatMap(({ R }) => (R === null ? [] : [R]))));
});
