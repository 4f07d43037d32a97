import type { RowCase } from "../harness";

const two = "datatable(k:long, v:string)[1,'a', 1,'b', 2,'c']";

/** Tabular operators. */
export const tables: readonly RowCase[] = [
  [
    "project, extend, rename, away",
    `${two} | extend w = strcat(v, '!') | project-rename key = k | project-away v | where key == 2`,
    [[2, "c!"]],
  ],
  ["extend replaces in place", `${two} | extend k = k * 10 | take 1`, [[10, "a"]]],
  ["project-reorder and project-keep", "print a=1, b=2, c=3 | project-reorder c, a | project-keep c, b", [[3, 2]]],
  [
    "summarize by",
    `${two} | summarize n = count(), make_list(v) by k | sort by k asc`,
    [
      [1, 2, ["a", "b"]],
      [2, 1, ["c"]],
    ],
  ],
  [
    "summarize without keys on nothing gives one row",
    `${two} | where k > 9 | summarize count(), make_set(v)`,
    [[0, []]],
  ],
  ["arg_max takes whole rows", `${two} | summarize arg_max(k, *)`, [[2, "c"]]],
  ["arg_min with columns", `${two} | summarize arg_min(v, k)`, [["a", 1]]],
  [
    "conditional aggregates",
    "range x from 1 to 4 step 1 | summarize countif(x > 2), sumif(x, x > 2), maxif(x, x < 3), dcountif(x % 2, x > 1), make_list_if(x, x > 2)",
    [[2, 7, 2, 2, [3, 4]]],
  ],
  [
    "statistics",
    "range x from 1 to 5 step 1 | summarize avg(x), stdev(x), variance(x), percentile(x, 50)",
    [[3, 1.5811388300841898, 2.5, 3]],
  ],
  ["percentiles are several columns", "range x from 1 to 100 step 1 | summarize percentiles(x, 50, 95)", [[50, 95]]],
  [
    "make_list skips nulls and flattens arrays",
    "datatable(x:long)[1, long(null), 2] | summarize make_list(x)",
    [[[1, 2]]],
  ],
  [
    "join is innerunique by default",
    `${two} | join (datatable(k:long, w:string)[1,'x', 1,'y']) on k | summarize count()`,
    [[2]],
  ],
  [
    "join kind=inner",
    `${two} | join kind=inner (datatable(k:long, w:string)[1,'x', 1,'y']) on k | summarize count()`,
    [[4]],
  ],
  [
    "leftouter gives empty strings",
    `${two} | join kind=leftouter (datatable(k:long, w:string)[2,'x']) on k | where k == 1 | project v, w, k1`,
    [
      ["a", "", null],
      ["b", "", null],
    ],
  ],
  ["anti and semi joins", `${two} | join kind=leftanti (print k = 1) on k`, [[2, "c"]]],
  ["rightanti", `(print k = 1) | join kind=rightanti (${two}) on k`, [[2, "c"]]],
  [
    "null keys join null keys",
    "datatable(a:long)[1, long(null)] | join kind=inner (datatable(a:long, b:string)[long(null), 'n']) on a | project b",
    [["n"]],
  ],
  [
    "join on differently named keys",
    `${two} | join kind=inner (datatable(id:long, w:string)[2,'x']) on $left.k == $right.id | project v, w, id`,
    [["c", "x", 2]],
  ],
  [
    "lookup",
    `${two} | lookup (datatable(k:long, w:string)[1,'x']) on k | project v, w`,
    [
      ["a", "x"],
      ["b", "x"],
      ["c", ""],
    ],
  ],
  [
    "union aligns columns by name",
    "print a = 1, b = 'x' | union (print b = 'y', c = 2.5)",
    [
      [1, "x", null],
      [null, "y", 2.5],
    ],
  ],
  ["fuzzy union leaves out what is missing", "union isfuzzy=true (print a = 1), NoSuchTable", [[1]]],
  [
    "mv-expand",
    "print a = 1, d = dynamic(['x','y']) | mv-expand d to typeof(string)",
    [
      [1, "x"],
      [1, "y"],
    ],
  ],
  [
    "mv-expand in parallel",
    "print a = dynamic([1,2]), b = dynamic(['x']) | mv-expand a, b",
    [
      [1, "x"],
      [2, null],
    ],
  ],
  ["mv-expand of a bag", "print d = dynamic({'a':1,'b':2}) | mv-expand d", [[{ a: 1 }], [{ b: 2 }]]],
  [
    "parse",
    "print s = 'id=12 name=bob rest' | parse s with 'id=' id:long ' name=' name ' ' rest | project id, name, rest",
    [[12, "bob", "rest"]],
  ],
  ["parse that does not match leaves nulls", "print s = 'nothing' | parse s with 'id=' id:long | project id", [[null]]],
  [
    "parse-where drops what does not match",
    "datatable(s:string)['a=1', 'b'] | parse-where s with 'a=' x:long | project x",
    [[1]],
  ],
  ["sort, top, take, distinct", "range x from 1 to 5 step 1 | top 2 by x | extend y = x % 2 | distinct y", [[1], [0]]],
  [
    "window functions",
    "range x from 1 to 3 step 1 | serialize | extend p = prev(x), n = next(x, 1, 0), r = row_number()",
    [
      [1, null, 2, 1],
      [2, 1, 3, 2],
      [3, 2, 0, 3],
    ],
  ],
  [
    "scalars and functions by let",
    "let n = 2; let f = (x:long, y:long = 10) { x * y + n }; print f(1), f(1, 5)",
    [[12, 7]],
  ],
  [
    "tabular functions by let",
    "let f = (t:(k:long), least:long) { t | where k >= least }; datatable(k:long)[1, 2, 3] | invoke f(2) | count",
    [[2]],
  ],
  ["toscalar", "let m = toscalar(range x from 1 to 5 step 1 | summarize max(x)); print m + 1", [[6]]],
  ["in a subquery", `let ks = ${two} | where v == 'c' | project k; ${two} | where k in (ks) | project v`, [["c"]]],
  ["materialize", "let t = materialize(range x from 1 to 3 step 1); t | union t | count", [[6]]],
  [
    "column_ifexists",
    "print a = 1 | extend b = column_ifexists('a', 0), c = column_ifexists('zz', 'none')",
    [[1, 1, "none"]],
  ],
  ["names that differ only in case", "print a = 1, A = 2 | extend b = a + A | project A, a, b", [[2, 1, 3]]],
  [
    "getschema",
    "print a = 1, b = 'x' | getschema | project ColumnName, ColumnType",
    [
      ["a", "long"],
      ["b", "string"],
    ],
  ],
];
