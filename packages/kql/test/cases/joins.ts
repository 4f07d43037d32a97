import type { RowCase } from "../harness";

const left = "datatable(k:string, n:long)['a',1, 'a',2, 'b',3, '',4]";
const right = "datatable(k:string, m:long)['a',10, 'c',30, '',40]";
const sorted = "sort by n asc nulls last, m asc nulls last";

/** Joins and look-ups of every kind: which rows stay, what stands for those that have no partner. */
export const joins: readonly RowCase[] = [
  [
    "inner: an empty text is a key, too",
    `${left} | join kind=inner (${right}) on k | ${sorted} | project k, n, k1, m`,
    [
      ["a", 1, "a", 10],
      ["a", 2, "a", 10],
      ["", 4, "", 40],
    ],
  ],
  [
    "leftouter keeps every row of the left",
    `${left} | join kind=leftouter (${right}) on k | ${sorted} | project k, n, k1, m`,
    [
      ["a", 1, "a", 10],
      ["a", 2, "a", 10],
      ["b", 3, "", null],
      ["", 4, "", 40],
    ],
  ],
  [
    "rightouter keeps every row of the right",
    `${left} | join kind=rightouter (${right}) on k | ${sorted} | project k, n, k1, m`,
    [
      ["a", 1, "a", 10],
      ["a", 2, "a", 10],
      ["", 4, "", 40],
      ["", null, "c", 30],
    ],
  ],
  [
    "fullouter keeps both",
    `${left} | join kind=fullouter (${right}) on k | ${sorted} | project k, n, k1, m`,
    [
      ["a", 1, "a", 10],
      ["a", 2, "a", 10],
      ["b", 3, "", null],
      ["", 4, "", 40],
      ["", null, "c", 30],
    ],
  ],
  [
    "innerunique takes one row of each key of the left, with all of the right",
    `${right} | join kind=innerunique (${left}) on k | sort by n asc | project k, m, n`,
    [
      ["a", 10, 1],
      ["a", 10, 2],
      ["", 40, 4],
    ],
  ],
  [
    "innerunique is no inner where the left has a key twice",
    `${left} | join (${right}) on k | summarize count() by k | sort by k asc`,
    [
      ["", 1],
      ["a", 1],
    ],
  ],
  [
    "leftsemi",
    `${left} | join kind=leftsemi (${right}) on k | sort by n asc`,
    [
      ["a", 1],
      ["a", 2],
      ["", 4],
    ],
  ],
  [
    "leftanti and its other names",
    `union (${left} | join kind=leftanti (${right}) on k), (${left} | join kind=anti (${right}) on k), (${left} | join kind=leftantisemi (${right}) on k)`,
    [
      ["b", 3],
      ["b", 3],
      ["b", 3],
    ],
  ],
  [
    "rightsemi",
    `${left} | join kind=rightsemi (${right}) on k | sort by m asc`,
    [
      ["a", 10],
      ["", 40],
    ],
  ],
  [
    "rightanti and its other name",
    `union (${left} | join kind=rightanti (${right}) on k), (${left} | join kind=rightantisemi (${right}) on k)`,
    [
      ["c", 30],
      ["c", 30],
    ],
  ],
  [
    "rightanti on keys of other names",
    `${left} | join kind=rightanti (${right} | project-rename key = k) on $left.k == $right.key | project key, m`,
    [["c", 30]],
  ],
  [
    "on several keys, all of which have to be the same",
    "datatable(a:string, b:long)['x',1, 'x',2] | join kind=inner (datatable(a:string, c:long)['x',2, 'y',1]) on a, $left.b == $right.c | project a, b, c",
    [["x", 2, 2]],
  ],
  [
    "on keys joined by and, in parentheses",
    "datatable(a:string, b:long)['x',1, 'x',2] | join kind=inner (datatable(c:string, d:long)['x',2]) on ($left.a == $right.c and $left.b == $right.d) | project b",
    [[2]],
  ],
  [
    "anti joins on several keys leave out only what has all",
    "datatable(a:string, b:long)['x',1, 'x',2, 'y',2] | join kind=leftanti (datatable(a:string, b:long)['x',2]) on a, b | sort by a asc",
    [
      ["x", 1],
      ["y", 2],
    ],
  ],
  [
    "null keys, in every kind: they find each other",
    "let l = datatable(a:long, b:long)[long(null),1, 5,2]; let r = datatable(a:long, c:long)[long(null),3]; union (l | join kind=leftanti (r) on a | project b), (l | join kind=leftsemi (r) on a | project b), (l | join kind=inner (r) on a | project b = c)",
    [[2], [1], [3]],
  ],
  [
    "keys of one kind of number are compared as numbers",
    "datatable(a:int)[1, 2] | join kind=inner (datatable(b:long)[2, 3]) on $left.a == $right.b | project a, b",
    [[2, 2]],
  ],
  [
    "columns of both sides with the same name",
    "print k = 1, v = 'l', v1 = 'one' | join kind=inner (print k = 1, v = 'r') on k | project v, v1, v2",
    [["l", "one", "r"]],
  ],
  [
    "lookup kind=inner drops rows without a partner; leftouter is what it does by itself",
    `union (${left} | lookup kind=inner (${right}) on k | project t = 'inner', n, m), (${left} | lookup (${right}) on k | project t = 'outer', n, m) | sort by t asc, n asc`,
    [
      ["inner", 1, 10],
      ["inner", 2, 10],
      ["inner", 4, 40],
      ["outer", 1, 10],
      ["outer", 2, 10],
      ["outer", 3, null],
      ["outer", 4, 40],
    ],
  ],
  [
    "lookup repeats a row for each that matches, and does not repeat keys",
    "print id = 1 | lookup (datatable(key:long, a:string, b:real)[1,'x',1.5, 1,'y',2.5]) on $left.id == $right.key | sort by a asc",
    [
      [1, "x", 1.5],
      [1, "y", 2.5],
    ],
  ],
  [
    "a lookup after a lookup, with texts and numbers that are missing",
    "print k = 'q' | lookup (datatable(k:string, s:string, n:long, d:dynamic)['z','s',1,dynamic({})]) on k | project s, n, d, isempty(s), isnull(n), isnull(d)",
    [["", null, null, true, true, true]],
  ],
  [
    "a join with what is grouped, and what is grouped of a join",
    `${left} | summarize most = max(n) by k | join kind=inner (${left}) on k | where n == most | summarize names = make_list(k), total = sum(n) by one = 1 | project total`,
    [[9]],
  ],
  [
    "innerunique on several keys, and of what is unique by more than the key",
    "let t = datatable(a:string, b:long, c:long)['x',1,5, 'x',1,6, 'x',2,7, 'y',1,8]; union (t | join (t | distinct a, b) on a, b | summarize n = count() by a, b | project k = strcat(a, b), n), (t | distinct a, b | join (print a = 'x', z = 1) on a | summarize n = count() by k = strcat('z', a)), (t | summarize s = sum(c) by a, b | join (print b = 1, z = 1) on b | summarize n = count() by k = strcat('s', b)) | sort by k asc",
    [
      ["s1", 1],
      ["x1", 1],
      ["x2", 1],
      ["y1", 1],
      ["zx", 1],
    ],
  ],
  [
    "a count that has no partner is null, whichever side it is on",
    `let n = ${right} | summarize n = count(), t = strcat_array(make_list(k), '') by k; let l = ${left} | distinct k; union (l | join kind=leftouter n on k | where isnull(n) | project t = 1, k, u = t), (l | lookup n on k | where isnull(n) or n != 1 | project t = 2, k, u = t), (n | join kind=rightouter l on k | where isnull(n) and n != 1 | project t = 3, k = k1, u = t), (l | join kind=fullouter n on k | where n == 0 or isnull(n) or coalesce(n, 0) == 0 | project t = 4, k, u = t) | sort by t asc`,
    [
      [1, "b", ""],
      [2, "b", ""],
      [3, "b", ""],
      [4, "b", ""],
    ],
  ],
  [
    "a join with itself by a let statement",
    `let t = ${left}; t | join kind=inner t on k | where n < n1 | project n, n1`,
    [[1, 2]],
  ],
  [
    "a union of three, some without a column",
    "union (print a = 1), (print b = 'x'), (print a = 2, b = 'y') | summarize count(), countif(isnull(a)), countif(b == '')",
    [[3, 1, 1]],
  ],
  [
    "a union of numbers of two types has a column of each",
    "(print x = 1) | union (print x = 2.5) | project-reorder * asc | summarize sum(x_long), sum(x_real)",
    [[1, 2.5]],
  ],
  [
    "in a list of a table: texts, numbers, nulls, and without case",
    `${left} | summarize countif(k in ((${right} | project k))), countif(k !in ((${right} | project k))), countif(n in ((datatable(x:long)[1, long(null), 3]))), countif(n !in ((datatable(x:long)[1, long(null)]))), countif(toupper(k) in~ ((${right} | project k))), countif(toupper(k) !in~ ((${right} | project k))), countif(toupper(k) in ((${right} | project k)))`,
    [[3, 1, 2, 3, 3, 1, 1]],
  ],
  [
    "in a list of what is computed, of arrays and of several types",
    "datatable(s:string, n:long)['a',1, 'B',2, '3',3] | summarize countif(s in (strcat('a', ''), 'x')), countif(n in (1, tolong('2'))), countif(n in (dynamic([1, 3]))), countif(s in~ ('b', dynamic(['A']))), countif(s in (dynamic(['3', 1]))), countif(n !in (2)), countif(s !in~ ('A'))",
    [[1, 2, 2, 2, 1, 2, 2]],
  ],
  [
    "in a list with null, and null in a list",
    "datatable(n:long)[1, long(null)] | summarize countif(n in (1, long(null))), countif(n !in (1)), countif(n in (2)), countif(n !in (2))",
    [[1, 1, 0, 2]],
  ],
  [
    "in an empty list there is nothing",
    "print 'a' in (dynamic([])), 'a' !in (dynamic([])), 1 in ((datatable(x:long)[]))",
    [[false, true, false]],
  ],
  [
    "times and spans in lists",
    "print datetime(2026-01-01) in (datetime(2026-01-01), datetime(2026-01-02)), 1h in (60m), 1.5 in (1, 1.5), true in (true), 2 in (1.0, 2.0)",
    [[true, true, true, true, true]],
  ],
  [
    "a member in a list",
    "print d = dynamic({'a':'x','n':2}) | project d.a in ('x', 'y'), d.n in (2, 3), d.b in ('x'), d.a in~ ('X'), d.a !in ('x')",
    [[true, true, false, true, false]],
  ],
];
