import type { RowCase } from "../harness";

const sales = "datatable(r:string, p:string, n:long)['x','a',1, 'x','b',5, 'y','a',3, 'y','c',2, '','a',long(null)]";
/** Operators row by row: order, places, neighbours, groups within groups, columns out of values. */
export const rowwise: readonly RowCase[] = [
  [
    "sorted by several, each in its direction, nulls where they belong",
    `${sales} | sort by r asc, n desc | project r, n`,
    [
      ["", null],
      ["x", 5],
      ["x", 1],
      ["y", 3],
      ["y", 2],
    ],
  ],
  ["descending is what is meant without a word", `${sales} | order by n | project n`, [[5], [3], [2], [1], [null]]],
  [
    "nulls first, nulls last",
    `${sales} | sort by n desc nulls first | take 1 | union (${sales} | sort by n asc nulls last | take 1) | project n`,
    [[null], [1]],
  ],
  [
    "sorted by what is computed",
    `${sales} | sort by strlen(r) asc, n * -1 asc nulls last | project n`,
    [[null], [5], [3], [2], [1]],
  ],
  [
    "top, upwards and downwards, with nulls last",
    `union (${sales} | top 2 by n | project t = 'most', n), (${sales} | top 2 by n asc nulls last | project t = 'least', n) | sort by t asc, n asc`,
    [
      ["least", 1],
      ["least", 2],
      ["most", 3],
      ["most", 5],
    ],
  ],
  [
    "no row is taken of none, and of zero",
    `${sales} | take 0 | count | union (${sales} | top 0 by n | count)`,
    [[0], [0]],
  ],
  [
    "distinct by several, with what is empty",
    "datatable(a:string, b:long)['',1, '',1, '',long(null), 'x',1] | distinct a, b | count",
    [[3]],
  ],
  [
    "neighbours further off, and what stands where there is none",
    "range x from 1 to 4 step 1 | extend t = tostring(x), h = x * 1h | serialize | extend a = prev(x, 2), b = next(x, 2, -1), c = prev(t), d = next(h, 3) | project a, b, c, d",
    [
      [null, 3, "", "04:00:00"],
      [null, 4, "1", null],
      [1, -1, "2", null],
      [2, -1, "3", null],
    ],
  ],
  [
    "rows are numbered from a number, sums begin anew",
    "datatable(g:string, n:long)['a',1, 'a',2, 'b',4, 'b',8] | serialize | extend i = row_number(10), j = row_number(0, g != prev(g)), s = row_cumsum(n), t = row_cumsum(n, g != prev(g)), r = row_cumsum(n * 0.5) | project i, j, s, t, r",
    [
      [10, 0, 1, 1, 0.5],
      [11, 1, 3, 3, 1.5],
      [12, 0, 7, 4, 3.5],
      [13, 1, 15, 12, 7.5],
    ],
  ],
  [
    "ranks begin anew, too, and know nulls",
    "datatable(g:string, n:long)['a',5, 'a',5, 'a',7, 'b',7, 'b',long(null)] | serialize | extend d = row_rank_dense(n), m = row_rank_min(n), e = row_rank_dense(n, g != prev(g)), f = row_rank_min(n, g != prev(g)) | project d, m, e, f",
    [
      [1, 1, 1, 1],
      [1, 1, 1, 1],
      [2, 3, 2, 3],
      [2, 3, 1, 1],
      [3, 5, 2, 2],
    ],
  ],
  [
    "sessions end by a gap, by their length, and with a key",
    "datatable(g:string, m:long)['a',0, 'a',5, 'a',10, 'a',16, 'b',17] | extend t = datetime(2026-01-01) + m * 1m | sort by m asc | extend s = (row_window_session(t, 1h, 5m) - datetime(2026-01-01)) / 1m, l = (row_window_session(t, 9m, 1h) - datetime(2026-01-01)) / 1m, k = (row_window_session(t, 1h, 1h, g != prev(g)) - datetime(2026-01-01)) / 1m | project s, l, k",
    [
      [0, 0, 0],
      [0, 0, 0],
      [0, 10, 0],
      [16, 10, 0],
      [16, 10, 17],
    ],
  ],
  [
    "the best within the best",
    `${sales} | where r != '' | top-nested 2 of r by sum(n) desc, top-nested 1 of p by m = max(n) asc | sort by r asc`,
    [
      ["x", 6, "a", 1],
      ["y", 5, "c", 2],
    ],
  ],
  [
    "all groups of a level, the best of the next",
    `${sales} | where r != '' | top-nested of r by ignore = max(1), top-nested 1 of p by m = max(n) | sort by r asc | project r, p, m`,
    [
      ["x", "b", 5],
      ["y", "a", 3],
    ],
  ],
  [
    "the most often, and by weight",
    `${sales} | top-hitters 1 of p | union (${sales} | top-hitters 2 of r by n)`,
    [
      ["a", 3, "", null],
      ["", null, "x", 6],
      ["", null, "y", 5],
    ],
  ],
  [
    "a subquery for each key, also for one that is empty",
    `${sales} | partition by r (summarize n = count(), most = max(n) | extend t = n) | sort by n asc, most desc`,
    [
      [1, null, 1],
      [2, 5, 2],
      [2, 3, 2],
    ],
  ],
  [
    "a subquery for each row: filtered, limited, kept beside the row's columns",
    "datatable(id:long, d:dynamic)[1,dynamic([1,2,3]), 2,dynamic([9]), 3,dynamic([])] | mv-apply x = d to typeof(long) on (where x > 1 | summarize s = sum(x), n = count()) | project id, s, n",
    [
      [1, 5, 2],
      [2, 9, 1],
    ],
  ],
  [
    "several arrays for each row, and numbered",
    "print a = dynamic(['p','q']), b = dynamic([1,2]) | mv-apply with_itemindex = i a to typeof(string), b to typeof(long) on (project text = strcat(i, a, b)) | project text | sort by text asc",
    [["0p1"], ["1q2"]],
  ],
  [
    "expanded into types, what does not fit is null",
    "print d = dynamic([1, '2', 'x', null]) | mv-expand v = d to typeof(long) | project v",
    [[1], [2], [null], [null]],
  ],
  [
    "types by their other names",
    "print d = dynamic(['1.5']) | mv-expand a = d to typeof(float), b = d to typeof(int32), c = d to typeof(uint64) | project a + 1, b, c | union (print s = 'x=74be27de-1e4e-49d9-b579-fe0b331d3642 y=7' | parse s with 'x=' g:uniqueid ' y=' n:int64 | project gettype(g), n + 1)",
    [
      [2.5, null, null, "", null],
      [null, null, null, "guid", 8],
    ],
  ],
  [
    "expanded: a member, numbered from 0, up to a limit",
    "print d = dynamic({'k':['a','b','c']}) | mv-expand with_itemindex = i x = d.k to typeof(string) limit 2 | project i, x",
    [
      [0, "a"],
      [1, "b"],
    ],
  ],
  [
    "columns out of a bag, beside others, with what clashes",
    "datatable(n:long, d:dynamic)[1,dynamic({'n':7,'a':'x','f':1}), 2,dynamic({'f':2.5,'b':true})] | evaluate bag_unpack(d, columnsConflict='replace_source') | sort by f asc | project n, a, b, f",
    [
      [7, "x", null, 1],
      [null, "", true, 2.5],
    ],
  ],
  [
    "columns out of a bag: those that are there are kept, some are ignored",
    "datatable(n:long, d:dynamic)[1,dynamic({'n':7,'a':'x','z':1})] | evaluate bag_unpack(d, '', 'keep_source', dynamic(['z'])) | project n, a",
    [[1, "x"]],
  ],
  [
    "values turned to columns, counted where no aggregate is given",
    `${sales} | where r != '' | project r, p | evaluate pivot(p) | sort by r asc`,
    [
      ["x", 1, 1, 0],
      ["y", 1, 0, 1],
    ],
  ],
  [
    "values turned to columns, by an aggregate and a key",
    `${sales} | evaluate pivot(p, max(n), r) | sort by r asc`,
    [
      ["", null, null, null],
      ["x", 1, 5, null],
      ["y", 3, null, 2],
    ],
  ],
  [
    "columns moved, by name and by pattern",
    "print b1 = 1, a = 2, b0 = 3, c = 4 | project-reorder c, b* asc | project-away a*",
    [[4, 3, 1]],
  ],
  [
    "columns kept and renamed",
    "print a = 1, b = 2, ab = 3 | project-keep a* | project-rename x = ab | project x, a",
    [[3, 1]],
  ],
  [
    "what extend names stays where it was, the rest is new",
    "print a = 1, b = 2 | extend b = a + b, c = b",
    [[1, 3, 2]],
  ],
  [
    "print, range and datatable of every type",
    "datatable(a:bool, b:guid, c:decimal, d:dynamic, e:int)[true,guid(74be27de-1e4e-49d9-b579-fe0b331d3642),decimal(1.50),dynamic({'x':[1,null]}),3, bool(null),guid(null),decimal(null),dynamic(null),int(null)]",
    [
      [true, "74be27de-1e4e-49d9-b579-fe0b331d3642", "1.5", { x: [1, null] }, 3],
      [null, null, null, null, null],
    ],
  ],
  [
    "ranges of reals, of spans, backwards and of nothing",
    "union (range x from 0.5 to 1.5 step 0.5 | summarize l = make_list(x)), (range x from 3h to 1h step -1h | summarize l = make_list(x)), (range x from 2 to 1 step 1 | summarize l = make_list(x))",
    [[[0.5, 1, 1.5]], [["03:00:00", "02:00:00", "01:00:00"]], [[]]],
  ],
  [
    "an element from the end, by a key of the row, and of what is none",
    "datatable(k:string, i:long)['a',-1, 'zz',5] | extend d = dynamic({'a':[1,2,3]}) | project d[k], d.a[i], d.a[-3], d.a[toint('1')], d.a[tolong('-1')], d.a[toint('9')]",
    [
      [[1, 2, 3], 3, 1, 2, 3, null],
      [null, null, 1, 2, 3, null],
    ],
  ],
  [
    "keys that a path cannot say",
    `print d = parse_json('{"a.b":1,"c\\\\"d":2,"":3,"*":4,"e/f~":5}') | project d['a.b'], d['c"d'], d[''], d['*'], d['e/f~'], d[strcat('*', '')], d[strcat('e/f', '~')]`,
    [[1, 2, 3, 4, 5, 4, 5]],
  ],
  [
    "arithmetic of members",
    "print d = dynamic({'n':5,'r':1.5,'t':'01:00:00'}) | project d.n + 1, d.n * 2, -d.r, 1 + toint(d.n), d.n % 3",
    [[6, 10, -1.5, 6, 2]],
  ],
  [
    "remainders and quotients by sign",
    "print -7 % 3, 7 % -3, -7 / 2, 7 / -2, 7.5 % 2, -7.5 % 2, 5 % 0, 5 / 0, 5.0 % 0, toint(7) / toint(2), 1 / 2, 1.0 / 2",
    [[2, 1, -3, -3, 1.5, 0.5, null, null, "NaN", 3, 0, 0.5]],
  ],
  [
    "decimals, exactly",
    "print tostring(decimal(1) / decimal(3)), tostring(decimal(0.1) * decimal(3)), tostring(decimal(-7) % decimal(3)), tostring(decimal(1) - decimal(0.9)), decimal(1) / 0, tostring(decimal(2.5) + 1), decimal(1) > decimal(0.9)",
    [["0.333333333333333333", "0.3", "2", "0.1", null, "3.5", true]],
  ],
];
