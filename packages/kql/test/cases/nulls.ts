import type { RowCase } from "../harness";

/** Nulls: strings have none, equality is total, orderings are not. */
export const nulls: readonly RowCase[] = [
  ["a string is never null", "print isnull(''), isempty(''), isnull(tostring(int(null)))", [[false, true, false]]],
  ["the text of null is empty", "print strcat('a', tostring(int(null)), tostring(dynamic(null)), 'b')", [["ab"]]],
  ["equality with null is false", "datatable(x:long)[1, long(null)] | where x == 1 | count", [[1]]],
  ["inequality with null is true", "datatable(x:long)[1, long(null)] | where x != 1 | count", [[1]]],
  ["negated equality keeps null rows", "datatable(x:long)[1, 2, long(null)] | where not(x == 1) | count", [[2]]],
  ["ordering with null drops the row", "datatable(x:long)[1, long(null)] | where not(x > 0) | count", [[0]]],
  [
    "in and !in are total",
    "datatable(x:long)[1, 2, long(null)] | summarize countif(x in (1)), countif(x !in (1))",
    [[1, 2]],
  ],
  [
    "arithmetic with null is null",
    "print 1 + int(null), 2.0 * real(null), isnull(datetime(null) + 1d)",
    [[null, null, true]],
  ],
  [
    "coalesce takes the first value",
    "print coalesce(int(null), 3), coalesce('', 'x'), coalesce(real(null), real(null))",
    [[3, "x", null]],
  ],
  [
    "a branch that is null takes the others' type",
    "print gettype(iff(1 == 2, dynamic(null), 1d)), gettype(case(1 == 2, dynamic(null), 1.5)), iff(1 == 1, dynamic(null), 'x')",
    [["timespan", "real", ""]],
  ],
  [
    "sum of nothing is zero, its average not a number",
    "datatable(x:long)[long(null)] | summarize sum(x), avg(x), min(x), count()",
    [[0, "NaN", null, 1]],
  ],
  ["iff on null takes the else branch", "print iff(bool(null), 'y', 'n')", [["n"]]],
  [
    "sorting: ascending puts nulls first, descending last",
    "datatable(x:long)[1, long(null), 2] | sort by x asc | project x",
    [[null], [1], [2]],
  ],
  ["nulls last on request", "datatable(x:long)[1, long(null), 2] | sort by x asc nulls last", [[1], [2], [null]]],
  ["missing members are null", "print isnull(dynamic({'a':1}).b), tostring(dynamic({'a':1}).b)", [[true, ""]]],
  [
    "a JSON null is null",
    "print isnull(dynamic({'a':null}).a), isnull(parse_json('null')), gettype(dynamic(null))",
    [[true, true, "null"]],
  ],
  [
    "whether an ordering is known",
    "datatable(n:long, r:real, s:real)[long(null),real(null),1.5, 1,2.5,real(nan)] | project isnull(n < 1), isnull(1 >= n), isnull(n between (0 .. 2)), isnull(r < s), r < s, r >= s, n < r, s < n",
    [
      [true, true, true, true, null, null, null, null],
      [false, false, false, false, false, false, true, false],
    ],
  ],
  [
    "whether what was chosen is null",
    "datatable(n:long, m:long, s:string, d:dynamic)[long(null),long(null),'',dynamic(null), 1,long(null),'x',dynamic({'a':null,'b':''})] | project isnull(iff(1 == 1, n, 5)), isnull(iff(1 == 2, 5, n)), isnull(case(1 == 2, 1, 2 == 2, n, 3)), isnull(coalesce(n, m)), isnull(coalesce(n, 5)), isnull(max_of(n, m)), isnull(min_of(n, 5)), isnull(iff(1 == 1, s, 'y')), isempty(n), isempty(s), isempty(d.b), isempty(d), isnull(d.a), isnull(d), tostring(coalesce(d.a, dynamic(7)))",
    [
      [true, true, true, true, false, true, false, false, true, true, true, true, true, true, "7"],
      [false, false, false, false, false, false, false, false, false, false, true, false, true, false, "7"],
    ],
  ],
  [
    "the type of what is chosen",
    "print gettype(iff(1 == 1, toint(1), toint(2))), gettype(case(1 == 1, 1h, 1 == 1, dynamic(null), 3h)), gettype(coalesce(int(null), 3)), max_of(1.5, 2.5), min_of(1.5, 2.5), gettype(max_of(toint(1), 2))",
    [["int", "timespan", "long", 2.5, 1.5, "long"]],
  ],
  ["max_of ignores nulls", "print max_of(1, long(null), 3), min_of(long(null), 2)", [[3, 2]]],
];
