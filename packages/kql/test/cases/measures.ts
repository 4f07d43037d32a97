import type { RowCase } from "../harness";

const typed =
  "datatable(n:long, s:timespan, t:datetime, d:decimal, r:real)[1,1h,datetime(2026-01-01),decimal(1),1.0, 2,3h,datetime(2026-01-03),decimal(3),3.0, 3,8h,datetime(2026-02-01),decimal(8),8.0]";
const reals = "datatable(k:long, r:real)[1,1.0, 2,real(+inf), 3,3.0]";
const weighed =
  "datatable(s:timespan, t:datetime, n:long, d:decimal, w:long)[2h,datetime(2026-01-02),9007199254740993,decimal(2.5),3, 1h,datetime(2026-01-01),9007199254740992,decimal(1.5),1]";

/** Sums, means, ends, spreads and percentiles: by type, under a condition, and of nothing. */
export const measures: readonly RowCase[] = [
  [
    "of no rows a sum is zero, a mean of numbers no number, any other missing",
    `${typed} | take 0 | summarize sum(s), sum(d), sum(r), avg(s), avg(t), avg(d), avg(n), avg(r)`,
    [["00:00:00", "0", 0, null, null, null, "NaN", "NaN"]],
  ],
  [
    "means under a condition, of each type, also where no row meets it",
    `${typed} | summarize avgif(s, n < 3), avgif(t, n < 3), avgif(d, n < 3), avgif(r, n < 3), avgif(n, n < 3), avgif(d, n > 9), avgif(n, n > 9), avgif(r, n > 9), avgif(s, n > 9)`,
    [["02:00:00", "2026-01-02T00:00:00.0000000Z", "2", 2, 1.5, null, "NaN", "NaN", null]],
  ],
  [
    "sums under a condition, of each type, also where no row meets it",
    `${typed} | summarize sumif(s, n < 3), sumif(d, n < 3), sumif(r, n < 3), sumif(n, n > 9), sumif(s, n > 9), sumif(d, n > 9), sumif(r, n > 9)`,
    [["04:00:00", "4", 4, 0, "00:00:00", "0", 0]],
  ],
  [
    "means leave out what is missing, and say nothing of its number",
    "datatable(n:long, d:decimal, s:timespan)[1,decimal(1),1h, long(null),decimal(null),timespan(null), 4,decimal(4),4h] | summarize avg(n), avg(d), avg(s)",
    [[2.5, "2.5", "02:30:00"]],
  ],
  [
    "of reals, what is no number is the least and the most, if it meets the condition",
    "datatable(k:long, r:real)[1,real(nan), 2,2.0, 3,3.0] | summarize minif(r, k > 1), maxif(r, k > 1), minif(r, k < 3), maxif(r, k < 3), minif(r, k > 9), min(r)",
    [[2, 3, "NaN", "NaN", null, "NaN"]],
  ],
  [
    "of no rows the ends of texts, and any text, are empty; bits, numbers and times are missing",
    "datatable(s:string, n:long, t:datetime)[] | summarize max(s), min(s), any(s), take_any(n), take_any(t), max(t), dcount(s), countif(n > 1), binary_all_or(n), binary_all_and(n), binary_all_xor(n)",
    [["", "", "", null, null, null, 0, 0, null, null, null]],
  ],
  [
    "ends and any value, where no row meets the condition",
    "datatable(s:string, n:long)['a',1, 'b',2] | summarize maxif(s, n > 5), minif(s, n > 5), anyif(s, n == 2), take_anyif(n, n == 2), anyif(s, n > 5), anyif(n, n > 5)",
    [["", "", "b", 2, "", null]],
  ],
  [
    "spreads of what is no number are none, unless the condition leaves it out",
    `${reals} | summarize stdev(r), stdevp(r), variance(r), variancep(r), stdevif(r, k != 2), varianceif(r, k > 1), variancepif(r, k != 2), varianceif(r, k > 9)`,
    [["NaN", "NaN", "NaN", "NaN", Math.SQRT2, "NaN", 1, 0]],
  ],
  [
    "spreads of whole numbers under a condition",
    "datatable(n:long, m:long)[1,1, 2,2, 3,3, 4,0] | summarize stdevif(n, m > 0), varianceif(n, m > 0), variancepif(n, m > 0), round(covariance(n, m), 4), covariancep(n, m)",
    [[1, 1, 0.6666666666666666, -0.3333, -0.25]],
  ],
  [
    "a row alone, and no row, do not spread",
    "let T = datatable(n:long)[4]; union (T | summarize stdev(n), stdevp(n), variance(n), variancep(n), covariance(n, n), covariancep(n, n)), (T | take 0 | summarize stdev(n), stdevp(n), variance(n), variancep(n), covariance(n, n), covariancep(n, n))",
    [
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ],
  ],
  [
    "percentiles beyond both ends are the ends",
    "range x from 1 to 10 step 1 | summarize percentile(x, 150), percentile(x, -5), percentilew(x, 1, 150), percentilew(x, 1, -5)",
    [[10, 1, 10, 1]],
  ],
  [
    "percentiles of no rows are missing",
    "datatable(n:long)[] | summarize percentile(n, 50), percentilew(n, n, 50), percentiles(n, 5, 95)",
    [[null, null, null, null]],
  ],
  [
    "percentiles with weights are of the type that the values are, to the last digit",
    `${weighed} | summarize percentilew(s, w, 50), percentilew(t, w, 25), percentilew(n, w, 26), percentilew(d, w, 50)`,
    [["02:00:00", "2026-01-01T00:00:00.0000000Z", 9007199254740993n, 2.5]],
  ],
  [
    "percentiles in an array are written as values of their type are",
    `${weighed} | summarize percentiles_array(s, 50, 100), percentilesw_array(t, w, dynamic([25, 26])), percentilesw_array(s, w, 25, 26), percentiles_array(d, 50)`,
    [
      [
        ["01:00:00", "02:00:00"],
        ["2026-01-01T00:00:00.0000000Z", "2026-01-02T00:00:00.0000000Z"],
        ["01:00:00", "02:00:00"],
        ["1.5"],
      ],
    ],
  ],
  [
    "weights add up in the order of the values, not of the rows",
    "datatable(v:real, w:long)[2.5,1, 0.5,3, real(null),9, -1.0,0] | summarize percentilew(v, w, 0), percentilew(v, w, 75), percentilew(v, w, 76)",
    [[0.5, 0.5, 2.5]],
  ],
];
