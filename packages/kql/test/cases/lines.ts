import type { RowCase } from "../harness";

const rising = "print y = dynamic([2, 5, 6, 8, 11, 15, 17, 18, 25, 26, 30, 30])";
const broken = "print y = dynamic([0, 1, 2, 3, 20, 18, 16, 15])";
const rounded = (...names: string[]): string => names.map((name) => `round(${name}, 3)`).join(", ");
const saw = "print y = dynamic([1,5,9, 2,6,10, 3,7,11, 4,8,12])";

/** Series: arithmetic, fits, filters and what is found in them. */
export const lines: readonly RowCase[] = [
  [
    "arithmetic by element, with another series or a number",
    "print series_subtract(dynamic([5,2]), dynamic([1,4])), series_divide(dynamic([6,1]), dynamic([3,0])), series_pow(dynamic([2,3]), 2), series_add(10, dynamic([1,2])), series_subtract(dynamic([5,7]), 5), series_multiply(dynamic([2,3,4]), dynamic([5,6]))",
    [
      [
        [4, -2],
        [2, "Infinity"],
        [4, 9],
        [11, 12],
        [0, 2],
        [10, 18, null],
      ],
    ],
  ],
  [
    "comparisons by element",
    "print a = dynamic([1,2,3]), b = dynamic([2,2,2]) | project series_greater(a, b), series_greater_equals(a, b), series_less(a, b), series_less_equals(a, b), series_equals(a, b), series_not_equals(a, b)",
    [
      [
        [false, false, true],
        [false, true, true],
        [true, false, false],
        [true, true, false],
        [false, true, false],
        [true, false, true],
      ],
    ],
  ],
  [
    "functions of each element; what is no number is null",
    "print series_abs(dynamic([-1.5, 2, 'x'])), series_ceiling(dynamic([1.2, -1.2])), series_floor(dynamic([1.2, -1.2])), series_sign(dynamic([-3, 0, 8])), series_exp(dynamic([0])), series_log(dynamic([1, 0])), series_sin(dynamic([0])), series_cos(dynamic([0])), series_tan(dynamic([0])), series_asin(dynamic([0])), series_acos(dynamic([1])), series_atan(dynamic([0]))",
    [[[1.5, 2, null], [2, -1], [1, -2], [-1, 0, 1], [1], [0, "-Infinity"], [0], [1], [0], [0], [0], [0]]],
  ],
  [
    "sums, products and angles between",
    "print series_sum(dynamic([1,2,null,4])), series_product(dynamic([2,null,4])), series_cosine_similarity(dynamic([1,0]), dynamic([0,2])), round(series_cosine_similarity(dynamic([1,2]), dynamic([2,4])), 9), series_dot_product(dynamic([1,2]), dynamic([1])), series_pearson_correlation(dynamic([1,2,3]), dynamic([3,2,1])), series_magnitude(dynamic([]))",
    [[7, 8, 0, 1, null, -1, 0]],
  ],
  [
    "a line through points says how well it fits",
    `${rising} | extend (RSquare, Slope, Variance, RVariance, Interception, Line) = series_fit_line(y) | project ${rounded("RSquare", "Slope", "Variance", "RVariance", "Interception")}, round(todouble(Line[11]), 3)`,
    [[0.983, 2.731, 98.629, 1.686, 1.064, 31.103]],
  ],
  [
    "a line through points, by name",
    `${rising} | project f = series_fit_line_dynamic(y) | project ${rounded("todouble(f.rsquare)", "todouble(f.slope)", "todouble(f.variance)", "todouble(f.rvariance)", "todouble(f.interception)", "todouble(f.line_fit[0])")}`,
    [[0.983, 2.731, 98.629, 1.686, 1.064, 1.064]],
  ],
  [
    "a line through what is there, and through what does not change",
    "print series_fit_line_dynamic(dynamic([1,null,3])).slope, series_fit_line_dynamic(dynamic([4,4,4])).rsquare, series_fit_line_dynamic(dynamic([4,4,4])).line_fit, series_fit_line_dynamic(dynamic([7])).interception",
    [[1, 0, [4, 4, 4], 7]],
  ],
  [
    "two lines: where they meet, each side with its own fit",
    `${broken} | extend (r2, at, v, rv, line, rr2, rslope, ri, rvar, rrv, lr2, lslope, li, lvar, lrv) = series_fit_2lines(y) | project at, array_length(line), ${rounded("r2", "v", "rv", "rr2", "rslope", "ri", "rvar", "rrv", "lr2", "lslope", "li", "lvar", "lrv")}`,
    [[4, 8, 0.999, 73.696, 0.043, 0.98, -1.7, 19.8, 4.917, 0.1, 1, 1, 0, 1.667, 0]],
  ],
  [
    "two lines, by name",
    `${broken} | project f = series_fit_2lines_dynamic(y) | project f.split_idx, f.left.slope, round(todouble(f.right.slope), 3), bag_keys(f), bag_keys(f.left)`,
    [
      [
        4,
        1,
        -1.7,
        ["rsquare", "split_idx", "variance", "rvariance", "line_fit", "right", "left"],
        ["rsquare", "slope", "interception", "variance", "rvariance"],
      ],
    ],
  ],
  [
    "statistics of all that is there",
    "print series_stats_dynamic(dynamic([23,46,23,87,4,8,3,75,2,56,13,75,32,16,29,null])) | project print_0.min, print_0.min_idx, print_0.max, print_0.max_idx, round(todouble(print_0.avg), 3), round(todouble(print_0.stdev), 3), round(todouble(print_0.variance), 3), print_0.sum",
    [[2, 8, 87, 3, 32.8, 28.504, 812.457, 492]],
  ],
  [
    "statistics of nothing",
    "print x = dynamic([]) | extend (a, b, c) = series_stats(x) | project a, b, c",
    [[null, null, null]],
  ],
  [
    "outliers stand out by more than one and a half, what lies within by nothing",
    "print s = series_outliers(dynamic([1,2,3,4,5,6,7,8,9,100])), t = series_outliers(dynamic([-90,2,3,4,5,6,7,8,9,10]), 'tukey') | project todouble(s[9]) > 1.5, s[4], todouble(t[0]) < -1.5, t[5], series_outliers(dynamic([4,4,4]))",
    [[true, 0, true, 0, [0, 0, 0]]],
  ],
  [
    "outliers by percentiles of one's own",
    "print w = series_outliers(dynamic([1,2,3,4,5,6,7,8,9,20]), 'ctukey', 0, 0, 100), n = series_outliers(dynamic([1,2,3,4,5,6,7,8,9,20]), 'ctukey', 0, 25, 75) | project w, todouble(n[9]) > 1.5, todouble(n[0]) < 0",
    [[[0, 0, 0, 0, 0, 0, 0, 0, 0, 0], true, true]],
  ],
  [
    "filters: averaged over what is behind, or around",
    "print series_fir(dynamic([1,2,3,4]), dynamic([1,1])), series_fir(dynamic([1,2,3,4]), dynamic([1,1,1]), false, true), series_fir(dynamic([1,2,4]), dynamic([1,-1])), series_fir(dynamic([2,4]), dynamic([1,3]), true), series_iir(dynamic([1,2,4]), dynamic([1,1]), dynamic([2,-1]))",
    [
      [
        [0.5, 1.5, 2.5, 3.5],
        [3, 6, 9, 7],
        [1, 1, 2],
        [0.5, 2.5],
        [0.5, 1.75, 3.875],
      ],
    ],
  ],
  [
    "what is missing is filled: by a constant, from before, from behind, along a line",
    "print d = dynamic([null, 1, -1, null, 4, null]) | project series_fill_const(d, 7, -1), series_fill_const(d, 7), series_fill_forward(d, -1), series_fill_backward(d), series_fill_linear(d, -1), series_fill_linear(d, -1, false)",
    [
      [
        [7, 1, 7, 7, 4, 7],
        [7, 1, -1, 7, 4, 7],
        [null, 1, 1, 1, 4, 4],
        [1, 1, -1, 4, 4, null],
        [1, 1, 2, 3, 4, 4],
        [null, 1, 2, 3, 4, null],
      ],
    ],
  ],
  [
    "a season is taken out, and what is left is level or a line",
    `${saw} | extend (base, season, trend, rest) = series_decompose(y, 3, 'none') | extend (b2, s2, t2, r2) = series_decompose(y, 3, 'linefit') | project season, trend, rest, t2[11] > t2[0], array_length(b2)`,
    [
      [
        [2.5, 6.5, 10.5, 2.5, 6.5, 10.5, 2.5, 6.5, 10.5, 2.5, 6.5, 10.5],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [-1.5, -1.5, -1.5, -0.5, -0.5, -0.5, 0.5, 0.5, 0.5, 1.5, 1.5, 1.5],
        true,
        12,
      ],
    ],
  ],
  [
    "without a season the average is the base",
    "print y = dynamic([2,4,6]) | extend (base, season, trend, rest) = series_decompose(y, 0, 'avg') | project base, season, rest",
    [
      [
        [4, 4, 4],
        [0, 0, 0],
        [-2, 0, 2],
      ],
    ],
  ],
  [
    "what comes next follows the line and the season of what is known",
    "print y = dynamic([1,2,3,4,5,6,0,0]) | extend f = series_decompose_forecast(y, 2, 0) | extend (base, season, trend, rest) = series_decompose_forecast(y, 2, 0, 'none') | project f, trend, rest",
    [
      [
        [1, 2, 3, 4, 5, 6, 7, 8],
        [0, 0, 0, 0, 0, 0, 0, 0],
        [1, 2, 3, 4, 5, 6, 0, 0],
      ],
    ],
  ],
  [
    "anomalies have a sign; a higher threshold tells fewer",
    "print y = dynamic([5,6,5,6,5,6,5,6,50,5,6,5,6,5,-40,6]) | extend (flag, score, base) = series_decompose_anomalies(y, 1.5, 0), (strict, s2, b2) = series_decompose_anomalies(y, 1000, 0) | project flag, array_sum(strict), todouble(score[8]) > 1.5",
    [[[0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, -1, 0], 0, true]],
  ],
  [
    "no period is found where none is; places for more are zero",
    "print y = dynamic([1,2,3,4,5,6,7,8,9,10]) | extend (p, s) = series_periods_detect(y, 2, 5, 2) | project p, s",
    [
      [
        [0, 0],
        [0, 0],
      ],
    ],
  ],
  [
    "a series by several keys and aggregates, with what stands for nothing",
    "datatable(g:string, t:datetime, v:real)['a',datetime(2026-01-01 00:10),1.0, 'a',datetime(2026-01-01 02:10),3.0, 'b',datetime(2026-01-01 01:59:59),5.0, 'b',datetime(2026-01-01 03:00),9.0] | make-series s = sum(v) default = real(nan), n = count(), m = avg(v) default = -1.0 on t from datetime(2026-01-01) to datetime(2026-01-01 03:00) step 1h by g | sort by g asc | project g, s, n, m, t[0], array_length(t)",
    [
      ["a", [1, "NaN", 3], [1, 0, 1], [1, -1, 3], "2026-01-01T00:00:00.0000000Z", 3],
      ["b", ["NaN", 5, "NaN"], [0, 1, 0], [-1, 5, -1], "2026-01-01T00:00:00.0000000Z", 3],
    ],
  ],
  [
    "bins of a series are counted from where it starts",
    "range x from 0 to 9 step 1 | make-series n = count() on x from 1 to 9 step 3",
    [
      [
        [3, 3, 2],
        [1, 4, 7],
      ],
    ],
  ],
  [
    "a series of no rows is none, with and without a key",
    "let t = datatable(t:datetime, g:string)[datetime(2026-01-01),'a'] | where g == 'b'; union (t | make-series n = count() on t from datetime(2026-01-01) to datetime(2026-01-03) step 1d), (t | make-series n = count() on t step 1d by g)",
    [],
  ],
  [
    "a series by several keys, one of them null, the other computed",
    "datatable(t:datetime, g:long, h:string)[datetime(2026-01-01),1,'a', datetime(2026-01-02),long(null),'b'] | make-series n = count(), r = avg(g) default = 0.5 on t from datetime(2026-01-01) to datetime(2026-01-03) step 1d by g, H = toupper(h) | where isnull(g) or g == 1 | sort by H asc | project g, H, n, r, isnull(g)",
    [
      [1, "A", [1, 0], [1, 0.5], false],
      [null, "B", [0, 1], [0.5, "NaN"], true],
    ],
  ],
  [
    "a series in a range, whose end is in it",
    "range x from 0 to 9 step 1 | make-series n = count() on x in range(2, 8, 3) | union (datatable(t:datetime)[datetime(2026-01-01 05:00), datetime(2026-01-02)] | make-series n = count() on t in range(datetime(2026-01-01), datetime(2026-01-02), 1d) | project n, x = t)",
    [
      [
        [3, 3, 2],
        [2, 5, 8],
      ],
      [
        [1, 1],
        ["2026-01-01T00:00:00.0000000Z", "2026-01-02T00:00:00.0000000Z"],
      ],
    ],
  ],
  [
    "a series of reals",
    "datatable(x:real)[0.1, 0.6, 1.1, 1.4] | make-series n = count() on x from 0.0 to 2.0 step 0.5",
    [
      [
        [1, 1, 2, 0],
        [0, 0.5, 1, 1.5],
      ],
    ],
  ],
];
