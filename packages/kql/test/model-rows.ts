/** A row of the tables that models are held against. */
export interface Row {
  readonly L: bigint | null;
  readonly M: bigint | null;
  readonly N: number;
  readonly R: number | null;
  readonly B: boolean | null;
  readonly S: string;
  readonly P: string;
  readonly A: readonly unknown[];
  /** milliseconds since 1970, whole seconds */
  readonly T: number;
}

export const SEED = 20260115;

/** Rows of random values, among them nulls, the empty, and the extremes of each type. */
export function rows(count: number): Row[] {
  let state = SEED;
  const upTo = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const one = <T>(...choices: readonly T[]): T => choices[upTo(choices.length)]!;
  const long = (): bigint | null =>
    one(null, 0n, 1n, -1n, 2n, -7n, 2n ** 63n - 1n, -(2n ** 63n), BigInt(upTo(2 ** 32)), BigInt(-upTo(1000)));
  const real = (): number | null =>
    one(null, 0, 1, -1.5, Number.NaN, Infinity, -Infinity, 1e300, -1e-300, 2 ** 31, upTo(1e6) / 64, -upTo(1e6) / 64);
  const text = (): string =>
    one(
      "",
      " 42 ",
      "-7",
      "0x1F",
      "9223372036854775808",
      "2147483648",
      "a,b,,c",
      "größer",
      "😀,x",
      "1.5",
      `${upTo(99)},${upTo(9)}`,
    );
  const item = (): unknown => one<unknown>(1, 2, upTo(5), "a", null);
  const numbers = (): unknown[] => Array.from({ length: upTo(4) }, () => upTo(9));
  return Array.from({ length: count }, () => ({
    L: long(),
    M: long(),
    N: upTo(9) - 4,
    R: real(),
    B: one(null, true, false),
    S: text(),
    P: one("", ",", "a", "4", "ö"),
    A: one(Array.from({ length: upTo(5) }, item), numbers()),
    T: Date.UTC(2026, 0, 1) + (upTo(4e8) - 2e8) * 1000,
  }));
}
