import type { RowCase } from "../harness";

/** The calendar and the clock: borders, ends, parts, zones and texts of them. */
export const calendar: readonly RowCase[] = [
  [
    "ends and starts, some units on or back",
    "print t = datetime(2026-01-15 13:45) | project endofyear(t), endofmonth(t, 1), endofweek(t, -1), endofday(t, -1), startofweek(t, 1), startofmonth(t, -1), startofday(t, 2), startofyear(t)",
    [
      [
        "2026-12-31T23:59:59.9999999Z",
        "2026-02-28T23:59:59.9999999Z",
        "2026-01-10T23:59:59.9999999Z",
        "2026-01-14T23:59:59.9999999Z",
        "2026-01-18T00:00:00.0000000Z",
        "2025-12-01T00:00:00.0000000Z",
        "2026-01-17T00:00:00.0000000Z",
        "2026-01-01T00:00:00.0000000Z",
      ],
    ],
  ],
  [
    "a Sunday at midnight begins its week, the instant before ends the last",
    "print startofweek(datetime(2026-01-11)), startofweek(datetime(2026-01-10 23:59:59.9999999)), dayofweek(datetime(2026-01-11)), dayofweek(datetime(2026-01-10))",
    [["2026-01-11T00:00:00.0000000Z", "2026-01-04T00:00:00.0000000Z", "00:00:00", "6.00:00:00"]],
  ],
  [
    "parts by name and by function",
    "print t = datetime(2026-12-31 13:45:56.1234567) | project dayofmonth(t), dayofyear(t), getmonth(t), getyear(t), monthofyear(t), hourofday(t), week_of_year(t), weekofyear(t), datetime_part('quarter', t), datetime_part('Day', t), datetime_part('minute', t), datetime_part('second', t), datetime_part('millisecond', t), datetime_part('microsecond', t), datetime_part('nanosecond', t), datetime_part('dayOfYear', t), datetime_part('week_of_year', t), datetime_part('year', t)",
    [[31, 365, 12, 2026, 12, 13, 53, 53, 4, 31, 45, 56, 123, 123456, 123456700, 365, 53, 2026]],
  ],
  [
    "weeks of the year by ISO 8601",
    "print week_of_year(datetime(2020-12-31)), week_of_year(datetime(2020-06-15)), week_of_year(datetime(2000-01-01)), week_of_year(datetime(2021-01-04))",
    [[53, 25, 52, 1]],
  ],
  [
    "differences count the borders between, and have a sign",
    "print a = datetime(2026-03-01 00:00), b = datetime(2025-12-31 23:59:59.9) | project datetime_diff('year', a, b), datetime_diff('quarter', a, b), datetime_diff('month', a, b), datetime_diff('week', a, b), datetime_diff('day', a, b), datetime_diff('hour', a, b), datetime_diff('minute', b, a), datetime_diff('second', a, b), datetime_diff('day', b, a)",
    [[1, 1, 3, 9, 60, 1417, -84961, 5097601, -60]],
  ],
  [
    "differences of small units",
    "print a = datetime(2026-01-01 00:00:00.0010001), b = datetime(2026-01-01) | project datetime_diff('millisecond', a, b), datetime_diff('microsecond', a, b), datetime_diff('nanosecond', a, b), datetime_diff('second', a, b)",
    [[1, 1000, 1000100, 0]],
  ],
  [
    "weeks are counted from Sunday to Sunday",
    "print datetime_diff('week', datetime(2026-01-11), datetime(2026-01-10)), datetime_diff('week', datetime(2026-01-10), datetime(2026-01-04))",
    [[1, 0]],
  ],
  [
    "adding every unit",
    "print t = datetime(2024-02-29 12:00) | project datetime_add('year', 1, t), datetime_add('quarter', -1, t), datetime_add('month', 12, t), datetime_add('week', 1, t), datetime_add('hour', -13, t), datetime_add('minute', 90, t), datetime_add('second', 1, t), datetime_add('millisecond', 1, t), datetime_add('microsecond', -1, t)",
    [
      [
        "2025-02-28T12:00:00.0000000Z",
        "2023-11-29T12:00:00.0000000Z",
        "2025-02-28T12:00:00.0000000Z",
        "2024-03-07T12:00:00.0000000Z",
        "2024-02-28T23:00:00.0000000Z",
        "2024-02-29T13:30:00.0000000Z",
        "2024-02-29T12:00:01.0000000Z",
        "2024-02-29T12:00:00.0010000Z",
        "2024-02-29T11:59:59.9999990Z",
      ],
    ],
  ],
  [
    "made of parts, which have to exist",
    "print make_datetime(2026, 2, 28), make_datetime(2026, 2, 28, 23, 59), make_datetime(2026, 1, 2, 3, 4, 5.1234567), make_datetime('2026-01-02'), make_datetime(2026, 2, 29), make_datetime(2026, 1, 1, 24, 0), make_datetime(2026, 1, 1, 0, 60), make_datetime(2026, 1, 1, 0, 0, 60)",
    [
      [
        "2026-02-28T00:00:00.0000000Z",
        "2026-02-28T23:59:00.0000000Z",
        "2026-01-02T03:04:05.1234567Z",
        "2026-01-02T00:00:00.0000000Z",
        null,
        null,
        null,
        null,
      ],
    ],
  ],
  [
    "spans made of parts",
    "print make_timespan(1, 12), make_timespan(1, 12, 30.55), make_timespan(2, 3, 4, 5), make_timespan(24, 0), make_timespan(0, 60)",
    [["01:12:00", "01:12:30.5500000", "2.03:04:05", null, null]],
  ],
  [
    "Unix time in four units",
    "print unixtime_seconds_todatetime(1546300800), unixtime_milliseconds_todatetime(1546300800001), unixtime_microseconds_todatetime(1546300800000001), unixtime_nanoseconds_todatetime(1546300800000000100), unixtime_seconds_todatetime(-1), unixtime_seconds_todatetime(1.5)",
    [
      [
        "2019-01-01T00:00:00.0000000Z",
        "2019-01-01T00:00:00.0010000Z",
        "2019-01-01T00:00:00.0000010Z",
        "2019-01-01T00:00:00.0000001Z",
        "1969-12-31T23:59:59.0000000Z",
        "1970-01-01T00:00:01.5000000Z",
      ],
    ],
  ],
  [
    "local time in summer and winter, and back",
    "print datetime_utc_to_local(datetime(2026-07-01 12:00:00.1234567), 'US/Pacific'), datetime_utc_to_local(datetime(2026-01-01 12:00), 'Europe/Berlin'), datetime_local_to_utc(datetime(2026-07-01 05:00:00.1234567), 'US/Pacific'), datetime_local_to_utc(datetime(2026-01-01 13:00), 'Europe/Berlin')",
    [
      [
        "2026-07-01T05:00:00.1234567Z",
        "2026-01-01T13:00:00.0000000Z",
        "2026-07-01T12:00:00.1234567Z",
        "2026-01-01T12:00:00.0000000Z",
      ],
    ],
  ],
  [
    "formats of instants, each letter once and more often",
    "print t = datetime(2026-02-03 14:05:06.0890123) | project format_datetime(t, 'yy-M-d'), format_datetime(t, 'yyyy/MM/dd'), format_datetime(t, '[hh:mm:ss tt]'), format_datetime(t, 'H:m:s'), format_datetime(t, 's.fffffff'), format_datetime(t, 's.FFF'), format_datetime(t, 'HH_mm'), format_datetime(datetime(2026-02-03 00:30), 'hh:mm tt'), format_datetime(datetime(2026-02-03 12:30), 'h tt')",
    [["26-2-3", "2026/02/03", "[02:05:06 PM]", "14:5:6", "6.0890123", "6.089", "14_05", "12:30 AM", "12 PM"]],
  ],
  [
    "formats of spans",
    "print s = time(29.09:00:05.12345) | project format_timespan(s, 'dd.hh:mm:ss [FF]'), format_timespan(s, 'ddd.h:mm:ss [fffffff]'), format_timespan(time(00:05:00), 'd.hh:mm'), format_timespan(time(12:30:55.123), 'H:m:s')",
    [["29.09:00:05 [12]", "029.9:00:05 [1234500]", "0.00:05", "12:30:55"]],
  ],
  [
    "spans of numbers and of times",
    "print 1d + 1h, 1d - 25h, -1h, 1h * 1.5, 90m / 1h, 1h % 25m, 3h / 2, datetime(2026-01-02) - 1d, 1d + datetime(2026-01-01), datetime(2026-01-01) > datetime(2025-12-31), totimespan('00:00:00.0000001') == 1tick, time('1.00:00:01')",
    [
      [
        "1.01:00:00",
        "-01:00:00",
        "-01:00:00",
        "01:30:00",
        1.5,
        "00:10:00",
        "01:30:00",
        "2026-01-01T00:00:00.0000000Z",
        "2026-01-02T00:00:00.0000000Z",
        true,
        true,
        "1.00:00:01",
      ],
    ],
  ],
  [
    "spans by each unit",
    "print 2d, 2h, 2m, 2s, 2ms, 2microsecond, 2tick, 1.5h, time(2), time(0.12:00:00), timespan(1h), 3min, 2hr, 2sec, 2milliseconds",
    [
      [
        "2.00:00:00",
        "02:00:00",
        "00:02:00",
        "00:00:02",
        "00:00:00.0020000",
        "00:00:00.0000020",
        "00:00:00.0000002",
        "01:30:00",
        "2.00:00:00",
        "12:00:00",
        "01:00:00",
        "00:03:00",
        "02:00:00",
        "00:00:02",
        "00:00:00.0020000",
      ],
    ],
  ],
  [
    "texts that are instants in several ways",
    "print todatetime('2026-01-05T10:00:00Z'), todatetime('2026-01-05 10:00'), todatetime('2026-01-05T10:00:00-05:30'), todatetime('5 Jan 2026 10:00:00'), todatetime('Mon, 05 Jan 2026 10:00:00 GMT'), todatetime('2026-01'), todatetime('01/05/2026'), todatetime('2026-01-05T10:00:00.1Z')",
    [
      [
        "2026-01-05T10:00:00.0000000Z",
        "2026-01-05T10:00:00.0000000Z",
        "2026-01-05T15:30:00.0000000Z",
        "2026-01-05T10:00:00.0000000Z",
        "2026-01-05T10:00:00.0000000Z",
        "2026-01-01T00:00:00.0000000Z",
        "2026-01-05T00:00:00.0000000Z",
        "2026-01-05T10:00:00.1000000Z",
      ],
    ],
  ],
  [
    "between takes both ends in, !between none",
    "range x from 1 to 5 step 1 | summarize countif(x between (2 .. 4)), countif(x !between (2 .. 4)), countif(datetime(2026-01-01) + x * 1d between (datetime(2026-01-02) .. 2d)), countif(x * 1h between (2h .. 3h)), countif(datetime(2026-01-01) + x * 1d between (datetime(2026-01-02) .. datetime(2026-01-05))), countif(1.0 * x between (1.5 .. 2))",
    [[3, 2, 3, 2, 4, 1]],
  ],
  [
    "ages count from now, whichever way they are written",
    "print ago(1h) == now() - 1h, ago(-1h) == now(1h), now(-1d) == ago(1d), now() - ago(90m), bin(ago(1h), 1d)",
    [[true, true, true, "01:30:00", "2026-01-15T00:00:00.0000000Z"]],
  ],
];
