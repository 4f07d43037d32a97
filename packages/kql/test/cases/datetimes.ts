import type { RowCase } from "../harness";

/** Datetimes and timespans: ticks, calendars, text. `now` is 2026-01-15T12:00:00Z. */
export const datetimes: readonly RowCase[] = [
  [
    "now is frozen",
    "print now(), ago(1d), now(-1h)",
    [["2026-01-15T12:00:00.0000000Z", "2026-01-14T12:00:00.0000000Z", "2026-01-15T11:00:00.0000000Z"]],
  ],
  ["ticks are kept", "print datetime(2020-01-01 00:00:00.1234567) + 1tick", [["2020-01-01T00:00:00.1234568Z"]]],
  [
    "weeks start on Sunday",
    "print startofweek(datetime(2026-01-15)), endofweek(datetime(2026-01-15))",
    [["2026-01-11T00:00:00.0000000Z", "2026-01-17T23:59:59.9999999Z"]],
  ],
  [
    "starts and ends",
    "print startofmonth(datetime(2024-02-15)), endofmonth(datetime(2024-02-15)), startofyear(datetime(2024-02-15), -1), endofday(datetime(2024-02-15 13:00))",
    [
      [
        "2024-02-01T00:00:00.0000000Z",
        "2024-02-29T23:59:59.9999999Z",
        "2023-01-01T00:00:00.0000000Z",
        "2024-02-15T23:59:59.9999999Z",
      ],
    ],
  ],
  [
    "differences",
    "print datetime(2026-01-03) - datetime(2026-01-01), datetime_diff('month', datetime(2026-01-01), datetime(2025-12-31)), datetime_diff('hour', datetime(2026-01-01 01:00), datetime(2026-01-01 00:59))",
    [["2.00:00:00", 1, 1]],
  ],
  [
    "adding months keeps to the calendar",
    "print datetime_add('month', 1, datetime(2024-01-31)), datetime_add('day', -1, datetime(2024-03-01))",
    [["2024-02-29T00:00:00.0000000Z", "2024-02-29T00:00:00.0000000Z"]],
  ],
  [
    "parts",
    "print datetime_part('hour', datetime(2026-01-15 13:45)), dayofweek(datetime(2026-01-15)), monthofyear(datetime(2026-01-15)), hourofday(datetime(2026-01-15 13:45))",
    [[13, "4.00:00:00", 1, 13]],
  ],
  [
    "formats",
    "print format_datetime(datetime(2026-01-05 13:04:05.678), 'yyyy-MM-dd HH:mm:ss.fff'), format_datetime(datetime(2026-01-05 13:04:05), 'h:m tt'), format_timespan(time(1.02:03:04), 'd.hh:mm')",
    [["2026-01-05 13:04:05.678", "1:4 PM", "1.02:03"]],
  ],
  [
    "text",
    "print tostring(datetime(2026-01-05)), tostring(1d), tostring(1ms), tostring(-90m)",
    [["2026-01-05T00:00:00.0000000Z", "1.00:00:00", "00:00:00.0010000", "-01:30:00"]],
  ],
  [
    "reading text",
    "print todatetime('2026-01-05'), todatetime('2026-01-05T01:00:00+02:00'), todatetime('nonsense'), totimespan('1.02:03:04'), totimespan('90s')",
    [["2026-01-05T00:00:00.0000000Z", "2026-01-04T23:00:00.0000000Z", null, "1.02:03:04", "00:01:30"]],
  ],
  ["out of range is null", "print datetime(0001-01-01) - 1tick, datetime(9999-12-31) + 2d", [[null, null]]],
  ["spans divide and multiply", "print 1d / 1h, 1d / 2, 3 * 1h, 1d % 5h", [[24, "12:00:00", "03:00:00", "04:00:00"]]],
  [
    "between a moment and a span",
    "datatable(t:datetime)[datetime(2026-01-01), datetime(2026-01-02), datetime(2026-01-03)] | where t between (datetime(2026-01-01) .. 1d) | count",
    [[2]],
  ],
  [
    "bin of datetimes",
    "print bin(datetime(2026-01-15 13:45), 1h), bin(datetime(2026-01-15 13:45), 7d)",
    [["2026-01-15T13:00:00.0000000Z", "2026-01-12T00:00:00.0000000Z"]],
  ],
  [
    "from parts and Unix time",
    "print make_datetime(2026, 1, 2, 3, 4, 5), unixtime_seconds_todatetime(1), make_timespan(1, 30)",
    [["2026-01-02T03:04:05.0000000Z", "1970-01-01T00:00:01.0000000Z", "01:30:00"]],
  ],
  [
    "times that are longer than time is lead nowhere",
    "datatable(n:long, t:timespan)[9223372036854775807, time(10675199.02:48:05.4775807), 1, time(1d)] | project endofday(now(), n), datetime_add('month', n, now()), datetime_add('hour', n, now()), unixtime_seconds_todatetime(n), now() + t, ago(t), make_timespan(n, 1, 1, 1)",
    [
      [null, null, null, null, null, null, null],
      [
        "2026-01-16T23:59:59.9999999Z",
        "2026-02-15T12:00:00.0000000Z",
        "2026-01-15T13:00:00.0000000Z",
        "1970-01-01T00:00:01.0000000Z",
        "2026-01-16T12:00:00.0000000Z",
        "2026-01-14T12:00:00.0000000Z",
        "1.01:01:01",
      ],
    ],
  ],
  [
    "the longest negative timespan has a text",
    "datatable(t:timespan)[time(-10675199.02:48:05.4775808)] | project tostring(t), pack_array(t)",
    [["-10675199.02:48:05.4775808", ["-10675199.02:48:05.4775808"]]],
  ],
];
