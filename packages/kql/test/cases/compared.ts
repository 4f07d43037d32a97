import type { RowCase } from "../harness";

const reals = "datatable(x:real)[real(nan), 5.0, real(null), real(-inf), -5.0, real(+inf), 0.0]";
/** Values held against each other: of several types, not a number, or missing; and rows put in a row. */
export const compared: readonly RowCase[] = [
  [
    "what is no number equals nothing, itself neither",
    "datatable(x:real, y:real)[real(nan), real(nan), 1.0, 1.0, real(nan), 1.0] | project x == y, x != y",
    [
      [false, true],
      [true, false],
      [false, true],
    ],
  ],
  [
    "a missing real equals no other, and is neither equal nor unequal to a missing one",
    "datatable(x:real, y:real)[real(null), 1.0, real(null), real(null)] | project x == y, x != y",
    [
      [false, true],
      [null, null],
    ],
  ],
  [
    "a real against a constant, where rows are filtered",
    "let T = datatable(x:real)[real(nan), 2.0, real(null), 3.0]; union (T | where x == 2.0), (T | where 2.0 != x) | sort by x asc",
    [[null], ["NaN"], [2], [3]],
  ],
  [
    "reals against whole numbers, on either side",
    "datatable(x:real, n:long)[real(nan), 1, 1.0, 1, real(null), 1, 2.0, long(null)] | project x == n, n == x, n != x",
    [
      [false, false, true],
      [true, true, false],
      [false, false, true],
      [false, false, true],
    ],
  ],
  [
    "what is no number is neither more nor less",
    "datatable(x:real, n:long)[real(nan), 1, 1.0, 1, 0.5, 1] | project x < n, n > x, x >= n, n <= x",
    [
      [false, false, false, false],
      [false, false, true, true],
      [true, true, false, false],
    ],
  ],
  [
    "a dynamic value against each type, on either side",
    "datatable(d:dynamic, n:long, s:string, i:int, r:real)[dynamic(5), 5, '5', 5, 5.0, dynamic(null), 5, '5', 5, 5.0] | project d == n, n == d, d == s, s == d, d == i, i == d, d == r, r == d",
    [
      [true, true, true, true, true, true, true, true],
      [false, false, false, false, false, false, false, false],
    ],
  ],
  [
    "a dynamic value of another type than a constant",
    "datatable(d:dynamic)[dynamic(5), dynamic('x'), dynamic([1,2])] | project d == 5, d == 'x', d != 5, d < 6, 6 > d",
    [
      [true, false, false, true, true],
      [false, true, true, null, null],
      [false, false, true, null, null],
    ],
  ],
  [
    "a truth against numbers, on either side",
    "datatable(b:bool, n:long)[true, 1, false, 0, true, 2, bool(null), 1] | project b == n, n == b",
    [
      [true, true],
      [true, true],
      [false, false],
      [false, false],
    ],
  ],
  [
    "a dynamic number beyond an int's range is more or less than any",
    "datatable(d:dynamic, i:int)[dynamic(5000000000), 5, dynamic(-5000000000), 5, dynamic(null), 5] | project d > i, i < d, d <= i, d != i",
    [
      [true, true, false, true],
      [false, false, true, true],
      [null, null, null, true],
    ],
  ],
  [
    "a truth against numbers of each type",
    "datatable(b:bool, r:real, i:int, d:decimal)[true,1.0,1,decimal(1), false,0.5,1,decimal(0.5), bool(null),1.0,1,decimal(1)] | project b == r, r == b, b == i, i != b, b == d, d == b, b < i, r > b",
    [
      [true, true, true, false, true, true, false, false],
      [false, false, false, true, false, false, true, true],
      [false, false, false, true, false, false, null, null],
    ],
  ],
  [
    "a text against a time and an id, on either side",
    "datatable(s:string, t:datetime, u:string, g:guid)['2026-01-01',datetime(2026-01-01),'74be27de-1e4e-49d9-b579-fe0b331d3642',guid(74be27de-1e4e-49d9-b579-fe0b331d3642)] | project s == t, t == s, s != t, u == g, g == u",
    [[true, true, false, true, true]],
  ],
  [
    "serialize takes columns that look at neighbours",
    "range x from 1 to 3 step 1 | sort by x desc | serialize place = row_number(), before = prev(x), next(x)",
    [
      [3, 1, null, 2],
      [2, 2, 3, 1],
      [1, 3, 2, null],
    ],
  ],
  [
    "serialize keeps the order that there is, and the columns",
    "range x from 1 to 3 step 1 | sort by x desc | serialize | extend place = row_number()",
    [
      [3, 1],
      [2, 2],
      [1, 3],
    ],
  ],
  [
    "serialize keeps the order of arrival, also where rows are counted from some on",
    "range x from 1 to 6 step 1 | extend g = x % 3 | serialize | extend n = row_number(1, g == 0), p = prev(g)",
    [
      [1, 1, 1, null],
      [2, 2, 2, 1],
      [3, 0, 1, 2],
      [4, 1, 2, 0],
      [5, 2, 3, 1],
      [6, 0, 1, 2],
    ],
  ],
  [
    "an order by what is computed holds when its column becomes another",
    "datatable(x:long)[3, 1, 2] | sort by x * -1 | extend x = x % 2 | summarize make_list(x)",
    [[[1, 0, 1]]],
  ],
  [
    "the first by what is computed, upwards, has what is missing first",
    "datatable(x:long, y:long)[3,1, 1,2, long(null),3] | top 2 by x - y asc",
    [
      [null, 3],
      [1, 2],
    ],
  ],
  [
    "what is no number is beside what is missing: before numbers, upwards",
    `${reals} | sort by x asc`,
    [[null], ["NaN"], ["-Infinity"], [-5], [0], [5], ["Infinity"]],
  ],
  [
    "after numbers, downwards",
    `${reals} | sort by x desc`,
    [["Infinity"], [5], [0], [-5], ["-Infinity"], ["NaN"], [null]],
  ],
  [
    "upwards, with what is missing last",
    `${reals} | sort by x asc nulls last`,
    [["-Infinity"], [-5], [0], [5], ["Infinity"], ["NaN"], [null]],
  ],
  [
    "downwards, with what is missing first",
    `${reals} | sort by x desc nulls first`,
    [[null], ["NaN"], ["Infinity"], [5], [0], [-5], ["-Infinity"]],
  ],
  [
    "so is the most of groups",
    "datatable(k:string, x:real)['a', real(nan), 'b', 1.0, 'c', 2.0] | top-nested 2 of k by max(x) | project k | sort by k asc",
    [["b"], ["c"]],
  ],
  ["the most is a number", `${reals} | where not(isinf(x)) | top 1 by x`, [[5]]],
  [
    "the most is a number also of what is computed, and where neighbours are looked at",
    `${reals} | where not(isinf(x)) | sort by x * 2 desc, x asc | extend before = prev(x) | project x, before | take 2`,
    [
      [5, null],
      [0, 5],
    ],
  ],
];
