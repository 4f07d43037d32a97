import type { RowCase } from "../harness";

const five = "range x from 1 to 5 step 1";
const grouped = "datatable(g:string, n:long, t:string)['a',1,'p', 'a',2,'q', 'b',5,'p', 'b',long(null),'']";

/** Aggregates: what each counts, leaves out, and gives for nothing. */
export const aggregates: readonly RowCase[] = [
  [
    "the smallest and largest under a condition",
    `${grouped} | summarize minif(n, t == 'p'), maxif(n, t == 'p'), minif(t, n > 1), maxif(n, t == 'none') by g | sort by g asc`,
    [
      ["a", 1, 1, "q", null],
      ["b", 5, 5, "p", null],
    ],
  ],
  [
    "the smallest of texts, times and reals that are no number",
    "datatable(s:string, t:datetime, r:real)['b',datetime(2026-01-02),2.0, 'a',datetime(2026-01-01),real(nan)] | summarize min(s), max(s), min(t), max(t), min(r), max(r)",
    [["a", "b", "2026-01-01T00:00:00.0000000Z", "2026-01-02T00:00:00.0000000Z", "NaN", "NaN"]],
  ],
  [
    "distinct values are counted without nulls, texts also when empty",
    `${grouped} | summarize count_distinct(n), count_distinct(t), count_distinctif(t, n > 1), dcount(g), dcount(n)`,
    [[3, 3, 2, 2, 3]],
  ],
  [
    "dynamic values are distinct by their text",
    "datatable(d:dynamic)[dynamic({'a':1}), dynamic({'a':1}), dynamic([1])] | summarize dcount(d)",
    [[2]],
  ],
  [
    "bits of all rows",
    "datatable(n:long)[6, 3, 7] | summarize binary_all_and(n), binary_all_or(n), binary_all_xor(n)",
    [[2, 7, 2]],
  ],
  [
    "spread of a sample and of a population",
    `${five} | summarize stdev(x), stdevp(x), variance(x), variancep(x)`,
    [[1.5811388300841898, Math.SQRT2, 2.5, 2]],
  ],
  [
    "spread under a condition",
    `${five} | summarize stdevif(x, x < 4), varianceif(x, x > 2), variancepif(x, x > 3), stdev(iff(x == 1, x, long(null)))`,
    [[1, 1, 0.25, 0]],
  ],
  [
    "spread of what is no number is none",
    "datatable(r:real)[1.0, real(nan), 3.0] | summarize stdev(r), varianceif(r, r < 9), variance(iff(isnan(r), 2.0, r))",
    [["NaN", 2, 1]],
  ],
  ["how two columns vary together", `${five} | summarize covariance(x, 2 * x), covariancep(x, -x)`, [[5, -2]]],
  [
    "percentiles are values that occur, the least that enough do not exceed",
    "range x from 1 to 4 step 1 | summarize percentile(x, 0), percentile(x, 25), percentile(x, 26), percentile(x, 50), percentile(x, 99), percentile(x, 100)",
    [[1, 1, 2, 2, 4, 4]],
  ],
  [
    "percentiles of fractions, of decimals, of members, and of nothing that weighs",
    "range x from 1 to 1000 step 1 | summarize percentile(x, 99.9), percentiles(x, 0.1, 12.5), percentilew(x, 1, 99.9), percentiles_array(x, 99.9, 0.05), percentile(dynamic({'a':1}).a, 50), percentilew(x, 0, 50)",
    [[999, 1, 125, 999, [999, 1], 1, null]],
  ],
  [
    "percentiles as one array",
    "range x from 1 to 10 step 1 | summarize percentiles_array(x, 10, 50, 90), percentiles_array(x, dynamic([20, 80])), percentilesw_array(x, iff(x == 9, 100, 1), 5, 50)",
    [
      [
        [1, 5, 9],
        [2, 8],
        [6, 9],
      ],
    ],
  ],
  [
    "percentiles with weights: rows without one do not count",
    "datatable(v:long, w:long)[1,1, 2,0, 3,8, 4,1, 5,long(null)] | summarize percentilesw(v, w, 10, 11, 90, 91, 100)",
    [[1, 3, 3, 4, 4]],
  ],
  [
    "percentiles with weights, whatever the order: neither nulls nor what weighs nothing count",
    "datatable(v:long, w:long)[3,8, 1,1, long(null),50, 0,0, 4,1] | summarize percentilesw(v, w, 0, 10, 11, 50, 100)",
    [[1, 1, 3, 3, 4]],
  ],
  [
    "lists, sets and bags under a condition",
    "datatable(k:string, n:long)['a',1, 'b',2, 'a',3, 'c',0] | summarize make_list_if(n, k == 'a'), make_set_if(k, n > 1), make_bag_if(bag_pack(k, n), n > 1), make_list_if(n, n > 0, 2)",
    [[[1, 3], ["a", "b"], { a: 3, b: 2 }, [1, 2]]],
  ],
  [
    "lists and sets by their older names hold 128 where no size is given",
    "range x from 1 to 200 step 1 | summarize array_length(makelist(x)), array_length(makeset(x)), array_length(makelist(x, 150)), array_length(makeset(x, 150)), array_length(make_list(x)), array_length(make_set(x))",
    [[128, 128, 150, 150, 200, 200]],
  ],
  [
    "lists with nulls, and of dynamic nulls",
    "datatable(n:long, d:dynamic)[1,dynamic(1), long(null),dynamic(null)] | summarize make_list(n), make_list_with_nulls(n), make_set(n), make_list(d)",
    [[[1], [1, null], [1], [1, null]]],
  ],
  [
    "lists of times, spans and decimals hold their texts",
    "print t = datetime(2026-01-02 03:04:05), s = 90m | summarize make_list(t), make_set(s)",
    [[["2026-01-02T03:04:05.0000000Z"], ["01:30:00"]]],
  ],
  ["a bag of bags by its older name", "print d = dynamic({'a':1}) | summarize make_dictionary(d)", [[{ a: 1 }]]],
  [
    "of rows with the same measure one is taken whole, by the older names, too",
    "datatable(n:long, a:string, b:long)[7,'x',1, 7,'x',1, 3,'y',2] | summarize argmax(n, a, b), argmin(n, *)",
    [[7, "x", 1, 3, "y", 2]],
  ],
  [
    "the row of the largest text and of the latest time, each by key",
    "datatable(g:string, s:string, t:datetime)['a','p',datetime(2026-01-01), 'a','q',datetime(2025-01-01), 'b','',datetime(null)] | summarize arg_max(s, t), Last = arg_max(t, s) by g | sort by g asc",
    [
      ["a", "q", "2025-01-01T00:00:00.0000000Z", "2026-01-01T00:00:00.0000000Z", "p"],
      ["b", "", null, null, ""],
    ],
  ],
  [
    "a row whose measure is null comes after those that have one, in both directions",
    "datatable(n:long, s:string)[long(null),'none', 5,'five', -5,'less'] | summarize arg_max(n, s), arg_min(n, s)",
    [[5, "five", -5, "less"]],
  ],
  [
    "whole rows by keys, which do not come twice; the key may be computed",
    `${grouped} | summarize arg_max(n, *), least = min(n), take_any(*) by g | sort by g asc | project-away n1, t1 | union (${grouped} | summarize arg_max(n, *) by G = toupper(g) | project g = strcat(G, g), n, t) | sort by g asc`,
    [
      ["Aa", 2, "q", null],
      ["Bb", 5, "p", null],
      ["a", 2, "q", 1],
      ["b", 5, "p", 5],
    ],
  ],
  [
    "truth, spans and decimals as measures",
    "datatable(b:bool, s:timespan, d:decimal, n:long)[true,1h,decimal(1.5),1, bool(null),timespan(null),decimal(null),2, false,2h,decimal(0.5),3] | summarize arg_max(b, n), arg_min(b, n), arg_max(s, n), arg_min(s, n), arg_max(d, n), arg_min(d, n)",
    [[true, 1, false, 3, "02:00:00", 3, "01:00:00", 1, "1.5", 1, "0.5", 3]],
  ],
  [
    "of no rows, whole ones are empty",
    "datatable(g:string, n:long)[] | summarize arg_max(n, g), take_any(g, n)",
    [[null, "", "", null]],
  ],
  [
    "one of the values, and one of the rows",
    "datatable(g:string, n:long)['a',4] | summarize take_any(g), take_anyif(n, g == 'a'), take_anyif(g, n > 9), anyif(n, n > 9)",
    [["a", 4, "", null]],
  ],
  ["one value where there is one", "datatable(n:long)[long(null), 4] | summarize take_any(n), any(n)", [[4, 4]]],
  [
    "whole rows by any",
    "datatable(g:string, n:long)['a',4] | summarize take_any(*), take_any(n, g)",
    [["a", 4, 4, "a"]],
  ],
  [
    "sums and means by type",
    "datatable(n:int, s:timespan)[1,1h, 2,2h] | summarize sum(n), sum(s), avg(s), avg(n), sumif(s, n > 1), avgif(n, n > 1)",
    [[3, "03:00:00", "01:30:00", 1.5, "02:00:00", 2]],
  ],
  [
    "sums and extremes of decimals, exactly",
    "datatable(g:string, d:decimal)['a',decimal(0.1), 'a',decimal(0.2), 'b',decimal(null)] | summarize tostring(sum(d)), max(d), minif(d, d > 0.1), sumif(d, g == 'b'), round(stdev(d), 6) by g | sort by g asc",
    [
      ["a", "0.3", "0.2", "0.2", "0", 0.070711],
      ["b", "0", null, null, "0", 0],
    ],
  ],
  [
    "any of what is a list, under a condition, too",
    "print x = dynamic([1]), y = 2 | summarize any(x), take_anyif(x, y == 2), take_anyif(y, y == 3), arg_max(y, x)",
    [[[1], [1], null, 2, [1]]],
  ],
  [
    "the mean of times",
    "datatable(t:datetime)[datetime(2026-01-01), datetime(2026-01-03)] | summarize avg(t)",
    [["2026-01-02T00:00:00.0000000Z"]],
  ],
  [
    "sums of longs wrap, those of reals do not",
    "datatable(n:long, r:real)[9223372036854775807,1.5, 1,2.25] | summarize sum(n), sum(r), sumif(r, n == 1), avg(r)",
    [[-9223372036854775808n, 3.75, 2.25, 1.875]],
  ],
  [
    "nothing counted by key gives no row, without a key one",
    `${five} | where x > 9 | summarize n = count(), s = sum(x), l = make_list(x), b = make_bag(bag_pack('a', x)), m = max(x), p = percentile(x, 50), v = variance(x) | extend k = 1`,
    [[0, 0, [], {}, null, null, 0, 1]],
  ],
  [`nothing counted by key`, `${five} | where x > 9 | summarize count() by x`, []],
  [
    "aggregates within expressions",
    `${five} | summarize share = round(100.0 * countif(x > 3) / count(), 1), span = max(x) - min(x), strcat('n', count())`,
    [[40, 4, "n5"]],
  ],
  [
    "keys that are null or empty are groups of their own",
    `${grouped} | summarize count() by t, isnull(n) | sort by t asc`,
    [
      ["", true, 1],
      ["p", false, 2],
      ["q", false, 1],
    ],
  ],
];
