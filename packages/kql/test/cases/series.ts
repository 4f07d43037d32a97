import type { RowCase } from "../harness";

const week = "print y = dynamic([1,1,1,1,1,9,9, 1,1,1,1,1,9,9, 1,1,1,1,1,9,9, 1,1,1,40,1,9,9])";

/** Series: making, filling, filtering, statistics, anomalies. */
export const series: readonly RowCase[] = [
  [
    "make-series fills empty bins",
    "datatable(t:long, v:long)[1,10, 3,30] | make-series s = sum(v) default = 0 on t from 1 to 5 step 1",
    [
      [
        [10, 0, 30, 0],
        [1, 2, 3, 4],
      ],
    ],
  ],
  [
    "make-series by key, over the range of each",
    "datatable(g:string, t:long)['a',1, 'a',3, 'b',5] | make-series n = count() on t step 1 by g | sort by g asc | project g, n",
    [
      ["a", [1, 0, 1]],
      ["b", [1]],
    ],
  ],
  [
    "make-series leaves out what is beyond the range",
    "datatable(t:long)[0, 1, 9] | make-series n = count() on t from 1 to 3 step 1 | project n",
    [[[1, 0]]],
  ],
  [
    "element by element",
    "print series_add(dynamic([1,2]), dynamic([3,4])), series_multiply(dynamic([1,2]), 3), series_greater(dynamic([1,5]), 3)",
    [
      [
        [4, 6],
        [3, 6],
        [false, true],
      ],
    ],
  ],
  [
    "filling",
    "print d = dynamic([null, 1, null, 3, null]) | project series_fill_forward(d), series_fill_backward(d), series_fill_linear(d), series_fill_const(d, 0)",
    [
      [
        [null, 1, 1, 3, 3],
        [1, 1, 3, 3, null],
        [1, 1, 2, 3, 3],
        [0, 1, 0, 3, 0],
      ],
    ],
  ],
  [
    "filters",
    "print series_fir(dynamic([1,2,3]), dynamic([1,1]), false), series_iir(dynamic([1,2,3]), dynamic([1]), dynamic([1,-1]))",
    [
      [
        [1, 3, 5],
        [1, 3, 6],
      ],
    ],
  ],
  [
    "statistics are several columns",
    "print x = dynamic([1,2,3,4]) | extend (mn, mni, mx, mxi, avg) = series_stats(x) | project mn, mni, mx, mxi, avg",
    [[1, 0, 4, 3, 2.5]],
  ],
  [
    "statistics as a bag",
    "print tostring(series_stats_dynamic(dynamic([1,3])).avg), toint(series_stats_dynamic(dynamic([1,3])).len)",
    [["2.0", 2]],
  ],
  [
    "a line through points",
    "print x = dynamic([1,3,5]) | extend (r2, slope) = series_fit_line(x) | project r2, slope",
    [[1, 2]],
  ],
  [
    "a period is found",
    `${week} | extend y = series_fill_const(y, 1, 40) | extend (p, s) = series_periods_detect(y, 4.0, 14.0, 1) | project p`,
    [[[7]]],
  ],
  [
    "the season is each phase's median",
    `${week} | project array_slice(series_seasonal(y, 7), 21, 27)`,
    [[[1, 1, 1, 1, 1, 9, 9]]],
  ],
  [
    "the odd one out is an anomaly",
    `${week} | extend (flag, score, base) = series_decompose_anomalies(y, 1.5, 7) | project array_sum(flag), flag[24]`,
    [[1, 1]],
  ],
  [
    "correlation and products",
    "print series_pearson_correlation(dynamic([1,2,3]), dynamic([2,4,6])), series_dot_product(dynamic([1,2]), dynamic([3,4])), series_magnitude(dynamic([3,4]))",
    [[1, 11, 5]],
  ],
  ["a season longer than the series", "print series_seasonal(dynamic([1, 2, 3]), 9223372036854775807)", [[[1, 2, 3]]]],
];
