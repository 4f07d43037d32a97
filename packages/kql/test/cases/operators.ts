import type { RowCase } from "../harness";

const sales = "datatable(r:string, p:string, n:long)['x','a',1, 'x','b',5, 'y','a',3, 'y','c',2]";

/** Operators beyond the everyday ones. */
export const operators: readonly RowCase[] = [
  [
    "a fuzzy union leaves out a function that does not exist, and what is piped from it",
    "union isfuzzy=true (print a = 1), (NoSuchFunction(1) | where b == 1)",
    [[1]],
  ],
  [
    "bag_unpack of no rows: the columns that the rest names are taken to be there",
    "datatable(d:dynamic)[] | evaluate bag_unpack(d) | where tostring(Kind) == 'a' | summarize n = count() by Owner",
    [],
  ],
  [
    "mv-apply runs a subquery per row",
    "datatable(id:long, d:dynamic)[1,dynamic([3,1]), 2,dynamic([5])] | mv-apply x = d to typeof(long) on (summarize m = max(x)) | project id, m",
    [
      [1, 3],
      [2, 5],
    ],
  ],
  [
    "the item index of mv-expand stands last, and keeps its name through a join",
    "print s = 'a' | mv-expand with_itemindex=i k = pack_array(s, 'b') to typeof(string) | lookup (datatable(k:string, n:long)['b', 7]) on k | sort by i asc | project i, k, n",
    [
      [0, "a", null],
      [1, "b", 7],
    ],
  ],
  [
    "mv-apply with filter and projection",
    "print d = dynamic([{'k':'a','v':1},{'k':'b','v':2}]) | mv-apply d on (where d.k == 'b' | project v = toint(d.v))",
    [[2]],
  ],
  [
    "mv-apply with top",
    "datatable(id:long, d:dynamic)[1,dynamic([3,1,2]), 2,dynamic([5,4])] | mv-apply x = d to typeof(long) on (top 1 by x asc) | project id, x",
    [
      [1, 1],
      [2, 4],
    ],
  ],
  [
    "partition runs a subquery per key",
    `${sales} | partition by r (top 1 by n) | sort by r asc | project r, p`,
    [
      ["x", "b"],
      ["y", "a"],
    ],
  ],
  ["top-nested", `${sales} | top-nested 1 of r by sum(n), top-nested 1 of p by m = sum(n)`, [["x", 6, "b", 5]]],
  ["top-hitters", `${sales} | top-hitters 1 of p by n`, [["b", 5]]],
  ["search looks in every column", `${sales} | search 'c' | project p, n`, [["c", 2]]],
  [
    "search with a column and a wildcard",
    "datatable(s:string, t:string)['alpha','x', 'beta','alpine'] | search s:'al*' | project s",
    [["alpha"]],
  ],
  ["where * has", "datatable(s:string, n:long)['a b',1, 'c',2] | where * has 'b' | project n", [[1]]],
  [
    "serialized sums and ranks",
    "datatable(v:long)[10, 10, 30] | sort by v asc | extend s = row_cumsum(v), r = row_rank_dense(v), m = row_rank_min(v) | project s, r, m",
    [
      [10, 1, 1],
      [20, 1, 1],
      [50, 2, 3],
    ],
  ],
  [
    "row_number restarts",
    "datatable(g:string)['a', 'a', 'b'] | sort by g asc | extend n = row_number(1, g != prev(g)) | project g, n",
    [
      ["a", 1],
      ["a", 2],
      ["b", 1],
    ],
  ],
  [
    "sessions",
    "datatable(t:datetime)[datetime(2026-01-01 00:00), datetime(2026-01-01 00:04), datetime(2026-01-01 00:30)] | sort by t asc | extend s = row_window_session(t, 1h, 5m) | summarize count() by s | sort by s asc | project count_",
    [[2], [1]],
  ],
  [
    "union withsource",
    "let A = print x = 1; union withsource=T (A), (print x = 2) | sort by x asc | project T, x",
    [
      ["union_arg0", 1],
      ["union_arg1", 2],
    ],
  ],
  [
    "union of columns with the same name and other types",
    "(print x = 1) | union (print x = 'a') | project x_long, x_string | sort by x_long asc",
    [
      [null, "a"],
      [1, ""],
    ],
  ],
  ["union kind=inner", "print a = 1, b = 2 | union kind=inner (print a = 3)", [[1], [3]]],
  [
    "fullouter join",
    "datatable(k:long)[1, 2] | join kind=fullouter (datatable(k:long)[2, 3]) on k | sort by k asc nulls last",
    [
      [1, null],
      [2, 2],
      [null, 3],
    ],
  ],
  [
    "rightsemi join",
    "(print k = 1) | join kind=rightsemi (datatable(k:long, v:string)[1,'a', 2,'b']) on k",
    [[1, "a"]],
  ],
  [
    "several results of one aggregate keep one row",
    "datatable(g:string, t:long, v:string)['a',1,'old', 'a',2,'new'] | summarize arg_max(t, v), arg_min(t, v) by g",
    [["a", 2, "new", 1, "old"]],
  ],
  [
    "what is no number is the greatest",
    "datatable(g:string, t:real)['a',1.0, 'b',real(nan), 'c',2.0, 'd',real(null)] | summarize arg_max(t, g), arg_min(t, g)",
    [["NaN", "b", 1, "a"]],
  ],
  [
    "arg_max with a null measure still returns a row",
    "datatable(g:string, t:long)['a',long(null)] | summarize arg_max(t, g)",
    [[null, "a"]],
  ],
  [
    "make_bag: the first value wins",
    "datatable(d:dynamic)[dynamic({'a':1}), dynamic({'a':2,'b':3})] | summarize make_bag(d)",
    [[{ a: 1, b: 3 }]],
  ],
  ["make_set limits and dedupes", "datatable(s:string)['b', 'a', 'b', 'c'] | summarize make_set(s, 2)", [[["a", "b"]]]],
  ["make_list in sorted order", "datatable(n:long)[2, 3, 1] | sort by n asc | summarize make_list(n)", [[[1, 2, 3]]]],
  ["percentiles with weights", "datatable(v:long, w:long)[1,9, 100,1] | summarize percentilew(v, w, 50)", [[1]]],
  [
    "lists and sets of dynamic values are flattened",
    "datatable(d:dynamic)[dynamic([1,2]), dynamic([2,3])] | summarize make_set(d), make_list(d)",
    [
      [
        [1, 2, 3],
        [1, 2, 2, 3],
      ],
    ],
  ],
  ["datatable without rows", "datatable(a:long)[] | count", [[0]]],
  ["range of datetimes", "range t from datetime(2026-01-01) to datetime(2026-01-02) step 12h | count", [[3]]],
  ["range downwards", "range x from 3 to 1 step -1 | summarize make_list(x)", [[[3, 2, 1]]]],
  ["functions that call functions", "let f = (x:long) { x + 1 }; let g = (x:long) { f(x) * 2 }; print g(3)", [[8]]],
  ["a let inside of a function", "let f = (n:long) { let m = n * 2; range x from 1 to m step 1 | count }; f(3)", [[6]]],
  [
    "lists in has_any from a table",
    "let words = datatable(w:string)['beta', 'x']; datatable(s:string)['alpha beta', 'gamma'] | where s has_any (words)",
    [["alpha beta"]],
  ],
  [
    "in with toscalar of a set",
    "let s = toscalar(datatable(v:string)['a','b'] | summarize make_set(v)); datatable(v:string)['a','z'] | where v in (s)",
    [["a"]],
  ],
  ["bag_unpack with a prefix", "print d = dynamic({'b':1,'a':'x'}) | evaluate bag_unpack(d, 'p_')", [["x", 1]]],
  ["distinct *", "datatable(a:long, b:long)[1,1, 1,1, 2,1] | distinct * | count", [[2]]],
  [
    "sample-distinct and sample",
    "range x from 1 to 10 step 1 | extend y = x % 2 | sample-distinct 5 of y | count",
    [[2]],
  ],
  [
    "as names rows in a union",
    "(print x = 1 | as A) | union withsource=T (print x = 2 | as B) | sort by x asc | project T",
    [["A"], ["B"]],
  ],
  ["any column is", "datatable(a:string, n:long)['Ok', 1, 'no', 7, '7 up', 2] | where * == '7' | project a", [["no"]]],
  [
    "any column matches an expression",
    "datatable(a:string, n:long)['b', 12, 'c', 3] | where * matches regex '^1' | project a",
    [["b"]],
  ],
  ["search * finds every row", "datatable(a:long)[1, 2] | search * | count", [[2]]],
  [
    "pivot into the columns of a schema",
    "datatable(k:string, v:long, g:string)['a',1,'x', 'b',2,'x', 'a',3,'y', 'other',9,'y'] | evaluate pivot(k, sum(v), g) : (g:string, a:long, b:long, c:long) | sort by g asc",
    [
      ["x", 1, 2, 0],
      ["y", 3, 0, 0],
    ],
  ],
];
