import type { RowCase } from "../harness";

/** Numbers: division, modulo, overflow, bins and conversions. */
export const numbers: readonly RowCase[] = [
  [
    "digits of a hexadecimal literal are bits",
    "print int(0xffffffff), int(0xf090013d), long(0xff)",
    [[-1, -258997955, 255]],
  ],
  ["whole division truncates", "print 7 / 2, -7 / 2, 7.0 / 2", [[3, -3, 3.5]]],
  ["modulo is never negative", "print -5 % 3, 5 % -3, -5.5 % 3.0", [[1, 2, 0.5]]],
  [
    "division by zero",
    "print 1 / 0, 1 % 0, 1.0 / 0.0, -1.0 / 0.0, 0.0 / 0.0",
    [[null, null, "Infinity", "-Infinity", "NaN"]],
  ],
  [
    "long overflow wraps",
    "datatable(x:long)[9223372036854775807] | extend y = x + 1, z = x * 2",
    [[9223372036854775807n, -9223372036854775808n, -2]],
  ],
  [
    "NaN equals nothing",
    "print real(nan) == real(nan), real(nan) != real(nan), real(nan) > 1.0",
    [[false, true, false]],
  ],
  ["bin rounds down, also negatives", "print bin(7, 5), bin(-7, 5), bin(-0.5, 1.0), bin(2.9, 1)", [[5, -10, -1, 2]]],
  ["bin of timespans", "print bin(25h, 1d), bin(90m, 1h)", [["1.00:00:00", "01:00:00"]]],
  [
    "conversions give null for what they cannot read",
    "print toint('x'), tolong('1.5'), todouble('abc'), tobool('maybe'), toint('')",
    [[null, null, null, null, null]],
  ],
  [
    "conversions from text",
    "print toint(' 42 '), tolong('0x1F'), todouble('1e3'), tobool('TRUE'), tobool('0')",
    [[42, 31, 1000, true, false]],
  ],
  ["reals truncate", "print toint(2.9), toint(-2.9), tolong(2.5)", [[2, -2, 2]]],
  [
    "text of reals",
    "print tostring(1.0), tostring(1.5), tostring(0.25), tostring(100000000000.0)",
    [["1.0", "1.5", "0.25", "100000000000.0"]],
  ],
  ["text of booleans is capitalised", "print tostring(true), strcat(false, '')", [["True", "False"]]],
  [
    "round to even digits and whole numbers",
    "print round(2.567, 2), round(-2.4), abs(-3), sign(-2), pow(2, 10), sqrt(-1)",
    [[2.57, -2, 3, -1, 1024, "NaN"]],
  ],
  ["logarithms of nothing", "print log(0), isnull(log(-1.0)), exp(0)", [["-Infinity", true, 1]]],
  [
    "bits",
    "print binary_and(6, 3), binary_or(6, 3), binary_xor(6, 3), binary_shift_left(1, 4), binary_shift_right(16, 2)",
    [[2, 7, 5, 16, 4]],
  ],
  ["hexadecimal", "print tohex(255), tohex(-1)", [["ff", "ffffffffffffffff"]]],
  [
    "decimals are exact",
    "print todecimal('0.1') + todecimal('0.2') == todecimal('0.3'), 0.1 + 0.2 == 0.3",
    [[true, false]],
  ],
  [
    "reals that are no whole number of the type are null",
    "print tolong(real(1e30)), tolong(real(-1e19)), tolong(real(+inf)), tolong(real(nan)), toint(real(3e9)), toint(real(-inf))",
    [[null, null, null, null, null, null]],
  ],
  [
    "the last reals that are one",
    "print tolong(real(9.2e18)), tolong(todouble(9223372036854775807)), toint(real(2147483647)), toint(real(2147483648.0)), tolong(-2.9)",
    [[9200000000000000000n, 9223372036854775807n, 2147483647, null, -2]],
  ],
  [
    "what a null is not known to be",
    "print isnan(real(null)), isinf(real(null)), isfinite(real(null)), isnan(real(nan)), isinf(real(-inf)), isfinite(1.0)",
    [[null, null, null, true, true, true]],
  ],
  [
    "the mean of decimals is one",
    "datatable(d:decimal)[decimal(1), decimal(2)] | summarize a = avg(d) | project gettype(a), a == decimal(1.5)",
    [["decimal", true]],
  ],
  [
    "the mean of decimals is exact",
    "datatable(d:decimal)[decimal(0.1), decimal(0.2), decimal(null)] | summarize a = avg(d), b = avgif(d, d > 1)",
    [["0.15", null]],
  ],
  [
    "NaN among nulls, and numbers among themselves",
    "print max_of(real(null), real(nan)), min_of(real(nan), real(nan)), max_of(1.5, real(null), 2.5), min_of(1, 2.5)",
    [["NaN", "NaN", 2.5, 1]],
  ],
  [
    "functions have no value everywhere",
    "print sin(real(+inf)), tan(real(-inf)), cot(0), gamma(0), gamma(-1), loggamma(0), acos(2), asin(-1.5), sqrt(-1)",
    [["NaN", "NaN", "Infinity", "Infinity", "NaN", "Infinity", null, null, "NaN"]],
  ],
  [
    "bins, remainders and ranges at the ends of long",
    "datatable(x:long)[9223372036854775807, long(-9223372036854775808)] | project bin(x, 10), x % long(-9223372036854775808), array_length(range(x, x))",
    [
      [9223372036854775800n, 9223372036854775807n, 0],
      [null, 0, 1],
    ],
  ],
  ["texts of what has none", "print tohex(long(null))", [[""]]],
  [
    "places on earth",
    "print round(geo_distance_2points(-122.407628, 47.578557, -118.275287, 34.019056), 3), geo_distance_2points(181, 0, 0, 0), geo_point_in_circle(-122.143564, 47.535677, -122.100896, 47.527351, 3500), geo_point_in_circle(-122.137575, 47.630683, -122.100896, 47.527351, 3500), geo_point_in_circle(0, 91, 0, 0, 1)",
    [[1546754.352, null, true, false, null]],
  ],
];
